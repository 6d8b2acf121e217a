"""What the columns of a file are called: found before it is read, and said in a mapping's words."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from boucle.errors import BoucleError
from boucle.warehouse.imports.raw_file import LINE, header_names
from boucle.warehouse.imports.sql import parquet, quoted, text_literal
from boucle.warehouse.imports.text_form import text_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    import duckdb

    from boucle.warehouse.imports.mapping import FileMapping
    from boucle.warehouse.imports.raw_file import RawFile

# Some programs write a title and a period above the header.
_FIRST_RECORDS = 10


def fits(path: Path, spec: FileMapping) -> bool:
    """Tell whether one of the first records of a file has every column that `spec` needs."""
    return header_of(path, spec) is not None


def header_of(path: Path, spec: FileMapping) -> tuple[str, ...] | None:
    """Return the first of the first records that has every column that `spec` needs."""
    return next((each for each in first_records(path, spec) if has_needed(each, spec)), None)


def has_needed(header: Iterable[str], spec: FileMapping) -> bool:
    """Tell whether a header has the columns that `spec` needs, by any of their names."""
    own = own_names(tuple(header), spec)
    return all(name in own for name in spec.needs)


def first_records(path: Path, spec: FileMapping) -> list[tuple[str, ...]]:
    """Return the first records of a file as the names of columns; none if it can't be read."""
    try:
        state = path.stat()
    except OSError:
        return []
    place = (path, state.st_mtime_ns, state.st_size)
    return _records(place, spec.sheet, spec.encoding, spec.delimiter)


# Many mappings look for their files among the same ones; where a file changes, its state does.
@lru_cache(maxsize=1024)
def _records(
    place: tuple[Path, int, int], sheet: str | None, encoding: str | None, delimiter: str | None
) -> list[tuple[str, ...]]:
    path = place[0]
    try:
        with path.open("rb") as file:
            magic = file.read(4)
        if magic.startswith(b"PAR1"):
            return [_parquet_header(path)]
        if magic.startswith(b"PK"):
            return _sheet_records(path, sheet)
        return _text_records(path, encoding, delimiter)
    except (BoucleError, OSError, ValueError, KeyError, csv.Error):
        # Not a file of this kind; if it is asked for by name, reading it says why.
        return []


def _parquet_header(path: Path) -> tuple[str, ...]:
    import pyarrow.parquet as pq  # slow, and most files are text

    return header_names(pq.read_schema(path).names)


def _sheet_records(path: Path, name: str | None) -> list[tuple[str, ...]]:
    import openpyxl  # slow, and most files are text

    with path.open("rb") as file:
        book = openpyxl.load_workbook(file, read_only=True)
        try:
            sheet = book[name] if name else book.worksheets[0]
            rows = list(islice(sheet.iter_rows(values_only=True), _FIRST_RECORDS))
        finally:
            book.close()
    return [header_names(["" if cell is None else str(cell) for cell in row]) for row in rows]


def _text_records(path: Path, encoding: str | None, delimiter: str | None) -> list[tuple[str, ...]]:
    form = text_form(path, encoding=encoding, delimiter=delimiter)
    with path.open(encoding=form.encoding, newline="") as file:
        reader = csv.reader(file, delimiter=form.delimiter)
        return [header_names(record) for record in islice(reader, _FIRST_RECORDS)]


def own_names(header: Sequence[str], spec: FileMapping) -> dict[str, str]:
    """Return the file's own name of every column that the mapping may call otherwise.

    A column called as in the mapping comes first, then `names` in their order; capitals do not
    count, and ``*`` stands for any text.
    """
    found: dict[str, str] = {}
    for name in dict.fromkeys((*spec.needs, *spec.names, *spec.from_header)):
        patterns = (*spec.from_header.get(name, ()), name, *spec.names.get(name, ()))
        own = next((each for wanted in patterns for each in header if _match(wanted, each)), None)
        if name in header:
            own = name
        if own is not None:
            found[name] = own
    return found


def _match(pattern: str, name: str) -> re.Match[str] | None:
    parts = (re.escape(" ".join(part.split())) for part in pattern.split("*"))
    blank = re.compile(r"\s+")
    return re.fullmatch(
        r"\s*(.*?)\s*".join(parts), blank.sub(" ", name.strip()), flags=re.IGNORECASE
    )


def constants(header: Sequence[str], spec: FileMapping) -> dict[str, str]:
    """Return what stands at the ``*`` of a header: a column of that value in every row."""
    found: dict[str, str] = {}
    for name, patterns in spec.from_header.items():
        for pattern in patterns:
            matches = (_match(pattern, each) for each in header)
            found.update((name, match[1]) for match in matches if match and name not in header)
    return found


def rename(con: duckdb.DuckDBPyConnection, raw: RawFile, spec: FileMapping, staged: Path) -> None:
    """Give the columns of a file that was read the names that the mapping uses."""
    fixed = constants(raw.columns, spec)
    own = {name: each for name, each in own_names(raw.columns, spec).items() if name not in fixed}
    changed = {each: name for name, each in own.items() if each != name}
    if not changed and not fixed:
        return
    columns = {each: changed.get(each, each) for each in raw.columns}
    _write(con, raw, columns, fixed, staged)
    raw.columns = (*columns.values(), *fixed)
    raw.cell_kinds = {columns[each]: kind for each, kind in raw.cell_kinds.items()}
    raw.own_names = {name: each for each, name in changed.items()}
    raw.staged = staged


def _write(
    con: duckdb.DuckDBPyConnection,
    raw: RawFile,
    columns: Mapping[str, str],
    fixed: Mapping[str, str],
    staged: Path,
) -> None:
    picked = [LINE, *(f"{quoted(own)} AS {quoted(name)}" for own, name in columns.items())]
    picked += [f"{text_literal(value)} AS {quoted(name)}" for name, value in fixed.items()]
    con.execute(
        f"COPY (SELECT {', '.join(picked)} FROM {parquet(raw.staged)}) "  # noqa: S608
        f"TO {text_literal(str(staged))} (FORMAT parquet, COMPRESSION lz4)"
    )
