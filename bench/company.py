"""The made-up company: files of an export for the import, canonical tables for the judging."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from boucle.tables import TABLES
from boucle.warehouse.sql import NAIVE_SQL_TYPES, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 7
# The one that is imported first and alone, as the million rows of the budget.
LARGEST = "touchpoints"
_SQL = Path(__file__).with_name("company.sql")


@dataclass(frozen=True)
class Size:
    """How many there are of each; deals are a fifth of the leads."""

    n_touchpoints: int
    n_contacts: int
    n_leads: int

    def divided_by(self, n: int) -> Size:
        return Size(self.n_touchpoints // n, self.n_contacts // n, self.n_leads // n)


REPORTED = Size(n_touchpoints=1_000_000, n_contacts=300_000, n_leads=200_000)
JUDGED = Size(n_touchpoints=3_000_000, n_contacts=1_000_000, n_leads=1_000_000)


def write_export(folder: Path, size: Size) -> None:
    """Write one CSV file a table, and the mapping that reads each alone."""
    folder.mkdir()
    connection = _company(size)
    for table in _tables(connection):
        connection.execute(f"COPY {table} TO '{folder / table}.csv' (HEADER)")
        (folder / f"{table}.toml").write_text(_mapping(connection, table), encoding="utf-8")


def write_tables(folder: Path, size: Size) -> None:
    """Write one Parquet file a table, with all its canonical columns."""
    folder.mkdir()
    connection = _company(size)
    for table in _tables(connection):
        made = set(_columns(connection, table))
        columns = ", ".join(
            f"CAST({quoted(column.name) if column.name in made else 'NULL'} "
            f"AS {NAIVE_SQL_TYPES[column.type]}) AS {quoted(column.name)}"
            for column in TABLES[table].columns
        )
        connection.execute(f"COPY (SELECT {columns} FROM {table}) TO '{folder / table}.parquet'")


def _company(size: Size) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for name, value in {"seed": SEED, **vars(size)}.items():
        connection.execute(f"SET VARIABLE {name} = {value}")
    connection.execute(_SQL.read_text(encoding="utf-8"))
    return connection


def _tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    found = connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal")
    return sorted(name for (name,) in found.fetchall())


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    return [name for name, *_ in connection.execute(f"DESCRIBE {table}").fetchall()]


def _mapping(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    return "\n".join(_mapping_lines(table, _columns(connection, table)))


def _mapping_lines(table: str, columns: list[str]) -> Iterator[str]:
    yield 'source = "bench"'
    yield 'currency = "CAD"'
    yield f'[files.{table}]\npath = "{table}.csv"'
    yield f'[[rows]]\ntable = "{table}"\nfile = "{table}"\n[rows.columns]'
    for name in columns:
        yield f'{name} = "{name}"'
