"""Reading an Excel workbook: cells have a type of their own, so dates and numbers are certain."""

from __future__ import annotations

import warnings
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from boucle.errors.imports import UnreadableFileError
from boucle.language import Text
from boucle.warehouse.imports.delimited import EMPTY
from boucle.warehouse.imports.raw_file import RawFile, header_names
from boucle.warehouse.imports.sheet_marks import told_of_sheet
from boucle.warehouse.imports.staging import CHUNK_ROWS, Stage
from boucle.warehouse.imports.strays import FIRST_RECORDS, Strays, header_at, tell_above

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from boucle.warehouse.imports.mapping import FileMapping

OLE_MAGIC = b"\xd0\xcf\x11\xe0"
LOCKED = Text(
    fr="il est protégé par un mot de passe, ou c'est un ancien classeur .xls. Enregistrez-le en "
    "xlsx, sans mot de passe.",
    en="it is locked by a password, or is an old .xls workbook. Save it as xlsx without a "
    "password.",
)
_DAMAGED = Text(
    fr="ce n'est pas un classeur xlsx complet. Enregistrez-le de nouveau depuis votre tableur.",
    en="it is no complete xlsx workbook. Save it again from your spreadsheet program.",
)
_NO_SHEET = Text(
    fr="il n'a pas de feuille `{sheet}`; ses feuilles sont {sheets}. Corrigez `sheet`.",
    en="it has no sheet `{sheet}`; its sheets are {sheets}. Correct `sheet`.",
)
_ONE_SHEET = Text(
    fr="de `{file}`, seule la feuille « {sheet} » est lue; pour une autre ({others}), donnez "
    "`sheet` dans la correspondance.",
    en="of `{file}` only sheet “{sheet}” is read; for another ({others}) give `sheet` in the "
    "mapping.",
)


def read_workbook(
    path: Path, spec: FileMapping, staged: Path, progress: Callable[[str, int], None]
) -> RawFile:
    """Stage one sheet, the first one unless the mapping names it; lines are the sheet's rows.

    Raises
    ------
    UnreadableFileError
        If it is locked, damaged or empty, or lacks the sheet.
    """
    import openpyxl  # slow, and most imports are text

    with warnings.catch_warnings(), path.open("rb") as file:
        warnings.simplefilter("ignore")  # styles and extensions that openpyxl does not keep
        try:
            # By its content: a workbook may carry any name.
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
            try:
                sheet = _sheet(path, book, spec.sheet)
                raw = _read(path, sheet, staged, progress)
                _tell_sheets(raw, book, sheet, spec.sheet)
                raw.warnings += told_of_sheet(path, sheet, raw.header_line)
                return raw
            finally:
                book.close()
        except _SIGNS_OF_DAMAGE as error:
            if isinstance(error, UnreadableFileError) or getattr(error, "errno", None):
                raise
            raise UnreadableFileError(path.name, _DAMAGED) from error


# What a zip or XML reader raises on half a workbook; a full disk has an error number instead.
_SIGNS_OF_DAMAGE = (BadZipFile, KeyError, ValueError, OSError, SyntaxError, TypeError, EOFError)


def _sheet(path: Path, book: Any, name: str | None) -> Any:
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    if not sheets:
        raise UnreadableFileError(path.name, EMPTY)
    if name is None:
        shown = [sheet for sheet in sheets.values() if sheet.sheet_state == "visible"]
        return (shown or list(sheets.values()))[0]
    if name not in sheets:
        why = _NO_SHEET.format(sheet=name, sheets=", ".join(sheets))
        raise UnreadableFileError(path.name, why)
    return sheets[name]


def _tell_sheets(raw: RawFile, book: Any, sheet: Any, name: str | None) -> None:
    others = [each.title for each in book.worksheets if each.title != sheet.title]
    if name is None and others:
        raw.warnings.append(
            _ONE_SHEET.format(file=raw.name, sheet=sheet.title, others=", ".join(others))
        )


def _read(path: Path, sheet: Any, staged: Path, progress: Callable[[str, int], None]) -> RawFile:
    sheet.reset_dimensions()  # some programs write a wrong size
    chunks = _chunks(_rows(sheet))
    lines, rows = next(chunks)
    if not rows:
        raise UnreadableFileError(path.name, EMPTY)
    at = header_at([_texts(row) for row in rows[:FIRST_RECORDS]])
    header = [cell or "" for cell in _texts(rows[at])]
    while header and not header[-1]:
        header.pop()
    raw = RawFile(path, staged, header_names(header), header_line=lines[at])
    tell_above(raw, lines[:at])
    _stage(raw, header, chain([(lines[at + 1 :], rows[at + 1 :])], chunks), progress)
    return raw


def _stage(
    raw: RawFile,
    header: list[str],
    chunks: Iterable[tuple[list[int], list[tuple[Any, ...]]]],
    progress: Callable[[str, int], None],
) -> None:
    strays, width = Strays(raw, header), len(header)
    kinds: list[set[str]] = [set() for _ in header]
    with Stage(raw) as stage:
        for lines, chunk in chunks:
            rows = [(*row, *(None,) * width)[:width] for row in chunk]
            kept = strays.kept(lines, [[cell or "" for cell in _texts(row)] for row in rows])
            places = range(len(rows)) if kept is None else kept
            cells = [_cells(rows[i], kinds) for i in places]
            stage.add([lines[i] for i in places], cells)
            progress(raw.name, raw.n_rows)
    strays.tell()
    for name, seen in zip(raw.columns, kinds, strict=True):
        if seen in ({"number"}, {"moment"}):
            raw.cell_kinds[name] = "number" if "number" in seen else "moment"


def _rows(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    for line, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        if any(cell is not None and cell != "" for cell in row):
            yield line, row


def _chunks(
    rows: Iterator[tuple[int, tuple[Any, ...]]],
) -> Iterator[tuple[list[int], list[tuple[Any, ...]]]]:
    lines: list[int] = []
    chunk: list[tuple[Any, ...]] = []
    for line, row in rows:
        lines.append(line)
        chunk.append(row)
        if len(chunk) == CHUNK_ROWS:
            yield lines, chunk
            lines, chunk = [], []
    yield lines, chunk


def _cells(row: tuple[Any, ...], kinds: list[set[str]]) -> list[str | None]:
    for cell, seen in zip(row, kinds, strict=True):
        if cell is not None and cell != "":
            seen.add(_kind(cell))
    return _texts(row)


def _texts(row: tuple[Any, ...]) -> list[str | None]:
    return [_text(cell) for cell in row]


def _kind(cell: object) -> str:
    if isinstance(cell, bool):
        return "text"
    if isinstance(cell, int | float):
        return "number"
    return "moment" if isinstance(cell, date) else "text"


def _text(cell: object) -> str | None:
    """Write a cell as text, the same way whatever the sheet shows."""
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return format(Decimal(repr(cell)).normalize(), "f")
    if isinstance(cell, datetime):
        is_day = cell.time() == time()
        return cell.date().isoformat() if is_day else cell.isoformat(" ", "microseconds")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)
