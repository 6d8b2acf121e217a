"""The settings of a workspace, in `boucle.toml`."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeGuard

from boucle.errors.system import system_reason
from boucle.errors.warehouse import WorkspaceNewerError, WorkspaceSettingsError
from boucle.language import LANGUAGES, Language, Text

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS_FILE = "boucle.toml"
WORKSPACE_VERSION = 1
_KEYS = ("workspace_version", "name", "language")
_MISSING = Text(fr="`{key}` manque, il faut {wanted}", en="`{key}` is missing, it must be {wanted}")
_WRONG = Text(
    fr="`{key}` vaut {given!r}, il faut {wanted}",
    en="`{key}` is {given!r}, it must be {wanted}",
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What `boucle.toml` says."""

    name: str
    language: Language = "fr"
    workspace_version: int = WORKSPACE_VERSION

    def as_toml(self) -> str:
        """Write the file."""
        # A JSON string is a TOML string too.
        name = json.dumps(self.name, ensure_ascii=False).replace("\x7f", "\\u007f")
        return (
            f"workspace_version = {self.workspace_version}\n"
            f"name = {name}\n"
            f'language = "{self.language}"\n'
        )


def read_settings(path: Path) -> Settings:
    """Read the settings of a workspace.

    Raises
    ------
    WorkspaceNewerError
        If a newer version of Boucle made it.
    WorkspaceSettingsError
        If the file cannot be read, or a key is missing, unknown or has a wrong value.
    """
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        fault = Text(fr="illisible ({why})", en="unreadable ({why})").format(
            why=system_reason(error)
        )
        raise WorkspaceSettingsError(path, [fault], _KEYS) from error
    except ValueError as error:  # no UTF-8, or no TOML
        fault = Text(
            fr=f"ce n'est pas du TOML valide (l'analyseur dit : {error})",
            en=f"this is not valid TOML (the parser says: {error})",
        )
        raise WorkspaceSettingsError(path, [fault], _KEYS) from error
    version = given.get("workspace_version")
    # Before the rest: a newer version may have keys that this one cannot know.
    if _is_version(version) and version > WORKSPACE_VERSION:
        raise WorkspaceNewerError(path.parent, version, WORKSPACE_VERSION)
    if faults := _faults(given):
        raise WorkspaceSettingsError(path, faults, _KEYS)
    return Settings(**given)


def _is_version(given: Any) -> TypeGuard[int]:
    return isinstance(given, int) and not isinstance(given, bool)


def _faults(given: dict[str, Any]) -> list[Text]:
    faults = [
        Text(fr="clé inconnue `{key}`", en="unknown key `{key}`").format(key=key)
        for key in given
        if key not in _KEYS
    ]
    allowed = {
        "workspace_version": (
            _is_version(given.get("workspace_version")) and given["workspace_version"] >= 1,
            Text(fr="un entier à partir de 1", en="a whole number from 1"),
        ),
        "name": (isinstance(given.get("name"), str), Text(fr="un texte", en="a text")),
        "language": (
            given.get("language") in LANGUAGES,
            Text(fr=" ou ".join(LANGUAGES), en=" or ".join(LANGUAGES)),
        ),
    }
    faults += [
        (_WRONG if key in given else _MISSING).format(key=key, given=given.get(key), wanted=wanted)
        for key, (is_right, wanted) in allowed.items()
        if not is_right
    ]
    return faults
