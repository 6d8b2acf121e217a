"""What starts a clock: one row each time that it starts."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import ibis

from boucle.analytics.clocks.attempts import in_turn_of
from boucle.figures.local_time import local_seconds
from boucle.figures.moment import engine_moment
from boucle.figures.stacked import stacked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import ibis.expr.types as ir

    from boucle.agreement.schema.clocks import Clock
    from boucle.analytics.clocks.ground import Ground

_COLUMNS = ("subject_id", "lead_id", "handoff_id", "started_at", "ends_before")


def starts(clocks: Sequence[Clock], ground: Ground) -> ir.Table:
    """Return one row per clock and start.

    Columns: ``clock, starts, stops, party``, ``subject_id`` (key of what started it), ``lead_id``,
    ``handoff_id`` (null before a hand-over), ``started_at``, ``ends_before`` (when the lead goes to
    somebody else, null where that does not end the clock), ``user_id``, ``lead_type`` (of the
    hand-over, else of the lead's first one).
    """
    parts = []
    for clock in clocks:
        found = _STARTS[clock.starts](ground)
        found = found.filter(found.started_at <= engine_moment(ground.until)).select(*_COLUMNS)
        party = ibis.null("string") if clock.party is None else ibis.literal(clock.party)
        names = {"clock": clock.code, "starts": clock.starts, "stops": clock.stops}
        named = {name: ibis.literal(value) for name, value in names.items()}
        parts.append(ground.keep(found.mutate(**named, party=party)))
    return _with_hand_over(ground.keep(stacked(*parts)), ground.sent)


def _with_hand_over(begun: ir.Table, sent: ir.Table) -> ir.Table:
    own = sent.select("handoff_id", user_id="to_user_id", own_type="lead_type")
    turn = ibis.row_number().over(
        group_by="lead_id", order_by=[sent.handed_over_at, sent.handoff_id]
    )
    first = sent.mutate(turn=turn).filter(lambda row: row.turn == 0)
    first = first.select("lead_id", first_type="lead_type")
    both = begun.left_join(own, "handoff_id").drop("handoff_id_right")
    both = both.left_join(first, "lead_id").drop("lead_id_right")
    both = both.mutate(lead_type=ibis.coalesce(both.own_type, both.first_type))
    return both.drop("own_type", "first_type")


def _of_leads(table: ir.Table, subject: str, moment: str) -> ir.Table:
    return table.select(
        "lead_id",
        subject_id=table[subject],
        handoff_id=ibis.null("string"),
        started_at=table[moment],
        ends_before=ibis.null("timestamp"),
    )


def _gestures(ground: Ground) -> ir.Table:
    return _of_leads(ground.tables.leads, "lead_id", "opened_at")


def _qualified(ground: Ground) -> ir.Table:
    moved = ground.tables.stage_changes
    moved = moved.filter((moved.subject == "lead") & (moved.to_stage == "mql"))
    first = moved.group_by("subject_id").agg(occurred_at=moved.occurred_at.min())
    return _of_leads(first.mutate(lead_id=first.subject_id), "subject_id", "occurred_at")


def _handed_over(ground: Ground) -> ir.Table:
    sent = ground.sent
    return sent.select(
        "lead_id",
        "handoff_id",
        subject_id=sent.handoff_id,
        started_at=sent.handed_over_at,
        ends_before=sent.next_handed_over_at,
    )


def _attempted(ground: Ground) -> ir.Table:
    done = in_turn_of(ground.attempts, ground.sent)
    first = done.group_by(["lead_id", "handoff_id", "next_handed_over_at"])
    first = first.agg(started_at=done.occurred_at.min())
    return first.mutate(subject_id=first.handoff_id, ends_before=first.next_handed_over_at)


def _exchanged(ground: Ground) -> ir.Table:
    talks = ground.done.filter(ground.done.is_two_way)
    lengths = ground.tables.activities.select("activity_id", "duration_minutes")
    talks = talks.left_join(lengths, "activity_id").drop("activity_id_right")
    length = (talks.duration_minutes.fill_null(0.0) * 60).round().cast("int64")
    talks = talks.mutate(ended_at=talks.occurred_at + length.as_interval("s"))
    own = in_turn_of(talks, ground.sent).select("activity_id", "handoff_id")
    both = talks.left_join(own, "activity_id").drop("activity_id_right")
    return both.select(
        "lead_id",
        "handoff_id",
        subject_id=both.activity_id,
        started_at=both.ended_at,
        ends_before=ibis.null("timestamp"),
    )


def _answered(answer: str) -> Callable[[Ground], ir.Table]:
    def of_answer(ground: Ground) -> ir.Table:
        said = ground.tables.dispositions
        return _of_answers(said.filter(said.answer == answer), said.occurred_at)

    return of_answer


def _recalls(ground: Ground) -> ir.Table:
    zone, said = ground.agreement.time_zone, ground.tables.dispositions
    said = said.filter(said.recall_on.notnull())
    wall = said.recall_on.cast("timestamp").epoch_seconds()
    # In winter time the zone's midnight, in summer time an hour after it: no zone changes its
    # clocks within that hour, so that the offset is midnight's.
    near = wall - _winter_offset_seconds(zone)
    midnight = wall - (local_seconds(near.as_timestamp("s"), zone) - near)
    return _of_answers(said, midnight.as_timestamp("s"))


def _winter_offset_seconds(zone: str) -> int:
    january = datetime(2026, 1, 1, tzinfo=ZoneInfo(zone))
    offset = (january.utcoffset() or timedelta()) - (january.dst() or timedelta())
    return int(offset.total_seconds())


def _of_answers(said: ir.Table, started_at: ir.TimestampValue) -> ir.Table:
    return said.select(
        "lead_id",
        "handoff_id",
        subject_id=said.disposition_id,
        started_at=started_at,
        ends_before=ibis.null("timestamp"),
    )


_STARTS: dict[str, Callable[[Ground], ir.Table]] = {
    "trigger_gesture": _gestures,
    "mql_met": _qualified,
    "handed_over": _handed_over,
    "first_attempt": _attempted,
    "exchange_end": _exchanged,
    "rejection": _answered("rejected"),
    "recycling": _answered("recycled"),
    "recall_due": _recalls,
}
