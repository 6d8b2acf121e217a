"""Cells as a proposal compares them: without blanks around, and nothing where a word says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.warehouse.imports.empty_words import MARKS, WORDS
from boucle.warehouse.imports.sql import quoted, texts, trimmed

if TYPE_CHECKING:
    import duckdb

_NOTHING = texts((*MARKS, *WORDS))


def known(column: str) -> str:
    """Return the SQL of the text of a column, null where it holds nothing or a word for it."""
    text = trimmed(quoted(column))
    return f"(CASE WHEN lower({text}) NOT IN {_NOTHING} THEN {text} END)"


def distinct_values(
    con: duckdb.DuckDBPyConnection, relation: str, column: str, most: int
) -> list[str]:
    """Return the different values of a column in order, at most so many."""
    rows = con.execute(
        f"SELECT DISTINCT {known(column)} AS v FROM {relation} ORDER BY 1 NULLS LAST LIMIT {most}"  # noqa: S608
    ).fetchall()
    return [value for (value,) in rows if value is not None]
