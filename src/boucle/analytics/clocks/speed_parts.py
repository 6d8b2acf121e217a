"""The parts of a wait: the system's, the representative's, and what the person lives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis
from ibis import _

from boucle.agreement.calendar import with_open_seconds
from boucle.analytics.clocks.attempts import human_attempts, turns
from boucle.analytics.clocks.elapsed import civil_seconds
from boucle.figures.moment import engine_moment
from boucle.tables import TABLES

if TYPE_CHECKING:
    from datetime import datetime

    import ibis.expr.types as ir

    from boucle.agreement.calendar import BusinessCalendar


def speed_parts(
    leads: ir.Table,
    handoffs: ir.Table,
    activities: ir.Table,
    calendar: BusinessCalendar,
    *,
    until: datetime,
) -> ir.Table:
    """Return, per lead, how long it took to be routed, and how long the representative took.

    Parameters
    ----------
    leads, handoffs, activities
        The canonical tables.
    calendar
        The business calendar of the agreement.
    until
        Aware datetime up to which an open wait is counted; nothing later is seen.

    Returns
    -------
    ir.Table
        One row per lead opened by `until`: ``lead_id``, ``gesture_at`` (the lead's opening),
        ``routed_at`` (first hand-over), ``first_attempt_at`` (first human one after the gesture);
        ``system_seconds`` (gesture to route, civil), ``human_business_seconds`` and
        ``human_civil_seconds`` (route to attempt, null before a route; 0 if the attempt came
        first), ``lived_seconds`` (gesture to attempt, civil); ``is_routed``, ``is_attempted``:
        where false, the seconds run to `until`.

    Raises
    ------
    MissingColumnsError
        If a table lacks a column that is read.
    ParameterError
        If `until` has no time zone.

    Notes
    -----
    Only the middle part is the representative's. Charging them with the whole is unfair; showing
    the parts alone hides what the person lives.
    """
    TABLES["leads"].check(leads, "contact_id", "opened_at")
    TABLES["activities"].check(activities, "lead_id", "contact_id", "is_human", "is_two_way")

    end = engine_moment(until)
    parts = _moments(leads, handoffs, activities, until).mutate(
        attempt_end=_.first_attempt_at.fill_null(end)
    )
    # An attempt before the route took the representative no time.
    human_end = ibis.greatest(parts.attempt_end, parts.routed_at)
    parts = parts.mutate(
        human_end=ibis.ifelse(parts.routed_at.isnull(), ibis.null("timestamp"), human_end)
    )
    parts = with_open_seconds(
        parts, calendar, start="routed_at", end="human_end", name="human_business_seconds"
    )
    return parts.select(
        "lead_id", "gesture_at", "routed_at", "first_attempt_at",
        system_seconds=civil_seconds(parts.gesture_at, parts.routed_at.fill_null(end)),
        human_business_seconds=parts.human_business_seconds,
        human_civil_seconds=civil_seconds(parts.routed_at, parts.human_end),
        lived_seconds=civil_seconds(parts.gesture_at, parts.attempt_end),
        is_routed=parts.routed_at.notnull(),
        is_attempted=parts.first_attempt_at.notnull(),
    )  # fmt: skip


def _moments(
    leads: ir.Table, handoffs: ir.Table, activities: ir.Table, until: datetime
) -> ir.Table:
    opened = leads.filter(leads.opened_at <= engine_moment(until))
    opened = opened.select("lead_id", gesture_at="opened_at")
    sent = turns(handoffs, until=until)
    routed = sent.group_by("lead_id").agg(routed_at=sent.handed_over_at.min())
    done = human_attempts(activities, leads, until=until).inner_join(opened, "lead_id")
    done = done.filter(done.occurred_at >= done.gesture_at)
    done = done.group_by("lead_id").agg(first_attempt_at=done.occurred_at.min())
    parts = opened.left_join(routed, "lead_id").drop("lead_id_right")
    return parts.left_join(done, "lead_id").drop("lead_id_right")
