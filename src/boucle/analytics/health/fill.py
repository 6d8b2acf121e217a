"""How full each column of each table is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from boucle.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from boucle.analytics.health.known import CanonicalTables


@dataclass(frozen=True, slots=True)
class TableFill:
    """Rows of a table, and how many of them each column has a value in."""

    table: str
    n_rows: int
    n_filled: Mapping[str, int]


def fill(tables: CanonicalTables) -> dict[str, TableFill]:
    """Count the rows of every canonical table and the values of each of its columns.

    Parameters
    ----------
    tables
        Canonical tables as known at a moment.

    Returns
    -------
    dict of TableFill
        By table, in the order of the reference; empty tables too. An empty text is no value.

    Notes
    -----
    Runs one query a table.
    """
    return {name: _filled(tables, name) for name in TABLES if name != "commits"}


def _filled(tables: CanonicalTables, name: str) -> TableFill:
    rows = tables.table(name)
    measures = {
        column.name: (
            rows[column.name].nullif("") if column.type == "text" else rows[column.name]
        ).count()
        for column in TABLES[name].columns
    }
    (row,) = rows.agg(n_rows_of_table=rows.count(), **measures).to_pyarrow().to_pylist()
    return TableFill(name, row.pop("n_rows_of_table"), row)
