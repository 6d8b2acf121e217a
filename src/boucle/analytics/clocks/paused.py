"""Paused time: how much of a wait was paused, each second once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from boucle.agreement.calendar import with_open_seconds
from boucle.analytics.clocks.elapsed import civil_seconds

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from boucle.agreement.calendar import BusinessCalendar


def with_pauses(waits: ir.Table, pauses: ir.Table, calendar: BusinessCalendar) -> ir.Table:
    """Add ``paused_business_seconds`` and ``paused_civil_seconds`` to waits.

    `waits` has ``clock, subject_id, lead_id, started_at, ended_at``. A pause counts for its own
    clock or, as ``*``, for all; where two overlap, a second counts once. One without an end lasts.
    """
    stretches = _stretches(waits, pauses)
    before = ibis.window(
        group_by=["clock", "subject_id"], order_by=["from_at", "to_at"], preceding=(None, 1)
    )
    covered = stretches.mutate(covered_until=stretches.to_at.max().over(before))
    covered = covered.mutate(
        from_at=ibis.greatest(covered.from_at, covered.covered_until.fill_null(covered.from_at))
    )
    covered = covered.filter(covered.from_at < covered.to_at)
    covered = with_open_seconds(covered, calendar, start="from_at", end="to_at", name="open_s")
    covered = covered.mutate(civil_s=civil_seconds(covered.from_at, covered.to_at))
    sums = covered.group_by(["clock", "subject_id"]).agg(
        paused_business_seconds=covered.open_s.sum(), paused_civil_seconds=covered.civil_s.sum()
    )
    joined = waits.left_join(sums, ["clock", "subject_id"])
    return joined.mutate(
        paused_business_seconds=joined.paused_business_seconds.fill_null(0),
        paused_civil_seconds=joined.paused_civil_seconds.fill_null(0),
    ).select(*waits.columns, "paused_business_seconds", "paused_civil_seconds")


def _stretches(waits: ir.Table, pauses: ir.Table) -> ir.Table:
    """Return the part of each pause that lies within each wait it concerns."""
    taken = pauses.select("lead_id", "starts_at", "ends_at", paused_clock="clock")
    own = waits.select("clock", "subject_id", "lead_id", "started_at", "ended_at")
    both = own.inner_join(taken, "lead_id")
    both = both.filter((both.paused_clock == both.clock) | (both.paused_clock == "*"))
    to_at = ibis.least(both.ends_at.fill_null(both.ended_at), both.ended_at)
    both = both.mutate(from_at=ibis.greatest(both.starts_at, both.started_at), to_at=to_at)
    return both.filter(both.from_at < both.to_at).select("clock", "subject_id", "from_at", "to_at")
