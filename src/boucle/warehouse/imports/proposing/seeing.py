"""Reading every file that was given, whole into staged cells, and a bounded sample of its rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import is_zipfile

from boucle.errors import BoucleError
from boucle.errors.imports import ImportPathMissingError
from boucle.warehouse.imports.mapping import FileMapping
from boucle.warehouse.imports.proposing.names import plain, plain_words
from boucle.warehouse.imports.proposing.profile import MONTH, Profile, profile
from boucle.warehouse.imports.proposing.total_lines import find_totals
from boucle.warehouse.imports.raw_file import LINE
from boucle.warehouse.imports.reading import read_file
from boucle.warehouse.imports.sources import is_readable, present_files
from boucle.warehouse.imports.sql import first_row, parquet, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import duckdb

    from boucle.language import Text
    from boucle.warehouse.imports.raw_file import RawFile

# Cells looked at in a file: rows of wide files are fewer, so that time stays bounded.
_SAMPLE_CELLS, _MOST_ROWS, _LEAST_ROWS = 120_000, 3_000, 60
_LEAST_COMMON = 3
# A column that repeats itself names no rows; a few typing errors do not matter yet.
NEARLY_KEY = 0.9
# Where more rows than that are said again whole, no download overlaps: rows have no name.
_LEAST_DISTINCT = 0.5
_LICENCES = frozenset({"license", "licence", "readme", "copying", "notice"})
Staged = dict[tuple[Path, str | None], "RawFile"]


@dataclass
class SeenTable:
    """Files of one shape that are one table: what the mapping calls a file."""

    alias: str
    pattern: str
    sheet: str | None
    raws: list[RawFile]
    profiles: dict[str, Profile] = field(default_factory=dict)
    # Lines of totals, by staged file: rows that are none.
    totals: dict[Path, tuple[int, ...]] = field(default_factory=dict)
    # Columns that name each row of each file, whatever comes twice because downloads overlap.
    naming: frozenset[str] = frozenset()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns, in order."""
        return self.raws[0].columns

    @property
    def n_rows(self) -> int:
        """Rows of all files, those of the wrong width too; totals are none."""
        return sum(raw.n_rows for raw in self.raws) - sum(map(len, self.totals.values()))

    @property
    def title(self) -> str:
        """What people call it: the file, or the sheet of it."""
        return f"{self.pattern}[{self.sheet}]" if self.sheet else self.pattern

    @cached_property
    def words(self) -> frozenset[str]:
        """The plain words of its name."""
        return frozenset(plain_words(f"{Path(self.pattern).stem} {self.sheet or ''}"))

    @property
    def relation(self) -> str:
        """The SQL of all its rows, cells as text."""
        if not self.totals:
            return parquet(*(raw.staged for raw in self.raws))
        parts = []
        for raw in self.raws:
            lines = ", ".join(map(str, self.totals.get(raw.staged, (0,))))
            rows = parquet(raw.staged)
            parts.append(f"SELECT * FROM {rows} WHERE {LINE} NOT IN ({lines})")  # noqa: S608
        return f"({' UNION ALL BY NAME '.join(parts)})"

    def cell_kind(self, column: str) -> str | None:
        """Return the type that a workbook or Parquet file gives the cells, if all files do."""
        kinds = {raw.cell_kinds.get(column) for raw in self.raws}
        return kinds.pop() if len(kinds) == 1 else None


@dataclass
class Seen:
    """All that was read, and what was not: `ignored` names files with the reason."""

    tables: list[SeenTable] = field(default_factory=list)
    ignored: list[tuple[str, Text]] = field(default_factory=list)
    hints: tuple[Text, ...] = ()
    staged: Staged = field(default_factory=dict)


def seen_files(
    con: duckdb.DuckDBPyConnection,
    paths: Sequence[Path],
    folder: Path,
    progress: Callable[[str, int], None],
    *,
    home: Path,
    aside: Mapping[Path, Text],
) -> Seen:
    """Read the files of `paths`, folders walked; what is no table is ignored and said.

    Cells are staged in `folder`; `home` is the workspace, whose own files are not meant; files
    that are left `aside` come with the reason.

    Raises
    ------
    ImportPathMissingError
        If a path is not there.
    """
    for path in paths:
        if not path.exists():
            raise ImportPathMissingError(str(path))
    seen = Seen()
    present = present_files(paths, home=home)
    for path in present:
        is_meant = path in paths or (is_readable(path) and plain(path.stem) not in _LICENCES)
        if not is_meant:
            continue
        if path in aside:
            seen.ignored.append((path.name, aside[path]))
            continue
        for sheet in _sheets(path):
            _read_one(seen, path, sheet, folder, progress)
    seen.tables = _as_tables(seen.staged, present)
    for table in seen.tables:
        find_totals(con, table)
        _look(con, table)
    return seen


def _sheets(path: Path) -> list[str | None]:
    """Return the sheets of a workbook that has several, else one nameless."""
    if path.suffix.lower() not in {".xlsx", ".xlsm"} or not is_zipfile(path):
        return [None]
    import openpyxl  # slow, and most imports are text

    try:
        book = openpyxl.load_workbook(path, read_only=True)
    except Exception:  # noqa: BLE001 - half a workbook: reading it says what is wrong
        return [None]
    names = [sheet.title for sheet in book.worksheets]
    book.close()
    return list(names) if len(names) > 1 else [None]


def _read_one(
    seen: Seen, path: Path, sheet: str | None, folder: Path, progress: Callable[[str, int], None]
) -> None:
    staged = folder / f"seen_{len(seen.staged) + len(seen.ignored)}.parquet"
    try:
        raw = read_file(path, FileMapping(path=path.name, sheet=sheet), staged, progress)
    except BoucleError as error:
        why = getattr(error, "why", error.text)
        seen.ignored.append((f"{path.name}[{sheet}]" if sheet else path.name, why))
        return
    seen.staged[path, sheet] = raw


