"""What reading a file leaves behind: its cells as text in a staged Parquet file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from boucle.language import Text

LINE = "__line__"
CellKind = Literal["number", "moment"]


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A record that has not the shape of its file. `line` is the one on which it starts."""

    line: int
    reason: str
    given: str
    allowed: Text
    record: tuple[str, ...]


@dataclass(slots=True)
class RawFile:
    """One file as read: columns in order, rows (bad ones too), and what could not be read.

    `cell_kinds` names the columns whose cells carry a type of their own (xlsx, Parquet): how a
    number or date is *written* does not matter there. `own_names` gives what the file calls the
    columns that the mapping calls otherwise; `is_renamed` tells whether any of those is a
    label for people, with blanks or accents.
    """

    path: Path
    staged: Path
    columns: tuple[str, ...]
    n_rows: int = 0
    cell_kinds: dict[str, CellKind] = field(default_factory=dict)
    n_bad: int = 0
    last_record: tuple[int, str] = (0, "")
    bad_records: list[BadRecord] = field(default_factory=list)
    warnings: list[Text] = field(default_factory=list)
    header_line: int = 1
    own_names: dict[str, str] = field(default_factory=dict)
    is_renamed: bool = False

    @property
    def name(self) -> str:
        """The file's own name, as people know it."""
        return self.path.name


def header_names(header: Sequence[str]) -> tuple[str, ...]:
    """Name every column once: ``a, a`` becomes ``a, a_2``; a nameless third one ``column_3``.

    >>> header_names(["a", "", "a", " a "])
    ('a', 'column_2', 'a_2', 'a_3')
    """
    names: list[str] = []
    taken = {cell.strip() for cell in header}
    for position, cell in enumerate(header, start=1):
        wanted = cell.strip().strip("\ufeff") or f"column_{position}"
        name, n = wanted, 1
        while name in names or (n > 1 and name in taken):
            n += 1
            name = f"{wanted}_{n}"
        names.append(name)
    return tuple(names)
