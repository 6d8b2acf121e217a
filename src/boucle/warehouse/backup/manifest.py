"""What a backup says of itself: format, versions, commit, rows, and the digest of every file."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from boucle.errors.backup import BackupDamagedError, BackupNewerError
from boucle.language import Text

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = "boucle-backup.json"
FORMAT = "boucle-backup"
FORMAT_VERSION = 1
# A manifest has some hundred bytes a file: one beyond this is none.
MOST_MANIFEST_BYTES = 64 * 2**20

_NO_MANIFEST = Text(
    fr=f"`{MANIFEST}` y manque ou ne se lit pas", en=f"`{MANIFEST}` is missing or unreadable"
)


@dataclass(frozen=True, slots=True)
class Packed:
    """One file of a backup: its size in bytes and its SHA-256."""

    n_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself.

    `tables` counts every version of every row; `agreements` are the versions it holds;
    `report_sha256` is the digest of the closed-loop report as JSON in `language`, None where no
    report could be made.
    """

    boucle_version: str
    workspace_version: int
    language: str
    commit_seq: int
    committed_at: str | None
    agreements: tuple[str, ...]
    tables: dict[str, int]
    report_sha256: str | None
    files: dict[str, Packed]

    def as_json(self) -> bytes:
        """Write it."""
        facts = {"format": FORMAT, "format_version": FORMAT_VERSION, **asdict(self)}
        return json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True).encode()

    @classmethod
    def of_json(cls, path: Path, given: bytes) -> Manifest:
        """Read the manifest of the backup `path`.

        Raises
        ------
        BackupNewerError
            If a newer version of Boucle made it.
        BackupDamagedError
            If it is none.
        """
        try:
            facts: dict[str, Any] = json.loads(given)
            is_ours, version = facts.pop("format") == FORMAT, int(facts.pop("format_version"))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise BackupDamagedError(path, _NO_MANIFEST) from error
        if is_ours and version > FORMAT_VERSION:
            raise BackupNewerError(path, version, FORMAT_VERSION)
        try:
            facts["files"] = {name: Packed(**each) for name, each in facts["files"].items()}
            facts["agreements"] = tuple(facts["agreements"])
            read = cls(**facts)
        except (TypeError, KeyError, AttributeError) as error:
            raise BackupDamagedError(path, _NO_MANIFEST) from error
        if not is_ours or not _is_sound(read):
            raise BackupDamagedError(path, _NO_MANIFEST)
        return read


def _is_sound(read: Manifest) -> bool:
    counts = [read.commit_seq, *read.tables.values(), *(p.n_bytes for p in read.files.values())]
    return all(isinstance(n, int) and n >= 0 for n in counts)
