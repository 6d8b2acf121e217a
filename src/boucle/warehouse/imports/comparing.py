"""What staged rows would change in the lake as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boucle.warehouse.imports.result import TableChange
from boucle.warehouse.imports.sql import parquet, quoted, text_literal
from boucle.warehouse.sql import files_literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

    from boucle.warehouse.imports.assembling import Assembled

_SAMPLE_ROWS = 3


def table_change(
    con: duckdb.DuckDBPyConnection, rows: Assembled, *, source: str, lake_files: Sequence[str]
) -> TableChange:
    """Count the rows of one table that are new, changed and the same for `source`."""
    if not lake_files:
        return TableChange(n_new=rows.n_rows, n_repeated=rows.n_repeated)
    current = f"read_parquet({files_literal(lake_files)}, union_by_name = true)"
    held = {row[0] for row in con.execute(f"DESCRIBE SELECT * FROM {current}").fetchall()}  # noqa: S608
    same_key = " AND ".join(f"n.{quoted(name)} = c.{quoted(name)}" for name in rows.table.key)
    names = (*rows.table.names, "source_id", "entered_at")
    same = " AND ".join(
        f"n.{quoted(name)} IS NOT DISTINCT FROM c.{quoted(name)}" for name in names if name in held
    )
    found = con.execute(
        f"SELECT count(*) FILTER (c.source IS NULL), "  # noqa: S608
        f"count(*) FILTER (c.source IS NOT NULL AND ({same})) "
        f"FROM {parquet(rows.path)} n LEFT JOIN (SELECT * FROM {current} WHERE superseded_at IS NULL "
        f"AND NOT is_deleted AND source = {text_literal(source)}) c ON {same_key}"
    ).fetchone() or (0, 0)
    n_new, n_same = found
    return TableChange(n_new, rows.n_rows - n_new - n_same, n_same, rows.n_repeated)


def sample(con: duckdb.DuckDBPyConnection, rows: Assembled) -> list[dict[str, Any]]:
    """Return the first rows of a table, in the order of the files."""
    names = ", ".join(quoted(name) for name in rows.table.names)
    found = con.execute(
        f"SELECT {names} FROM {parquet(rows.path)} ORDER BY __order__ LIMIT {_SAMPLE_ROWS}"  # noqa: S608
    )
    return [dict(zip(rows.table.names, row, strict=True)) for row in found.fetchall()]
