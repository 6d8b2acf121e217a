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
_GAP = re.compile(r"[\s_]+")
# What programs call columns has none of these signs, what people see of them has.
_LABEL = re.compile(r"[^A-Za-z0-9_.]")


def fits(path: Path, spec: FileMapping) -> bool:
    """Tell whether one of the first records of a file has every column that `spec` needs."""
    return header_of(path, spec) is not None


def header_of(path: Path, spec: FileMapping) -> tuple[str, ...] | None:
    """Return the first of the first records that has every column that `spec` needs."""
    return next((each for each in first_records(path, spec) if has_needed(each, spec)), None)


def has_needed(header: Iterable[str], spec: FileMapping) -> bool:
    """Tell whether a header has the columns that `spec` needs, by any of their names."""
    own = own_names(tuple(bare_names(tuple(header), spec).values()), spec)
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


def bare_names(header: Sequence[str], spec: FileMapping) -> dict[str, str]:
    """Return each column's name without the `prefix` of the file, unless that name is taken."""
    found: dict[str, str] = {}
    for own in header:
        bare = next((own.removeprefix(each) for each in spec.prefix if own.startswith(each)), own)
        found[own] = own if bare in header or bare in found.values() else bare
    return found


def own_names(
    header: Sequence[str], spec: FileMapping, wanted: Iterable[str] = ()
) -> dict[str, str]:
    """Return the file's own name of every column that the mapping may call otherwise.

    Those are the columns in `spec` and the others `wanted`. A column called as in the mapping comes
    first, then `names` in their order; capitals, blanks and ``_`` do not count, and ``*`` stands
    for any text.
    """
    found: dict[str, str] = {}
    for name in dict.fromkeys((*spec.needs, *spec.names, *spec.from_header, *wanted)):
        patterns = (*spec.from_header.get(name, ()), name, *spec.names.get(name, ()))
        own = next((each for wanted in patterns for each in header if _match(wanted, each)), None)
        if name in header:
            own = name
        if own is not None:
            found[name] = own
    return found


def _match(pattern: str, name: str) -> re.Match[str] | None:
    """Match a header; letters and digits count, blanks and ``_`` between them do not."""
    return _loose(pattern).fullmatch(name)


# The presets ask for some hundred names, of every header that they meet.
@lru_cache(maxsize=4096)
def _loose(pattern: str) -> re.Pattern[str]:
    parts = ([re.escape(sign) for sign in _GAP.sub("", part)] for part in pattern.split("*"))
    gap = r"[\s_]*"
    loose = f"{gap}(.*?){gap}".join(gap.join(signs) for signs in parts)
    return re.compile(gap + loose + gap, flags=re.IGNORECASE)


def at_star(patterns: Iterable[str], name: str) -> str | None:
    """Return what stands at the ``*`` of the first pattern that a header fits, None if none."""
    matches = (_match(pattern, name) for pattern in patterns)
    return next((found[1] for found in matches if found and found[1]), None)


def constants(header: Sequence[str], spec: FileMapping) -> dict[str, str]:
    """Return what stands at the ``*`` of a header: a column of that value in every row."""
    found: dict[str, str] = {}
    for name, patterns in spec.from_header.items():
        for pattern in patterns:
            matches = (_match(pattern, each) for each in header)
            found.update((name, match[1]) for match in matches if match and name not in header)
    return found


def rename(
    con: duckdb.DuckDBPyConnection,
    raw: RawFile,
    spec: FileMapping,
    staged: Path,
    wanted: Iterable[str] = (),
) -> None:
    """Give the columns of a file that was read the names that the mapping uses.

    Of a file that is known by its header that goes for all the columns `wanted` of it.
    """
    bare = bare_names(raw.columns, spec)
    header = tuple(bare.values())
    fixed = constants(header, spec)
    names = own_names(header, spec, wanted if spec.needs else ()).items()
    alike = {each: name for name, each in names if each != name and name not in fixed}
    columns = {own: alike.get(each, each) for own, each in bare.items()}
    changed = {own: name for own, name in columns.items() if own != name}
    if not changed and not fixed:
        return
    raw.is_renamed = any(_LABEL.search(own) for own in changed)
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
