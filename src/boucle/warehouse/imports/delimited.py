"""Reading delimited text: exact line numbers, every encoding, chunk by chunk."""

from __future__ import annotations

import csv
import re
import threading
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from boucle.errors.imports import UnreadableFileError
from boucle.language import Text
from boucle.warehouse.imports.raw_file import BadRecord, RawFile, header_names
from boucle.warehouse.imports.staging import CHUNK_ROWS, Stage
from boucle.warehouse.imports.strays import Strays, header_at, tell_above
from boucle.warehouse.imports.text_form import GUESSED, text_form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from boucle.warehouse.imports.mapping import FileMapping

# A cell of more characters than this is a quote that nobody closed.
_LONGEST_CELL = 16_000_000
# Kept in full; those after are only counted, so that a wrong delimiter can't fill the memory.
MOST_BAD_RECORDS = 10_000
_LIMIT = threading.Lock()
_LINE_END = re.compile(r"\r\n|\r|\n")

EMPTY = Text(
    fr="il est vide. Il faut au moins une ligne d'en-tête.",
    en="it is empty. It must have at least a header line.",
)
_UNCLOSED = Text(
    fr="un guillemet ouvert à la ligne {line} n'est jamais refermé. Corrigez cette ligne.",
    en="a quote opened on line {line} is never closed. Correct that line.",
)
_CELLS = Text(fr="{n} cellules", en="{n} cells")
_CELL = Text(fr="{n} cellule", en="{n} cell")


def read_delimited(
    path: Path, spec: FileMapping, staged: Path, progress: Callable[[str, int], None]
) -> RawFile:
    """Stage a CSV or TSV file; each row keeps the physical line on which its record starts.

    Raises
    ------
    UnreadableFileError
        If it is no text, is empty, or has a quote that is never closed.
    """
    form = text_form(path, encoding=spec.encoding, delimiter=spec.delimiter)
    with _LIMIT, path.open(encoding=form.encoding, newline="") as file:
        before = csv.field_size_limit(_LONGEST_CELL)  # one for the process: put back below
        try:
            if form.has_directive:
                file.readline()
            reader = csv.reader(file, delimiter=form.delimiter)
            raw = _read(path, reader, staged, progress, first=1 + form.has_directive)
        finally:
            csv.field_size_limit(before)
    _refuse_unclosed(raw, form.encoding)
    if form.is_guess:
        raw.warnings.append(GUESSED.format(file=path.name, encoding=form.encoding))
    return raw


def _read(
    path: Path,
    reader: Iterator[list[str]],
    staged: Path,
    progress: Callable[[str, int], None],
    *,
    first: int,
) -> RawFile:
    chunks = _chunks(path, reader, first)
    lines, rows = next(chunks, ([], []))
    if not rows:
        raise UnreadableFileError(path.name, EMPTY)
    header = header_at(rows)
    raw = RawFile(path, staged, header_names(rows[header]), header_line=lines[header])
    tell_above(raw, lines[:header])
    strays = Strays(raw, rows[header])
    lines, rows = lines[header + 1 :], rows[header + 1 :]
    end = raw.header_line + 1
    with Stage(raw) as stage:
        while True:
            lines, rows = _of_width(raw, *_rows_of(strays, lines, rows))
            end = _lines(lines[-1], rows[-1:])[-1] if rows else end
            stage.add(lines, rows)
            progress(raw.name, raw.n_rows)
            lines, rows = next(chunks, ([], []))
            if not rows:
                strays.pass_foot(end)
                strays.tell()
                return raw


def _rows_of(
    strays: Strays, lines: list[int], rows: list[list[str]]
) -> tuple[list[int], list[list[str]]]:
    kept = strays.kept(lines, rows)
    return (lines, rows) if kept is None else ([lines[i] for i in kept], [rows[i] for i in kept])


def _chunks(
    path: Path, reader: Iterator[list[str]], start: int
) -> Iterator[tuple[list[int], list[list[str]]]]:
    """Yield chunks of records that hold anything, and the lines on which they start."""
    while True:
        rows: list[list[str]] = []
        before = reader.line_num  # type: ignore[attr-defined]
        try:
            rows.extend(islice(reader, CHUNK_ROWS))
        except csv.Error as error:
            line = _lines(start, rows)[-1]
            raise UnreadableFileError(path.name, _UNCLOSED.format(line=line)) from error
        if not rows:
            return
        end = start - before + reader.line_num  # type: ignore[attr-defined]
        # Without a line end inside a cell every record takes one line: no need to look.
        lines = list(range(start, end)) if end - start == len(rows) else _lines(start, rows)[:-1]
        start = end
        kept = [i for i, row in enumerate(rows) if row and (row[0] or any(row))]
        if len(kept) < len(rows):
            lines, rows = [lines[i] for i in kept], [rows[i] for i in kept]
        if rows:
            yield lines, rows


def _lines(start: int, rows: list[list[str]]) -> list[int]:
    """Return the line of each record, and that of the one after, by the line ends in the cells."""
    spans = (1 + sum(len(_LINE_END.findall(cell)) for cell in row) for row in rows)
    return list(accumulate(spans, initial=start))


def _of_width(
    raw: RawFile, lines: list[int], rows: list[list[str]]
) -> tuple[list[int], list[list[str]]]:
    """Keep the records as wide as the header; note the last one, see `_refuse_unclosed`."""
    if rows:
        raw.last_record = (lines[-1], rows[-1][-1])
    width = len(raw.columns)
    if {*map(len, rows)} <= {width}:
        return lines, rows
    kept = [i for i, row in enumerate(rows) if len(row) == width or _is_trimmed(raw, lines[i], row)]
    return [lines[i] for i in kept], [rows[i] for i in kept]


def _is_trimmed(raw: RawFile, line: int, record: list[str]) -> bool:
    """Cut empty cells beyond the header; keep aside a record of another width."""
    width = len(raw.columns)
    if not any(record[width:]) and len(record) > width:
        del record[width:]
        return True
    raw.n_rows += 1
    raw.n_bad += 1
    if len(raw.bad_records) < MOST_BAD_RECORDS:
        allowed = (_CELL if width == 1 else _CELLS).format(n=width)
        given = str(len(record))
        raw.bad_records.append(BadRecord(line, "ragged_row", given, allowed, tuple(record)))
    return False


def _refuse_unclosed(raw: RawFile, encoding: str) -> None:
    """Refuse a file whose last record was swallowed by an open quote.

    Such a record ends with the file's own last line end, or holds several lines; then its quotes
    are counted.
    """
    line, last_cell = raw.last_record
    if "\n" not in last_cell and "\r" not in last_cell:
        return
    with raw.path.open(encoding=encoding, newline="") as file:
        quotes = sum(text.count('"') for n, text in enumerate(file, start=1) if n >= line)
    if quotes % 2:
        raise UnreadableFileError(raw.name, _UNCLOSED.format(line=line))
