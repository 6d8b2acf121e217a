"""Rows that can't be read: counted, limited, and kept with line and reason."""

from __future__ import annotations

import csv
import io
import re
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from boucle.errors import ParameterError
from boucle.errors.imports import TooManyRejectsError
from boucle.language import Text
from boucle.tables import TABLES
from boucle.warehouse.imports.block import FILE
from boucle.warehouse.imports.block_query import FAULTS, UNMAPPED
from boucle.warehouse.imports.raw_file import LINE
from boucle.warehouse.imports.reasons import allowed_text, reason_text
from boucle.warehouse.imports.result import Reject
from boucle.warehouse.imports.sql import parquet, quoted
from boucle.warehouse.lake.addresses import addresses_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    import duckdb

    from boucle.warehouse.imports.block_query import BlockQuery
    from boucle.warehouse.imports.raw_file import RawFile
    from boucle.warehouse.lake.suppression_list import SuppressionList

_ALLOWED = Text(
    fr="un nombre de lignes (« 20 ») ou un pourcentage (« 1% »)",
    en='a number of rows ("20") or a per cent ("1%")',
)
# Whether every fault of a row is a word that the mapping does not know.
_IS_UNMAPPED = f"regexp_full_match({FAULTS}, '([a-z_]+:{UNMAPPED};?)+')"
_AT = Text(fr="ligne {line}, {text}", en="line {line}, {text}")


def most_rejects(limit: str | int, n_rows: int) -> int:
    """Return how many rows of `n_rows` may be rejected.

    >>> most_rejects("1%", 250), most_rejects(3, 250)
    (2, 3)
    """
    found = re.fullmatch(r"(\d+(?:[.,]\d+)?)\s*(%?)", str(limit).strip())
    if not found or (not found[2] and not found[1].isdigit()):
        raise ParameterError("max_rejects", limit, _ALLOWED)
    if not found[2]:
        return int(found[1])
    return int(n_rows * float(found[1].replace(",", ".")) / 100)


