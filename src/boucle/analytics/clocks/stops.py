"""What stops a clock: every event that could, with the key by which a clock finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from boucle.analytics.clocks.attempts import in_turn_of
from boucle.analytics.clocks.depth_events import depth_events
from boucle.figures.moment import engine_moment
from boucle.figures.stacked import stacked

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import ibis.expr.types as ir

    from boucle.analytics.clocks.ground import Ground

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


def stops(events: Collection[str], ground: Ground) -> ir.Table:
    """Return ``event, key, occurred_at`` of everything that may stop a clock, by the moment."""
    found = [
        _STOPS[event](ground)
        .mutate(event=ibis.literal(event))
        .select("event", "key", "occurred_at")
        for event in sorted(events)
    ]
    table = stacked(*(ground.keep(each) for each in found))
    return table.filter(table.occurred_at <= engine_moment(ground.until))


def _sent(ground: Ground) -> ir.Table:
    return ground.sent.select(key=ground.sent.lead_id, occurred_at=ground.sent.handed_over_at)


def _answers(ground: Ground) -> ir.Table:
    """Name the hand-over that each answer is for: its own, or the one it fell into."""
    said = ground.tables.dispositions
    named = said.filter(said.handoff_id.notnull())
    unnamed = said.filter(said.handoff_id.isnull()).select("lead_id", "occurred_at")
    placed = in_turn_of(unnamed, ground.sent)
    return stacked(
        named.select(key=named.handoff_id, occurred_at=named.occurred_at),
        placed.select(key=placed.handoff_id, occurred_at=placed.occurred_at),
    )


def _attempts(ground: Ground) -> ir.Table:
    done = ground.attempts
    return done.select(key=done.lead_id, occurred_at=done.occurred_at)


def _talks(ground: Ground) -> ir.Table:
    done = ground.done.filter(ground.done.is_two_way)
    return done.select(key=done.lead_id, occurred_at=done.occurred_at)


def _depth(ground: Ground) -> ir.Table:
    found = depth_events(ground)
    found = found.filter(~found.is_giving_up)
    return found.select(key=found.handoff_id, occurred_at=found.occurred_at)


def _updates(ground: Ground) -> ir.Table:
    """Return when each exchange stood in the record: when it was typed, else when it arrived."""
    done = ground.tables.activities
    known = [done[name] for name in ("entered_at", "recorded_at") if name in done.columns]
    written_at = ibis.coalesce(*known) if known else ibis.null("timestamp")
    # Written while it went on, it was up to date at its end: `waits` never stops before the start.
    return done.select(key=done.activity_id, occurred_at=written_at)


def _replies(ground: Ground) -> ir.Table:
    replies = ground.tables.marketing_replies
    return replies.select(key=replies.disposition_id, occurred_at=replies.occurred_at)


def _nurtured(ground: Ground) -> ir.Table:
    entered = ground.tables.nurture_entries
    return entered.select(key=entered.lead_id, occurred_at=entered.entered_at_track)


_STOPS: dict[str, Callable[[Ground], ir.Table]] = {
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
