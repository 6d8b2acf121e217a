"""The moves of leads and deals in their order, from all that the files say of them."""

# ruff: noqa: S608 - every name is ours
from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.warehouse.imports.block_query import (
    DELETED,
    FIRST_AT,
    HISTORY,
    IF_UNRECORDED,
    ORDER,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

# A move that no row of the files tells: the stage in which its subject began.
FIRST = "__first__"
# A row that says again in which stage its subject is.
AGAIN = "__again__"

_MARKS = {DELETED: "BOOLEAN", IF_UNRECORDED: "BOOLEAN", FIRST_AT: "TIMESTAMP"}
# Of one subject, at the same moment that of the files counts.
_OWN = f"PARTITION BY subject, subject_id, {DELETED} ORDER BY occurred_at, {FIRST} DESC, {ORDER}"
# What the first move of a subject left, at the moment it began.
_FIRSTS = f"""
    SELECT * REPLACE (subject || '#' || subject_id || '#first' AS stage_change_id,
        NULL::VARCHAR AS from_stage, from_stage AS to_stage, {FIRST_AT} AS occurred_at,
        NULL::TIMESTAMP AS entered_at, NULL::VARCHAR AS actor_id, NULL::VARCHAR AS reason_code,
        TRUE AS {FIRST})
    FROM (SELECT * FROM recorded QUALIFY row_number() OVER ({_OWN}) = 1)
    WHERE from_stage IS NOT NULL AND {FIRST_AT} <= occurred_at
"""
# Moves that stand only if unrecorded, deleted where `told` says that the stage was reached.
_CARRIED = f"""
    SELECT * REPLACE ({DELETED} OR (subject, subject_id, to_stage) IN (
        SELECT (subject, subject_id, to_stage) FROM told WHERE NOT {DELETED}
    ) AS {DELETED})
    FROM moves WHERE {IF_UNRECORDED}
"""
_BEFORE = f"""
    SELECT *, lag(to_stage) OVER ({_OWN}) AS before_,
        NOT {DELETED} AND before_ IS NOT DISTINCT FROM to_stage AS {AGAIN}
    FROM standing
"""


def in_order(rows: str, marks: Sequence[str]) -> str:
    """Return the SQL of stage changes with the stage that each one left.

    A stage that comes again without another in between is no move: its row is deleted, since it may
    have been one before an earlier row came. So is a move that stands only if unrecorded where
    another row tells that its subject reached the stage. Where the moment is known at which a
    subject began, what its first move left is a move too.
    """
    absent = "".join(f", NULL::{kind} AS {m}" for m, kind in _MARKS.items() if m not in marks)
    return f"""
        WITH every AS (SELECT *{absent}, FALSE AS {FIRST} FROM ({rows})),
        moves AS (
            SELECT * REPLACE (coalesce({DELETED}, false) AS {DELETED}) FROM every WHERE {HISTORY}
        ),
        recorded AS (SELECT * FROM moves WHERE {IF_UNRECORDED} IS NULL),
        firsts AS ({_FIRSTS}),
        told AS (SELECT * FROM recorded UNION ALL BY NAME SELECT * FROM firsts),
        standing AS (SELECT * FROM told UNION ALL BY NAME {_CARRIED}),
        ordered AS ({_BEFORE}),
        known AS (SELECT stage_change_id FROM ordered WHERE NOT {AGAIN})
        SELECT * EXCLUDE (before_)
            REPLACE (coalesce(from_stage, before_) AS from_stage, {DELETED} OR {AGAIN} AS {DELETED})
        FROM ordered WHERE NOT {AGAIN} OR stage_change_id NOT IN (FROM known)
        UNION ALL BY NAME SELECT * FROM every WHERE {HISTORY} IS NULL
    """