class Rejects:
    """The rejects of one import, by file. `places` are (file, line) pairs of rejected records."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con
        self._places: dict[Path, set[int]] = {}
        self._parts: list[tuple[BlockQuery, Path]] = []
        self._unmapped: dict[Path, set[int]] = {}
        self._wrong: dict[Path, set[int]] = {}
        self._beaten: list[tuple[BlockQuery, RawFile, int, str]] = []
        self._raw: dict[Path, RawFile] = {}

    def add_file(self, raw: RawFile) -> None:
        """Take in the records of a file that have not its shape."""
        self._raw[raw.path] = raw
        bad = {record.line for record in raw.bad_records}
        self._places.setdefault(raw.path, set()).update(bad)
        self._wrong.setdefault(raw.path, set()).update(bad)

    def add_block(self, query: BlockQuery, part: Path) -> None:
        """Take in the rows of a converted block that have faults."""
        found = self._con.execute(
            f"SELECT {FILE}, {LINE}, {_IS_UNMAPPED} FROM {parquet(part)} "  # noqa: S608
            f"WHERE {FAULTS} <> ''"
        ).fetchall()
        for number, line, is_unmapped in found:
            path = query.block.base_files[number].path
            self._places[path].add(line)
            kind = self._unmapped if is_unmapped else self._wrong
            kind.setdefault(path, set()).add(line)
        if found:
            self._parts.append((query, part))

    def n_with(self, fault: str) -> dict[str, int]:
        """Return for each file how many rows have this fault, as ``column:code``."""
        found: dict[str, int] = {}
        for query, part in self._parts:
            rows = self._con.execute(
                f"SELECT {FILE}, count(*) FROM {parquet(part)} "  # noqa: S608
                f"WHERE list_contains(string_split({FAULTS}, ';'), ?) GROUP BY 1",
                [fault],
            ).fetchall()
            for number, n in rows:
                name = query.block.base_files[number].name
                found[name] = found.get(name, 0) + n
        return found

    def add_beaten(self, query: BlockQuery, raw: RawFile, line: int, key: str) -> None:
        """Take in a row whose key comes again later, with other content."""
        self._places[raw.path].add(line)
        self._wrong.setdefault(raw.path, set()).add(line)
        self._beaten.append((query, raw, line, key))

    def n_in(self, raw: RawFile) -> int:
        """Return how many records of a file are rejected."""
        uncounted = raw.n_bad - len(raw.bad_records)
        return len(self._places[raw.path]) + uncounted

    @property
    def n_rows(self) -> int:
        """The rejected records of all files."""
        return sum(self.n_in(raw) for raw in self._raw.values())

    def check(self, limit: str | int) -> None:
        """Refuse the import if a file has too many.

        Raises
        ------
        TooManyRejectsError
            Naming the first reject of the worst file.
        ParameterError
            If `limit` is neither a count nor a per cent.
        """
        counts = {path: self.n_in(raw) - self._n_unmapped(raw) for path, raw in self._raw.items()}
        over = [
            raw for raw in self._raw.values() if counts[raw.path] > most_rejects(limit, raw.n_rows)
        ]
        if not over:
            return
        worst = max(over, key=lambda raw: counts[raw.path] / max(raw.n_rows, 1))
        first = next(each for each in self.listed(raw=worst) if each.reason != UNMAPPED)
        raise TooManyRejectsError(
            file=worst.name,
            n_rejected=counts[worst.path],
            n_rows=worst.n_rows,
            allowed=str(limit),
            first=_AT.format(line=first.line, text=first.text),
        )

    def _n_unmapped(self, raw: RawFile) -> int:
        """Return how many records are aside only because a word is not mapped.

        Those say nothing against the file: its stages have names that the mapping can't foresee.
        """
        lines = self._unmapped.get(raw.path, set())
        return len(lines - self._wrong.get(raw.path, set()))

    def listed(self, *, raw: RawFile | None = None, most: int | None = None) -> list[Reject]:
        """Return the rejects with their reasons, by file and line; of `raw` alone if given."""
        wanted = [raw] if raw else list(self._raw.values())
        rejects: list[Reject] = []
        for each in wanted:
            lines = sorted(self._places[each.path])[:most]
            if lines:
                rejects += self._of_file(each, lines)
        return rejects

    def _of_file(self, raw: RawFile, lines: Sequence[int]) -> list[Reject]:
        found = [_of_bad_record(raw, bad) for bad in raw.bad_records if bad.line in set(lines)]
        records = self._records(raw, lines)
        for query, part in self._parts:
            if raw in query.block.base_files:
                found += self._of_block(query, part, raw, lines, records)
        for query, file, line, key in self._beaten:
            if file is raw and line in records:
                allowed = allowed_text("duplicate_key", None)
                column = ", ".join(TABLES[query.block.rows.table].key)
                text = reason_text("duplicate_key", column, key, allowed)
                found.append(
                    Reject(
                        raw.name, line, column, key, "duplicate_key", text, allowed, records[line]
                    )
                )
        return sorted(found, key=lambda each: each.line)

    def _records(self, raw: RawFile, lines: Sequence[int]) -> dict[int, tuple[str, ...]]:
        rows = self._con.execute(
            f"SELECT {LINE}, * EXCLUDE ({LINE}) FROM {parquet(raw.staged)} "  # noqa: S608
            f"WHERE {LINE} IN (SELECT unnest(?::BIGINT[]))",
            [list(lines)],
        ).fetchall()
        return {row[0]: tuple("" if cell is None else cell for cell in row[1:]) for row in rows}

    def _of_block(
        self,
        query: BlockQuery,
        part: Path,
        raw: RawFile,
        lines: Sequence[int],
        records: dict[int, tuple[str, ...]],
    ) -> list[Reject]:
        number = list(query.block.base_files).index(raw)
        given = ", ".join(quoted("g_" + column.name) for column in query.columns)
        rows = self._con.execute(
            f"SELECT p.{LINE}, p.{FAULTS}, {given} "  # noqa: S608
            f"FROM {parquet(part)} p JOIN ({query.texts()}) t USING ({FILE}, {LINE}) "
            f"WHERE p.{FAULTS} <> '' AND {FILE} = {number} "
            f"AND p.{LINE} IN (SELECT unnest(?::BIGINT[]))",
            [list(lines)],
        ).fetchall()
        return [
            _of_fault(query, raw, row, fault, records)
            for row in rows
            for fault in row[1].split(";")
        ]


def _of_bad_record(raw: RawFile, bad: Any) -> Reject:
    text = reason_text(bad.reason, "", bad.given, bad.allowed)
    return Reject(raw.name, bad.line, "", bad.given, bad.reason, text, bad.allowed, bad.record)


def _of_fault(
    query: BlockQuery,
    raw: RawFile,
    row: tuple[Any, ...],
    fault: str,
    records: dict[int, tuple[str, ...]],
) -> Reject:
    name, code = fault.split(":")
    position = [column.name for column in query.columns].index(name)
    column = query.columns[position]
    given = row[2 + position] or ""
    spec = query.specs[name]
    shown = spec.column or spec.template or "".join(spec.columns[:1]) or name
    shown = raw.own_names.get(shown, shown)
    allowed = allowed_text(code, column)
    text = reason_text(code, shown, given, allowed)
    return Reject(raw.name, row[0], shown, given, code, text, allowed, records.get(row[0], ()))


HEADER = ("file", "line", "column", "given", "reason", "reason_fr", "reason_en", "record")
# Columns that repeat what the record said.
REPEATS = ("given", "reason_fr", "reason_en", "record")


def without_erased(
    rejects: Sequence[Reject], erased: SuppressionList, leads: Collection[str]
) -> tuple[Reject, ...]:
    """Return the rejects; of those who were erased only the file, the line and the reason."""
    silence = Text(fr="", en="")
    return tuple(
        replace(each, given="", record=(), text=silence)
        if _is_of_erased(each, erased, leads)
        else each
        for each in rejects
    )


def _is_of_erased(reject: Reject, erased: SuppressionList, leads: Collection[str]) -> bool:
    if not erased:
        return False
    cells = (reject.given, *reject.record)
    return any(cell in leads or (cell and erased.has_person(cell)) for cell in cells) or any(
        erased.has_email(address) for cell in cells for address in addresses_in(cell)
    )


@contextmanager
def kept_rejects(
    folder: Path, source: str, rejects: Sequence[Reject], *, now: datetime
) -> Iterator[Path | None]:
    """Keep the rejects in ``<source>-<moment>.csv`` while a block runs, and after if it succeeds.

    Gives the file's path, None without rejects. The same rejects again leave the old file. The
    record stands in one cell, as a line of CSV.
    """
    if not rejects:
        yield None
        return
    text = _as_csv(rejects)
    if (old := _same(folder, source, text)) is not None:
        yield old
        return
    path = folder / f"{source}-{now:%Y%m%dT%H%M%SZ}.csv"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Spreadsheet programs need the mark to read accents.
        path.write_text(text, encoding="utf-8-sig", newline="")
        yield path
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _same(folder: Path, source: str, text: str) -> Path | None:
    for old in sorted(folder.glob(f"{source}-*.csv")):
        if old.read_text(encoding="utf-8-sig") == text:
            return old
    return None


def _as_csv(rejects: Sequence[Reject]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for each in rejects:
        record = io.StringIO(newline="")
        csv.writer(record, lineterminator="").writerow(each.record)
        writer.writerow(
            (
                each.file,
                each.line,
                each.column,
                each.given,
                each.reason,
                each.text.fr,
                each.text.en,
                record.getvalue(),
            )
        )
    return out.getvalue()
