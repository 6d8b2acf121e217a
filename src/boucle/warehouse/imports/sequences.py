"""Costs of a day that several rows of a file say together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.warehouse.imports.block_query import ADDED, ORDER, VERSION
from boucle.warehouse.imports.sql import quoted
from boucle.warehouse.sql import SQL_TYPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boucle.tables import Table


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
