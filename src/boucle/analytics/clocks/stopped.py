"""When each clock stopped, or why it ended without stopping."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from boucle.analytics.clocks.attempts import in_turn_of
from boucle.analytics.clocks.stops import KEYS, stops
from boucle.figures.moment import engine_moment

if TYPE_CHECKING:
    from collections.abc import Collection

    import ibis.expr.types as ir

    from boucle.analytics.clocks.ground import Ground

# Answers after which nobody is expected to call any more.
_CLOSING = ("rejected", "recycled", "disqualified")
_OF_HAND_OVERS = ("handed_over", "first_attempt")


def with_stops(begun: ir.Table, wanted: Collection[str], ground: Ground) -> ir.Table:
    """Add ``stopped_at``, ``closed_at``, ``withdrawn_at``, ``ended_at`` to the starts of clocks.

    `wanted` are the events that stop them.

    The earliest stop wins, whatever order the events arrived in. A clock of a hand-over ends
    without stopping when the lead goes to somebody else (``ends_before``) or is closed by an
    answer (``closed_at``); an answer may stop a clock and close the lead at one time.
    """
    begun = begun.left_join(ground.keep(_closings(ground)), "handoff_id").drop("handoff_id_right")
    ends = begun.starts.isin(_OF_HAND_OVERS) & (begun.closed_at >= begun.started_at)
    begun = begun.mutate(closed_at=ibis.ifelse(ends, begun.closed_at, ibis.null("timestamp")))
    first = ground.keep(_first_stops(begun, wanted, ground))
    stopped = begun.left_join(first, _KEY)
    stopped = stopped.drop(*(f"{column}_right" for column in _KEY))
    is_over = stopped.stopped_at.isnull()
    gone_at = ibis.least(
        ibis.coalesce(stopped.ends_before, stopped.closed_at),
        ibis.coalesce(stopped.closed_at, stopped.ends_before),
    )
    stopped = stopped.mutate(withdrawn_at=ibis.ifelse(is_over, gone_at, ibis.null("timestamp")))
    ended_at = ibis.coalesce(stopped.stopped_at, stopped.withdrawn_at, engine_moment(ground.until))
    return stopped.mutate(ended_at=ended_at)


_KEY = ("clock", "subject_id")


def _closings(ground: Ground) -> ir.Table:
    said = ground.tables.dispositions
    said = said.filter(said.answer.isin(_CLOSING), said.occurred_at <= engine_moment(ground.until))
    placed = in_turn_of(said.select("lead_id", "occurred_at"), ground.sent)
    return placed.group_by("handoff_id").agg(closed_at=placed.occurred_at.min())


def _first_stops(begun: ir.Table, wanted: Collection[str], ground: Ground) -> ir.Table:
    events = stops(wanted, ground)
    branches = [(begun.stops == stop, begun[KEYS[stop]]) for stop in sorted(wanted)]
    keyed = begun.mutate(key=ibis.cases(*branches, else_=ibis.null("string")))
    both = keyed.inner_join(events, [keyed.stops == events.event, keyed.key == events.key])
    # What was typed while the exchange went on was up to date at its end.
    is_early = (both.stops == "record_updated") & (both.occurred_at < both.started_at)
    at = ibis.ifelse(is_early, both.started_at, both.occurred_at)
    both = both.mutate(stop_at=at)
    is_ours = both.ends_before.isnull() | (both.stop_at < both.ends_before)
    is_before_closing = both.closed_at.isnull() | (both.stop_at <= both.closed_at)
    both = both.filter((both.stop_at >= both.started_at) & is_ours & is_before_closing)
    return both.group_by(_KEY).agg(stopped_at=both.stop_at.min())