def _as_tables(staged: Staged, present: Sequence[Path]) -> list[SeenTable]:
    """Put files of one header and one name but for a month or a number together."""
    tables: list[SeenTable] = []
    items = sorted(staged.items(), key=lambda item: _group_key(item[0], item[1]))
    for _, members in groupby(items, key=lambda item: _group_key(item[0], item[1])):
        group = list(members)
        paths = [path for (path, _), _ in group]
        sheet = group[0][0][1]
        pattern = _pattern(paths, present)
        parts = [[each] for each in group] if pattern is None else [group]
        for part in parts:
            (path, _), _ = part[0]
            name = pattern if pattern and len(part) > 1 else _shortest(path, present)
            raws = [raw for _, raw in sorted(part, key=lambda each: (each[0][0].name, each[0][0]))]
            tables.append(SeenTable("", name, sheet, raws))
    tables.sort(key=lambda each: (each.pattern, each.sheet or ""))
    _name(tables)
    return tables


def _group_key(place: tuple[Path, str | None], raw: RawFile) -> tuple[str, str, tuple[str, ...]]:
    path, sheet = place
    stem = re.sub(r"\d+", "#", plain(_without_months(path.stem)))
    return stem, sheet or "", tuple(raw.columns)


def _without_months(stem: str) -> str:
    return MONTH.sub("#", plain(stem))


def _pattern(paths: list[Path], present: Sequence[Path]) -> str | None:
    """Return the glob that takes these files and no other, None if none does."""
    if len(paths) == 1 or len({path.parent for path in paths}) > 1:
        return None
    names = [path.name for path in paths]
    start = _common(names)
    end = _common([name[len(start) :][::-1] for name in names])[::-1]
    glob = f"{start}*{end}"
    if len(start.strip("0123456789")) < _LEAST_COMMON or re.search(r"[\[\]?]", glob):
        return None
    taken = {path for path in present if path.match(glob)}
    return glob if taken == set(paths) else None


def _common(names: list[str]) -> str:
    first, last = min(names), max(names)
    n = next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), None)
    shared = first if n is None else first[:n]
    # A month or a number is not cut in two: "leads_2025-1*" would miss September.
    return shared.rstrip("0123456789")


def _shortest(path: Path, present: Sequence[Path]) -> str:
    """Return as many last parts of the path as tell it from the others."""
    for n in range(1, len(path.parts) + 1):
        tail = Path(*path.parts[-n:]).as_posix()
        if sum(Path(*each.parts[-n:]).as_posix() == tail for each in present) == 1:
            return tail
    return path.name


def _name(tables: Iterable[SeenTable]) -> None:
    taken: set[str] = set()
    for table in tables:
        words = [*plain(Path(table.pattern).stem).split(), *plain(table.sheet or "").split()]
        kept = [word for word in words if not word.isdigit()] or words or ["table"]
        base = "_".join(kept)
        base = base if base[0].isalpha() else f"file_{base}"
        name, n = base, 1
        while name in taken:
            n += 1
            name = f"{base}_{n}"
        taken.add(name)
        table.alias = name


def _look(con: duckdb.DuckDBPyConnection, table: SeenTable) -> None:
    """Profile every column on the rows of the head, the middle and the tail."""
    rows = min(_MOST_ROWS, max(_LEAST_ROWS, _SAMPLE_CELLS // max(len(table.columns), 1)))
    listed = ", ".join(quoted(name) for name in table.columns)
    n, part = max(table.n_rows, 1), max(rows // 3, 1)
    spans = ((0, part), (n // 2, n // 2 + part), (n - part, n))
    where = " OR ".join(f"__place__ BETWEEN {low} AND {high}" for low, high in spans)
    found = con.execute(
        f"SELECT {listed} FROM (SELECT *, row_number() OVER () - 1 AS __place__ "  # noqa: S608
        f"FROM {table.relation}) WHERE {where if n > rows else 'TRUE'} ORDER BY {LINE}"
    )
    sample = found.fetchall()
    cells = list(zip(*sample, strict=True)) or [()] * len(table.columns)
    for name, column in zip(table.columns, cells, strict=True):
        table.profiles[name] = profile(column, table.cell_kind(name))  # type: ignore[arg-type]
    table.naming = _naming(con, table, sample)


def _naming(
    con: duckdb.DuckDBPyConnection, table: SeenTable, sample: Sequence[tuple[str | None, ...]]
) -> frozenset[str]:
    """Return the columns whose values come once in each file; whole rows that repeat are one."""
    if len(table.raws) > 1:
        found = [_named_in(con, raw) for raw in table.raws]
        return frozenset.intersection(*found)
    n_distinct = len({*sample})
    if n_distinct < _LEAST_DISTINCT * len(sample):
        return frozenset()
    return frozenset(
        name
        for name, each in table.profiles.items()
        if each.n_distinct >= NEARLY_KEY * (each.n_values - len(sample) + n_distinct)
    )


def _named_in(con: duckdb.DuckDBPyConnection, raw: RawFile) -> frozenset[str]:
    counts = ", ".join(
        f"count(DISTINCT {quoted(name)}) >= {NEARLY_KEY} * count({quoted(name)})"
        for name in raw.columns
    )
    are_keys = first_row(con, f"SELECT {counts} FROM {parquet(raw.staged)}")  # noqa: S608
    return frozenset(name for name, is_key in zip(raw.columns, are_keys, strict=True) if is_key)
