"""The shapes of a column's values: each digit written as 9, each shape once.

A column of a million dates has a handful of shapes, so looking at all values costs one query.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

# Beyond this a column is no column of dates or numbers, and its values will be rejected one by one.
MOST_SHAPES = 2000


def shapes(con: duckdb.DuckDBPyConnection, relation: str, value: str) -> dict[str, int]:
    """Return each shape of the expression `value` over `relation`, with its rows, frequent first.

    ``10/02/2018`` has the shape ``99/99/9999``.
    """
    found = con.execute(
        f"SELECT translate({value}, '012345678', '999999999') AS shape, count(*) AS n "  # noqa: S608
        f"FROM {relation} WHERE {value} IS NOT NULL "
        f"GROUP BY 1 ORDER BY n DESC, 1 LIMIT {MOST_SHAPES}"
    )
    return dict(found.fetchall())
