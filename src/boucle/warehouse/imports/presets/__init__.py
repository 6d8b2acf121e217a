"""Mappings that come with Boucle, for the exports of known products."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def preset_names() -> tuple[str, ...]:
    """Return the names of the presets, as ``--mapping`` takes them."""
    return tuple(sorted(each.name.removesuffix(".toml") for each in _all()))


def preset_text(name: str) -> str | None:
    """Return the mapping of a preset, as TOML; None if there is none of the name."""
    found = next((each for each in _all() if each.name == f"{name}.toml"), None)
    return None if found is None else found.read_text(encoding="utf-8")


def _all() -> list[Traversable]:
    return [each for each in files(__name__).iterdir() if each.name.endswith(".toml")]
