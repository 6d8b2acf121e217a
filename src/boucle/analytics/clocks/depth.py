"""Depth: whether sales went on as long as promised before giving up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from boucle.analytics.clocks.attempts import first_attempts
from boucle.analytics.clocks.depth_events import depth_events, depth_targets, required
from boucle.analytics.clocks.ground import grounds, unkept
from boucle.analytics.clocks.waits import waits
from boucle.errors import ParameterError
from boucle.figures.moment import engine_moment
from boucle.figures.stacked import stacked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    import ibis.expr.types as ir

    from boucle.agreement import Agreement
    from boucle.analytics.clocks.clock_tables import ClockTables
    from boucle.analytics.clocks.ground import Ground, Materialise

_STATE = ("agreement_version", "started_at", "due_at", "state", "state_without_pauses")


def depth(
    tables: ClockTables,
    versions: Sequence[tuple[datetime, Agreement]],
    *,
    until: datetime,
    materialise: Materialise = unkept,
) -> ir.Table:
    """Return, per hand-over, the attempts made beside those promised, and how the effort ended.

    Parameters
    ----------
    tables, versions, until, materialise
        As for `waits`.

    Returns
    -------
    ir.Table
        One row per hand-over: ``handoff_id, lead_id, to_user_id, lead_type, handed_over_at``,
        ``first_attempt_at, last_attempt_at, n_attempts, n_channels, n_days``,
        ``required_attempts, required_channels, required_business_days`` (null: nothing promised),
        ``reached_at`` (the promised attempts were made), ``early_stop_at`` and ``early_stop``
        (``conversation``, ``founded_answer``, ``unsubscribed``: reasons to stop before),
        ``gave_up_at`` (recycled, or refused without a founded reason), and of the clock of depth
        ``agreement_version, due_at, state, state_without_pauses`` (``not_started`` before the
        first attempt; null where the agreement has no such clock).

    Raises
    ------
    ParameterError
        If there is no version, or a moment has no time zone.

    Notes
    -----
    The clock starts at the first attempt: a lead nobody touched is late by speed, not by depth.
    """
    if not versions:
        raise ParameterError("versions", (), "at least one version of the agreement")
    ordered = sorted(versions, key=lambda version: version[0])
    parts = []
    for at, ground in enumerate(grounds(tables, ordered, until, materialise)):
        made = first_attempts(
            tables.handoffs,
            tables.activities,
            until=until,
            leads=tables.leads,
            time_zone=ground.agreement.time_zone,
        )
        # The first version stands for what came before it; `waits` then says that nothing bound.
        if at:
            made = made.filter(made.handed_over_at >= engine_moment(ordered[at][0]))
        for later, _ in ordered[at + 1 : at + 2]:
            made = made.filter(made.handed_over_at < engine_moment(later))
        parts.append(_with_effort(made, ground))
    table = materialise(stacked(*parts))
    return _with_state(table, tables, ordered, until, materialise)


def _with_effort(made: ir.Table, ground: Ground) -> ir.Table:
    targets = depth_targets(ground.agreement)
    ends = ground.keep(depth_events(ground))
    early = ends.event.isin(("conversation", "founded_answer", "unsubscribed"))
    summed = ends.group_by("handoff_id").agg(
        reached_at=ends.occurred_at.min(where=ends.event == "reached"),
        early_stop_at=ends.occurred_at.min(where=early),
        gave_up_at=ends.occurred_at.min(where=ends.is_giving_up),
    )
    both = made.left_join(summed, "handoff_id").drop("handoff_id_right")
    firsts = ends.filter(early).group_by(["handoff_id", "occurred_at"])
    firsts = firsts.agg(early_stop=lambda row: row.event.min())
    firsts = firsts.rename(stop_handoff_id="handoff_id", stop_at="occurred_at")
    is_first = [
        both.handoff_id == firsts.stop_handoff_id,
        both.early_stop_at == firsts.stop_at,
    ]
    both = both.left_join(firsts, is_first).drop("stop_handoff_id", "stop_at")
    return both.mutate(
        required_attempts=required(both.lead_type, targets, "attempts"),
        required_channels=required(both.lead_type, targets, "channels_min"),
        required_business_days=required(both.lead_type, targets, "over_business_days"),
    ).drop("first_conversation_at", "next_handed_over_at")


def _with_state(
    table: ir.Table,
    tables: ClockTables,
    versions: Sequence[tuple[datetime, Agreement]],
    until: datetime,
    materialise: Materialise,
) -> ir.Table:
    codes = {
        clock.code
        for _, agreement in versions
        for clock in agreement.clocks
        if (clock.starts, clock.stops) == ("first_attempt", "depth_reached")
    }
    if not codes:
        return table.mutate(
            agreement_version=ibis.null("string"),
            due_at=ibis.null("timestamp"),
            state=ibis.null("string"),
            state_without_pauses=ibis.null("string"),
        )
    run = waits(tables, versions, until=until, clocks=codes, materialise=materialise)
    run = run.select("handoff_id", *_STATE)
    both = table.left_join(run, "handoff_id").drop("handoff_id_right")
    states = {
        name: ibis.ifelse(both.started_at.isnull(), "not_started", both[name])
        for name in ("state", "state_without_pauses")
    }
    return both.mutate(**states).drop("started_at")
