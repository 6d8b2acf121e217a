"""What staged rows would change in the lake as it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from boucle.errors.imports import KeysOfOtherSourceError
from boucle.warehouse.imports.result import TableChange
from boucle.warehouse.imports.sql import first_row, quoted, text_literal
from boucle.warehouse.sql import files_literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import duckdb

    from boucle.warehouse.imports.assembling import Assembled
    from boucle.warehouse.lake import Lake

SAMPLE_ROWS = 3
# What people count; of what only names things, several systems may speak.
_COUNTED = ("leads", "opportunities", "spend")


def table_change(
    con: duckdb.DuckDBPyConnection, rows: Assembled, *, source: str, lake_files: Sequence[str]
) -> TableChange:
    """Count the rows of one table that are new, changed and the same for `source`."""
    if not lake_files:
        return _with_left_out(TableChange(rows.n_rows), rows)
    current = f"read_parquet({files_literal(lake_files)}, union_by_name = true)"
    held = {row[0] for row in con.execute(f"DESCRIBE SELECT * FROM {current}").fetchall()}  # noqa: S608
    same_key = " AND ".join(f"n.{quoted(name)} = c.{quoted(name)}" for name in rows.table.key)
    names = (*rows.table.names, "source_id", "entered_at")
    same = " AND ".join(
        f"n.{quoted(name)} IS NOT DISTINCT FROM c.{quoted(name)}" for name in names if name in held
    )
    current = (
        f"SELECT * FROM {current} WHERE superseded_at IS NULL AND NOT is_deleted "  # noqa: S608
        f"AND source = {text_literal(source)}"
    )
    counts = f"count(*) FILTER (c.source IS NULL), count(c.source) FILTER ({same})"
    n_new, n_same = first_row(
        con,
        f"SELECT {counts} FROM {rows.name} n LEFT JOIN ({current}) c ON {same_key}",  # noqa: S608
    )
    n_gone = 0
    if rows.gone:
        (n_gone,) = first_row(
            con,
            f"SELECT count(*) FROM {rows.gone} n JOIN ({current}) c ON {same_key}",  # noqa: S608
        )
    change = TableChange(n_new, rows.n_rows - n_new - n_same, n_same, n_deleted=n_gone)
    return _with_left_out(change, rows)


def keys_of_others(
    con: duckdb.DuckDBPyConnection, tables: Iterable[Assembled], *, source: str, lake: Lake
) -> list[KeysOfOtherSourceError]:
    """Return the faults of leads, deals and costs that another source has: each counts twice."""
    return [
        KeysOfOtherSourceError(rows.table.name, source=source, other=other, n_keys=n_keys)
        for rows in tables
        if rows.table.name in _COUNTED and (files := lake.files(rows.table.name))
        for other, n_keys in _other_sources(con, rows, source, files)
    ]


def _other_sources(
    con: duckdb.DuckDBPyConnection, rows: Assembled, source: str, lake_files: Sequence[str]
) -> list[tuple[str, int]]:
    keys = ", ".join(map(quoted, rows.table.key))
    return con.execute(
        f"SELECT source, count(*) FROM read_parquet({files_literal(lake_files)}, "  # noqa: S608
        "union_by_name = true) WHERE superseded_at IS NULL AND NOT is_deleted "
        f"AND source <> {text_literal(source)} AND ({keys}) IN (SELECT ({keys}) FROM {rows.name}) "
        "GROUP BY 1 ORDER BY 2 DESC, 1"
    ).fetchall()


def _with_left_out(change: TableChange, rows: Assembled) -> TableChange:
    """Add the rows of the files that are in no row of their own."""
    return replace(change, n_repeated=rows.n_repeated, n_older=rows.n_older, n_added=rows.n_added)


def sample(con: duckdb.DuckDBPyConnection, rows: Assembled, n_rows: int) -> list[dict[str, Any]]:
    """Return the first `n_rows` rows of a table, in the order of the files."""
    names = ", ".join(quoted(name) for name in rows.table.names)
    found = con.execute(
        f"SELECT {names} FROM {rows.name} ORDER BY __order__ LIMIT {n_rows}"  # noqa: S608
    )
    return [dict(zip(rows.table.names, row, strict=True)) for row in found.fetchall()]
