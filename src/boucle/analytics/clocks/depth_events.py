"""Depth: enough attempts by enough channels, a good reason to stop, or giving up too early."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from boucle.analytics.clocks.attempts import in_turn_of
from boucle.figures.moment import engine_moment
from boucle.figures.stacked import stacked

if TYPE_CHECKING:
    from collections.abc import Mapping

    import ibis.expr.types as ir

    from boucle.agreement import Agreement
    from boucle.agreement.schema.commitments import Target
    from boucle.analytics.clocks.ground import Ground

_COLUMNS = ("handoff_id", "occurred_at", "event", "is_giving_up")
_GIVING_UP = ("rejected", "recycled")


def depth_targets(agreement: Agreement) -> Mapping[str, Target]:
    """Return what depth is promised by lead type: the first sales promise that counts attempts."""
    for each in agreement.sales_commitments:
        if any(target.attempts for target in each.targets.values()):
            return each.targets
    return {}


def required(
    lead_type: ir.StringValue, targets: Mapping[str, Target], name: str
) -> ir.IntegerValue:
    """Return the number called `name` that is due for each lead type, null where none is."""
    branches = [
        (code, value)
        for code, target in targets.items()
        if code != "*" and (value := getattr(target, name)) is not None
    ]
    default = getattr(targets.get("*"), name, None)
    default_ = ibis.null("int64") if default is None else ibis.literal(default, type="int64")
    return lead_type.cases(*branches, else_=default_) if branches else default_


def depth_events(ground: Ground) -> ir.Table:
    """Return what ends the effort on a hand-over.

    One row per event: ``handoff_id, occurred_at, event`` (``reached``, ``conversation``,
    ``founded_answer``, ``unsubscribed``, ``given_up``), ``is_giving_up`` (recycled, or rejected
    without a founded reason).
    """
    done = ground.keep(in_turn_of(ground.attempts, ground.sent))
    found = [
        _reached(done, ground),
        _event(done.filter(done.is_two_way), "conversation"),
        _answers(ground),
        _unsubscribed(ground),
    ]
    table = stacked(*(ground.keep(each) for each in found))
    return table.filter(table.occurred_at <= engine_moment(ground.until))


def _event(table: ir.Table, event: str) -> ir.Table:
    named = table.mutate(event=ibis.literal(event), is_giving_up=ibis.literal(value=False))
    return named.select(*_COLUMNS)


def _reached(done: ir.Table, ground: Ground) -> ir.Table:
    """Return when the number of attempts and of channels due was first reached."""
    targets = depth_targets(ground.agreement)
    order = [done.occurred_at, done.activity_id]
    of_kind = ibis.row_number().over(group_by=["handoff_id", "kind"], order_by=order)
    counted = done.mutate(is_new_channel=ibis.ifelse(of_kind == 0, 1, 0))
    in_order = ibis.cumulative_window(
        group_by="handoff_id", order_by=[counted.occurred_at, counted.activity_id]
    )
    counted = counted.mutate(
        n_attempts=counted.count().over(in_order),
        n_channels=counted.is_new_channel.sum().over(in_order),
    )
    types = ground.sent.select("handoff_id", "lead_type")
    both = counted.inner_join(types, "handoff_id")
    n_attempts = required(both.lead_type, targets, "attempts")
    n_channels = required(both.lead_type, targets, "channels_min").fill_null(1)
    enough = (both.n_attempts >= n_attempts) & (both.n_channels >= n_channels)
    first = both.filter(enough).group_by("handoff_id")
    return _event(first.agg(occurred_at=lambda row: row.occurred_at.min()), "reached")


def _answers(ground: Ground) -> ir.Table:
    founded = [reason.code for reason in ground.agreement.reasons if reason.is_founded]
    said = ground.tables.dispositions.select("lead_id", "occurred_at", "answer", "reason_code")
    said = in_turn_of(said, ground.sent)
    is_founded = (said.answer == "disqualified") | said.reason_code.isin(founded)
    is_founded = is_founded.fill_null(False)  # noqa: FBT003 - Ibis takes the value by position
    ending = said.mutate(is_giving_up=said.answer.isin(_GIVING_UP) & ~is_founded)
    ending = ending.filter(ending.is_giving_up | is_founded)
    event = ibis.ifelse(ending.is_giving_up, "given_up", "founded_answer")
    return ending.mutate(event=event).select(*_COLUMNS)


def _unsubscribed(ground: Ground) -> ir.Table:
    left = ground.tables.touchpoints
    left = left.filter(left.kind == "unsubscribe").select("contact_id", "occurred_at")
    people = ground.tables.leads.select("lead_id", "contact_id")
    return _event(in_turn_of(left.inner_join(people, "contact_id"), ground.sent), "unsubscribed")
