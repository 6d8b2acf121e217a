"""What several rows of a file say together: moves in their order, costs of a day added up."""

# ruff: noqa: S608 - every name is ours, or quoted by `boucle.warehouse.sql`
from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.warehouse.imports.block_query import (
    ADDED,
    DELETED,
    FIRST_AT,
    HISTORY,
    IF_UNRECORDED,
    ORDER,
    VERSION,
)
from boucle.warehouse.imports.sql import quoted
from boucle.warehouse.sql import SQL_TYPES

# A move that no row of the files tells: the stage in which its subject began.
FIRST = "__first__"
# A row that says again in which stage its subject is.
AGAIN = "__again__"

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boucle.tables import Table


def in_order(rows: str, marks: Sequence[str]) -> str:
    """Return the SQL of stage changes with the stage that each one left.

    Those of one subject stand in the order of their moments; at the same moment that of the files
    counts. A value that comes again without another in between is no move: it is deleted, since it
    may have been one before an earlier row came. So is a move that stands only if unrecorded where
    another row tells that its subject reached the stage. Where the moment is known at which a
    subject began, what its first move left is a move too.
    """
    optional = (DELETED, IF_UNRECORDED, FIRST_AT)
    types = {DELETED: "BOOLEAN", IF_UNRECORDED: "BOOLEAN", FIRST_AT: "TIMESTAMP"}
    absent = "".join(f", NULL::{types[m]} AS {m}" for m in optional if m not in marks)
    order = f"occurred_at, {FIRST} DESC, {ORDER}"
    own = f"PARTITION BY subject, subject_id, {DELETED} ORDER BY {order}"
    return f"""
        WITH every AS (SELECT *{absent}, FALSE AS {FIRST} FROM ({rows})),
        moves AS (
            SELECT * REPLACE (coalesce({DELETED}, false) AS {DELETED}) FROM every WHERE {HISTORY}
        ),
        recorded AS (SELECT * FROM moves WHERE {IF_UNRECORDED} IS NULL),
        firsts AS (
            SELECT * REPLACE (subject || '#' || subject_id || '#first' AS stage_change_id,
                NULL::VARCHAR AS from_stage, from_stage AS to_stage,
                {FIRST_AT} AS occurred_at, NULL::TIMESTAMP AS entered_at,
                NULL::VARCHAR AS actor_id, NULL::VARCHAR AS reason_code, TRUE AS {FIRST})
            FROM (SELECT * FROM recorded QUALIFY row_number() OVER ({own}) = 1)
            WHERE from_stage IS NOT NULL AND {FIRST_AT} <= occurred_at
        ),
        told AS (SELECT * FROM recorded UNION ALL BY NAME SELECT * FROM firsts),
        standing AS (
            SELECT * FROM told UNION ALL BY NAME
            SELECT * REPLACE ({DELETED} OR (subject, subject_id, to_stage) IN (
                SELECT (subject, subject_id, to_stage) FROM told WHERE NOT {DELETED}
            ) AS {DELETED})
            FROM moves WHERE {IF_UNRECORDED}
        ),
        ordered AS (
            SELECT *, lag(to_stage) OVER ({own}) AS before_,
                NOT {DELETED} AND before_ IS NOT DISTINCT FROM to_stage AS {AGAIN} FROM standing
        ),
        known AS (SELECT stage_change_id FROM ordered WHERE NOT {AGAIN})
        SELECT * EXCLUDE (before_)
            REPLACE (coalesce(from_stage, before_) AS from_stage, {DELETED} OR {AGAIN} AS {DELETED})
        FROM ordered WHERE NOT {AGAIN} OR stage_change_id NOT IN (FROM known)
        UNION ALL BY NAME SELECT * FROM every WHERE {HISTORY} IS NULL
    """


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
        f"SELECT {', '.join([*same, *added, *latest])}, max({ORDER}) AS {ORDER} "
        f"FROM ({rows}) GROUP BY {', '.join([*same, file])}"
    )
