"""SQL over cells that come from files of people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boucle.warehouse.sql import quoted, text_literal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import duckdb

__all__ = ["BLANKS", "first_row", "parquet", "quoted", "text_literal", "texts", "trimmed"]

# Blanks that exports put around cells: also the no-break ones and a stray byte-order mark.
BLANKS = " \t\n\r\u00a0\u202f\u2009\ufeff"


def texts(values: Iterable[str]) -> str:
    """Write texts as a list for ``IN``; nothing is in an empty one.

    >>> texts(["a", "l'an"])
    "('a', 'l''an')"
    """
    values = list(values)
    if not values:
        return "(SELECT NULL::VARCHAR WHERE FALSE)"
    return "(" + ", ".join(text_literal(value) for value in values) + ")"


def parquet(*paths: Path) -> str:
    """Read Parquet files as one table, whatever signs stand in their folders' names."""
    listed = ", ".join(text_literal(_literal(str(path))) for path in paths)
    return f"read_parquet([{listed}], union_by_name = true)"


def _literal(path: str) -> str:
    # `[`, `*` and `?` would be searched as patterns.
    return "".join(f"[{sign}]" if sign in "[*?" else sign for sign in path)


def trimmed(expression: str) -> str:
    """Cut blanks on both sides; an empty text is null."""
    return f"nullif(trim({expression}, {text_literal(BLANKS)}), '')"


def first_row(con: duckdb.DuckDBPyConnection, query: str, *values: object) -> tuple[Any, ...]:
    """Run a query that gives one row, to its end: one left open holds on to the engine."""
    rows: list[tuple[Any, ...]] = con.execute(query, list(values)).fetchall()
    return rows[0] if rows else ()
