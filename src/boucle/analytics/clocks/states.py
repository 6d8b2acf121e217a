"""The state of each wait: in time, late, still running, withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from boucle.figures.moment import engine_moment

if TYPE_CHECKING:
    from datetime import datetime

    import ibis.expr.types as ir

_PROMISE = {
    "commitment": "string",
    "target_share": "float64",
    "is_business_target": "boolean",
    "due_at": "timestamp",
    "target_seconds": "int64",
}


def with_states(timed: ir.Table, binding_from: datetime) -> ir.Table:
    """Add ``state`` (pauses subtracted) and ``state_without_pauses``.

    Nothing was promised of a clock that started before `binding_from`.
    """
    is_bound = timed.started_at >= engine_moment(binding_from)
    timed = timed.mutate(
        **{
            name: ibis.ifelse(is_bound, timed[name], ibis.null(dtype))
            for name, dtype in _PROMISE.items()
        }
    )
    used = ibis.ifelse(timed.is_business_target, timed.business_seconds, timed.civil_seconds)
    paused = ibis.ifelse(
        timed.is_business_target, timed.paused_business_seconds, timed.paused_civil_seconds
    )
    return timed.mutate(
        state=_state(timed, used - paused), state_without_pauses=_state(timed, used)
    )


def _state(timed: ir.Table, used: ir.IntegerValue) -> ir.StringValue:
    is_late = used > timed.target_seconds
    is_stopped, is_withdrawn = timed.stopped_at.notnull(), timed.withdrawn_at.notnull()
    # Closing a lead before the promised attempts is what the promise is about.
    gave_up = (timed.stops == "depth_reached") & (timed.withdrawn_at == timed.closed_at)
    return ibis.cases(
        (timed.target_seconds.isnull(), "no_target"),
        (is_stopped & ~is_late, "met"),
        (is_stopped | (is_withdrawn & (is_late | gave_up)), "missed"),
        (is_withdrawn, "withdrawn"),
        (is_late, "open_overdue"),
        else_="open_not_due",
    )
