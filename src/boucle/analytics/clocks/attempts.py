"""First attempts: when a person, not a machine, first reached for the lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from boucle.figures.local_time import days_between
from boucle.figures.moment import engine_moment
from boucle.figures.stacked import stacked
from boucle.tables import TABLES
from boucle.tables.vocabulary import ATTEMPT_KINDS

if TYPE_CHECKING:
    from datetime import datetime

    import ibis.expr.types as ir


def turns(handoffs: ir.Table, *, until: datetime) -> ir.Table:
    """Return the hand-overs by `until`, each with the time at which the lead went to the next."""
    sent = handoffs.filter(handoffs.handed_over_at <= engine_moment(until))
    sent = sent.select("handoff_id", "lead_id", "to_user_id", "handed_over_at", "lead_type")
    in_turn = ibis.window(group_by="lead_id", order_by=[sent.handed_over_at, sent.handoff_id])
    return sent.mutate(next_handed_over_at=sent.handed_over_at.lead().over(in_turn))


def human_attempts(activities: ir.Table, leads: ir.Table | None, *, until: datetime) -> ir.Table:
    """Return what people did to reach a lead by `until`.

    One row per attempt: ``lead_id, activity_id, occurred_at, kind, is_two_way``. Notes and what a
    machine sent are none. Without a lead of its own, an attempt goes to the lead of its contact
    that was opened last before it.
    """
    is_human = activities.is_human.fill_null(True)  # noqa: FBT003 - Ibis takes it by position
    done = activities.filter(
        activities.kind.isin(ATTEMPT_KINDS),
        is_human,
        activities.occurred_at <= engine_moment(until),
    )
    done = done.mutate(is_two_way=done.is_two_way.fill_null(False))  # noqa: FBT003
    columns = ("lead_id", "activity_id", "occurred_at", "kind", "is_two_way")
    named = done.filter(done.lead_id.notnull()).select(*columns)
    if leads is None:
        return named
    unnamed = done.filter(done.lead_id.isnull()).select("contact_id", *columns[1:])
    opened = leads.select("lead_id", "contact_id", "opened_at")
    placed = unnamed.inner_join(opened, "contact_id")
    placed = placed.filter(placed.opened_at <= placed.occurred_at)
    newest_first = [ibis.desc(placed.opened_at), ibis.desc(placed.lead_id)]
    turn = ibis.row_number().over(group_by="activity_id", order_by=newest_first)
    placed = placed.mutate(turn=turn).filter(lambda row: row.turn == 0)
    return stacked(named, placed.select(*columns))


def in_turn_of(rows: ir.Table, handoffs: ir.Table) -> ir.Table:
    """Put each of `rows` (``lead_id, occurred_at``) beside the hand-over during which it happened.

    `handoffs` come from `turns`. A row before the first hand-over is left out.
    """
    own = handoffs.select("lead_id", "handoff_id", "handed_over_at", "next_handed_over_at")
    both = rows.inner_join(own, "lead_id")
    is_open = both.next_handed_over_at.isnull() | (both.occurred_at < both.next_handed_over_at)
    return both.filter((both.occurred_at >= both.handed_over_at) & is_open)


def first_attempts(
    handoffs: ir.Table,
    activities: ir.Table,
    *,
    until: datetime,
    leads: ir.Table | None = None,
    time_zone: str = "Etc/UTC",
) -> ir.Table:
    """Return, per hand-over, when a person first reached for the lead, and how often since.

    Parameters
    ----------
    handoffs, activities
        The canonical tables.
    until
        Aware datetime; what happened later is not seen.
    leads
        The canonical ``leads``. With them, an activity that names a contact and no lead counts for
        the contact's newest lead; without them it counts for nobody.
    time_zone
        IANA name of the agreement's zone, on whose wall clock days are counted.

    Returns
    -------
    ir.Table
        One row per hand-over: ``handoff_id, lead_id, to_user_id, lead_type, handed_over_at``,
        ``next_handed_over_at`` (null while the lead stays), ``first_attempt_at``,
        ``first_conversation_at``, ``last_attempt_at`` (null: none), ``n_attempts``,
        ``n_channels`` (kinds of attempt), ``n_days`` (days from the first to the last attempt).

    Raises
    ------
    MissingColumnsError
        If a table lacks a column that is read.
    ParameterError
        If `until` has no time zone.

    Notes
    -----
    An attempt counts when it happened (``occurred_at``), however late it was typed in. It counts
    for the hand-over during which it happened: a new hand-over starts anew, the old one keeps its
    own. Events may arrive in any order; the earliest wins.
    """
    TABLES["handoffs"].check(handoffs, "to_user_id", "lead_type")
    TABLES["activities"].check(activities, "lead_id", "contact_id", "is_human", "is_two_way")

    sent = turns(handoffs, until=until)
    done = in_turn_of(human_attempts(activities, leads, until=until), sent)
    counted = done.group_by("handoff_id").agg(
        first_attempt_at=done.occurred_at.min(),
        first_conversation_at=done.occurred_at.min(where=done.is_two_way),
        last_attempt_at=done.occurred_at.max(),
        n_attempts=done.count(),
        n_channels=done.kind.nunique(),
    )
    both = sent.left_join(counted, "handoff_id").drop("handoff_id_right")
    return both.mutate(
        n_attempts=both.n_attempts.fill_null(0),
        n_channels=both.n_channels.fill_null(0),
        n_days=days_between(both.first_attempt_at, both.last_attempt_at, time_zone),
    )
