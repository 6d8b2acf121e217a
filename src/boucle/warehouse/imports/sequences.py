"""What several rows of a file say together: moves in their order, costs of a day added up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.warehouse.imports.block_query import ADDED, HISTORY, ORDER, VERSION
from boucle.warehouse.imports.sql import quoted
from boucle.warehouse.sql import SQL_TYPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boucle.tables import Table


def in_order(rows: str) -> str:
    """Return the SQL of stage changes with the stage that each one left.

    Those of one subject stand in the order of their moments; at the same moment that of the files
    counts. A value that comes again without another in between is no move and goes.
    """
    own = "PARTITION BY subject, subject_id ORDER BY occurred_at, " + ORDER
    before = f"SELECT *, lag(to_stage) OVER ({own}) AS before_ FROM ({rows}) WHERE {HISTORY}"  # noqa: S608
    return (
        "SELECT * EXCLUDE (before_) REPLACE (coalesce(from_stage, before_) AS from_stage) "  # noqa: S608
        f"FROM ({before}) WHERE before_ IS DISTINCT FROM to_stage "
        f"UNION ALL BY NAME SELECT * FROM ({rows}) WHERE {HISTORY} IS NULL"
    )


def added_up(table: Table, rows: str, marks: Sequence[str]) -> str:
    """Return the SQL of rows whose amounts are added up within a file, one row a key.

    Rows of one key that differ in anything else but an amount stay apart, so that they show.
    """
    amounts = [each for each in table.columns if each.type in {"decimal", "float"}]
    added = [
        f"sum({quoted(each.name)})::{SQL_TYPES[each.type]} AS {quoted(each.name)}"
        for each in amounts
    ]
    latest = [
        f"max({name}) AS {name}"
        for name in ("entered_at", VERSION)
        if name in (*marks, "entered_at")
    ]
    names = {each.name for each in amounts} | {VERSION}
    same = [quoted(name) for name in (*table.names, "source_id", *marks) if name not in names]
    # The order holds the block and the file above the line, see `Block.order`.
    file = f"CASE WHEN {ADDED} THEN {ORDER} >> 40 ELSE -{ORDER} END"
    return (
        f"SELECT {', '.join([*same, *added, *latest])}, max({ORDER}) AS {ORDER} "  # noqa: S608
        f"FROM ({rows}) GROUP BY {', '.join([*same, file])}"
    )
