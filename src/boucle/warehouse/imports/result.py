"""What an import did, or would do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path

    from boucle.language import Text
    from boucle.warehouse.lake.commit import Commit


@dataclass(frozen=True, slots=True)
class Reject:
    """One value that kept a row aside. `line` is the physical line on which its record starts.

    `column` is the file's own name of the column, `given` what stands there, `reason` a stable
    code, `text` the sentence for people, `record` the whole record as read.
    """

    file: str
    line: int
    column: str
    given: str
    reason: str
    text: Text
    allowed: Text
    record: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableChange:
    """Rows of one table by what the import makes of them.

    `n_repeated` rows of the files said the same as another one and were counted once; `n_added`
    were added to the amounts of another one; `n_older` were beaten by a newer version; `n_deleted`
    are rows of the lake that the files say are deleted.
    """

    n_new: int = 0
    n_changed: int = 0
    n_same: int = 0
    n_repeated: int = 0
    n_older: int = 0
    n_deleted: int = 0
    n_added: int = 0


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file as read, for tying totals out: `totals` sums the mapped columns of numbers.

    `n_rows` counts every record below the header, also the rejected ones. `unread` are the columns
    that the mapping does not read.
    """

    alias: str
    name: str
    path: Path
    n_rows: int
    n_rejected: int = 0
    totals: dict[str, Decimal] = field(default_factory=dict)
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnmappedWord:
    """A word of a column (the canonical one) that the mapping does not know.

    Its rows were read as `read_as`, or set aside where that is None.
    """

    file: str
    table: str
    column: str
    word: str
    n_rows: int
    read_as: str | None = None


@dataclass(frozen=True, slots=True)
class IgnoredFile:
    """A file that was given and that the mapping does not read, and why."""

    path: Path
    why: Text

    @property
    def name(self) -> str:
        """The name without its folder."""
        return self.path.name


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The whole of an import. `commit` is None where nothing changed and for a dry run.

    `samples` are the first rows of each table, given for a dry run only. `rejects_file` is where
    the rejects were written, relative names and all. `ignored` are the files given that the
    mapping does not read, `unmapped` the words of them that it does not know.
    """

    source: str
    is_dry_run: bool
    tables: dict[str, TableChange]
    files: tuple[FileRead, ...]
    rejects: tuple[Reject, ...] = ()
    n_rejected_rows: int = 0
    rejects_file: Path | None = None
    commit: Commit | None = None
    warnings: tuple[Text, ...] = ()
    ignored: tuple[IgnoredFile, ...] = ()
    unmapped: tuple[UnmappedWord, ...] = ()
    samples: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
