"""What stops a clock: every event that could, with the key by which a clock finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from boucle.analytics.clocks.attempts import human_attempts, in_turn_of
from boucle.analytics.clocks.depth_events import depth_events
from boucle.figures.moment import engine_moment
from boucle.tables.vocabulary import ATTEMPT_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    import ibis.expr.types as ir

    from boucle.agreement import Agreement
    from boucle.analytics.clocks.clock_tables import ClockTables

# Which column of its start a clock looks for, by what stops it.
KEYS = {
    "handed_over": "lead_id",
    "answered": "handoff_id",
    "first_human_attempt": "lead_id",
    "first_conversation": "lead_id",
    "depth_reached": "handoff_id",
    "record_updated": "subject_id",
    "reply_given": "subject_id",
    "nurture_entered": "lead_id",
    "contact_resumed": "lead_id",
}


def stops(
    events: Collection[str],
    tables: ClockTables,
    sent: ir.Table,
    agreement: Agreement,
    *,
    until: datetime,
) -> ir.Table:
    """Return ``event, key, occurred_at`` of everything that may stop a clock, by `until`."""
    found = [
        _STOPS[event](tables, sent, agreement, until)
        .mutate(event=ibis.literal(event))
        .select("event", "key", "occurred_at")
        for event in sorted(events)
    ]
    table = ibis.union(*found) if len(found) > 1 else found[0]
    return table.filter(table.occurred_at <= engine_moment(until))


def _sent(_tables: ClockTables, sent: ir.Table, *_: object) -> ir.Table:
    return sent.select(key=sent.lead_id, occurred_at=sent.handed_over_at)


def _answers(tables: ClockTables, sent: ir.Table, *_: object) -> ir.Table:
    """Name the hand-over that each answer is for: its own, or the one it fell into."""
    said = tables.dispositions
    named = said.filter(said.handoff_id.notnull())
    unnamed = said.filter(said.handoff_id.isnull()).select("lead_id", "occurred_at")
    placed = in_turn_of(unnamed, sent)
    return named.select(key=named.handoff_id, occurred_at=named.occurred_at).union(
        placed.select(key=placed.handoff_id, occurred_at=placed.occurred_at)
    )


def _attempts(tables: ClockTables, _: ir.Table, agreement: Agreement, until: datetime) -> ir.Table:
    kinds = agreement.clock_rules.human_attempts
    done = human_attempts(tables.activities, tables.leads, until=until, kinds=kinds)
    return done.select(key=done.lead_id, occurred_at=done.occurred_at)


def _talks(tables: ClockTables, _: ir.Table, _agreement: Agreement, until: datetime) -> ir.Table:
    done = human_attempts(tables.activities, tables.leads, until=until, kinds=ATTEMPT_KINDS)
    done = done.filter(done.is_two_way)
    return done.select(key=done.lead_id, occurred_at=done.occurred_at)


def _depth(tables: ClockTables, sent: ir.Table, agreement: Agreement, until: datetime) -> ir.Table:
    found = depth_events(tables, sent, agreement, until=until)
    found = found.filter(~found.is_giving_up)
    return found.select(key=found.handoff_id, occurred_at=found.occurred_at)


def _updates(tables: ClockTables, *_: object) -> ir.Table:
    """Return when each exchange stood in the record: when it was typed, else when it arrived."""
    done = tables.activities
    known = [done[name] for name in ("entered_at", "recorded_at") if name in done.columns]
    written_at = ibis.coalesce(*known) if known else ibis.null("timestamp")
    # Written while it went on, it was up to date at its end: `waits` never stops before the start.
    return done.select(key=done.activity_id, occurred_at=written_at)


def _replies(tables: ClockTables, *_: object) -> ir.Table:
    replies = tables.marketing_replies
    return replies.select(key=replies.disposition_id, occurred_at=replies.occurred_at)


def _nurtured(tables: ClockTables, *_: object) -> ir.Table:
    entered = tables.nurture_entries
    return entered.select(key=entered.lead_id, occurred_at=entered.entered_at_track)


_STOPS: dict[str, Callable[..., ir.Table]] = {
    "handed_over": _sent,
    "answered": _answers,
    "first_human_attempt": _attempts,
    "first_conversation": _talks,
    "depth_reached": _depth,
    "record_updated": _updates,
    "reply_given": _replies,
    "nurture_entered": _nurtured,
    "contact_resumed": _attempts,
}
