"""What the columns of numbers of a file add up to, so that reports can be tied to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.warehouse.imports.sql import first_row, parquet, quoted, trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    import duckdb

    from boucle.tables import Column
    from boucle.warehouse.imports.block_query import BlockQuery

FilesColumns = dict[tuple[str, int], dict[str, "Decimal"]]


def column_totals(con: duckdb.DuckDBPyConnection, queries: Sequence[BlockQuery]) -> FilesColumns:
    """Return for each ``(alias, number of the file)`` the total of each mapped column of amounts.

    The total is over all rows of the file, also those that a block leaves out, each cell read as
    the mapping says; cells that are no number add nothing.
    """
    totals: FilesColumns = {}
    for query in queries:
        for column in query.columns:
            if column.type == "decimal" and query.specs[column.name].column:
                _add(con, query, column, totals)
    return totals


def _add(
    con: duckdb.DuckDBPyConnection, query: BlockQuery, column: Column, totals: FilesColumns
) -> None:
    alias, name = query.block.located(query.specs[column.name].column or "")
    for number, raw in enumerate(query.block.files_of(alias)):
        known = totals.setdefault((alias, number), {})
        if name in known or name not in raw.columns:
            continue
        written, value = query.layers_of(column.name)
        cells = f"{trimmed(quoted(name))} AS {quoted('t_' + column.name)}"
        texts = f"SELECT {cells} FROM {parquet(raw.staged)}"  # noqa: S608
        numbers = f"SELECT *, {written} AS {quoted('w_' + column.name)} FROM ({texts})"  # noqa: S608
        (total,) = first_row(con, f"SELECT sum({value}) FROM ({numbers})")  # noqa: S608
        if total is not None:
            known[name] = total
