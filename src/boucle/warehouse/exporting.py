"""The canonical tables as files: every row known at a moment, so that nobody is locked in."""

# ruff: noqa: S608 - every name and word is quoted by `boucle.warehouse.sql`
from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import duckdb

from boucle.errors.commands import UnwritableFileError
from boucle.errors.system import system_reason
from boucle.language import Text
from boucle.tables import BOOKKEEPING, table
from boucle.warehouse.engine import engine
from boucle.warehouse.lake.disk import clear_disk_errors
from boucle.warehouse.sql import quoted, text_literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from boucle.tables import Column
    from boucle.warehouse.reading import Tables

ExportFormat = Literal["csv", "parquet"]

# What the lake adds to a row and what an import may map again; the rest is the lake's own.
_KEPT = ("source", "source_id", "entered_at", "recorded_at")
_WRITTEN = {
    "csv": "FORMAT csv, HEADER, DELIMITER ',', QUOTE '\"', ESCAPE '\"', NULLSTR ''",
    "parquet": "FORMAT parquet, COMPRESSION zstd",
}


@dataclass(frozen=True, slots=True)
class Exported:
    """One table that was written: its file, its rows by the system that they came from."""

    name: str
    path: Path
    n_rows: int
    sources: tuple[str, ...]


def exported_columns(name: str) -> tuple[Column, ...]:
    """Return the columns of the file of one table, in order."""
    own = table(name).columns
    if name == "commits":
        return own
    return (*own, *(column for column in BOOKKEEPING if column.name in _KEPT))


def export(
    tables: Tables, names: Iterable[str], folder: Path, export_format: ExportFormat
) -> Iterator[Exported]:
    """Write each table to a file of its own, telling of each; all appear when the last is ready.

    Rows stand in the order of their keys, so that two exports can be compared. The engine streams
    them: its memory stays bounded, whatever their number.

    Raises
    ------
    UnwritableFileError
        If a file can't be written there; no file is changed then.
    DiskFullError
        If there is no room.
    """
    parts: dict[Path, Path] = {}
    try:
        with clear_disk_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
            for name in names:
                path = folder / f"{name}.{export_format}"
                parts[path] = path.with_name(f".{path.name}.part")
                yield _written(tables, name, path, parts[path], export_format)
            for path, part in parts.items():
                part.replace(path)
    except duckdb.IOException as error:
        said = str(error).removeprefix("IO Error: ")
        raise UnwritableFileError(str(folder), Text(fr=said, en=said)) from error
    except OSError as error:
        if isinstance(error, UnwritableFileError) or error.errno is None:
            raise
        raise UnwritableFileError(str(error.filename or folder), system_reason(error)) from error
    finally:
        for part in parts.values():
            with suppress(OSError):
                part.unlink()


def _written(
    tables: Tables, name: str, path: Path, part: Path, export_format: ExportFormat
) -> Exported:
    known = tables.table(name).get_name()
    columns = ", ".join(_column(each, export_format) for each in exported_columns(name))
    order = ", ".join(quoted(key) for key in (*_source_of(name), *table(name).key))
    query = f"SELECT {columns} FROM {quoted(known)} ORDER BY {order}"
    connection = engine().con
    connection.execute(f"COPY ({query}) TO {text_literal(str(part))} ({_WRITTEN[export_format]})")
    rows = connection.execute(_counts(name, known)).fetchall()
    return Exported(
        name, path, sum(n for _, n in rows), tuple(source for source, _ in rows if source)
    )


def _source_of(name: str) -> tuple[str, ...]:
    return () if name == "commits" else ("source",)


def _counts(name: str, known: str) -> str:
    source = "NULL" if name == "commits" else "source"
    return f"SELECT {source}, count(*) FROM {quoted(known)} GROUP BY 1 ORDER BY 1"


def _column(column: Column, export_format: ExportFormat) -> str:
    name = quoted(column.name)
    if column.type != "timestamp":
        return name
    if export_format == "parquet":
        return f"timezone('UTC', {name}) AS {name}"
    return f"strftime({name}, '%Y-%m-%dT%H:%M:%S.%fZ') AS {name}"
