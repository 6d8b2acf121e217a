"""Which deadline is due: by clock, by lead type, by the agreement in force at the start."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import ibis

from boucle.agreement.calendar import with_deadline
from boucle.agreement.durations import parse_duration
from boucle.figures.stacked import stacked

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis.expr.types as ir

    from boucle.agreement import Agreement
    from boucle.agreement.calendar import BusinessCalendar
    from boucle.agreement.schema.commitments import Target
    from boucle.analytics.clocks.ground import Materialise

_OTHERS = "*"


class Deadline(NamedTuple):
    """What a commitment promises of one clock and one lead type (``*``: all others)."""

    clock: str
    lead_type: str
    commitment: str | None
    within: str
    share: float | None


def deadlines(agreement: Agreement) -> list[Deadline]:
    """Return every deadline of an agreement; a commitment goes before the clock's own target."""
    found: dict[tuple[str, str], Deadline] = {}
    for clock, commitment, targets in _promises(agreement):
        for lead_type, target in targets.items():
            if (within := _within(target)) is not None:
                key = (clock, lead_type)
                found.setdefault(key, Deadline(*key, commitment, within, target.share))
    return list(found.values())


def _promises(agreement: Agreement) -> Iterator[tuple[str, str | None, dict[str, Target]]]:
    for each in (*agreement.sales_commitments, *agreement.marketing_commitments):
        if each.clock is not None:
            yield each.clock, each.code, each.targets
    for clock in agreement.clocks:
        if clock.target is not None:
            yield clock.code, None, {_OTHERS: clock.target}


def _within(target: Target) -> str | None:
    if target.within is not None or target.over_business_days is None:
        return target.within
    # So many attempts over so many business days: the days are the deadline.
    return f"business:P{target.over_business_days}D"


def with_targets(
    started: ir.Table, agreement: Agreement, calendar: BusinessCalendar, keep: Materialise
) -> ir.Table:
    """Add what is due to the starts of clocks (``clock, lead_type, started_at``).

    Adds ``commitment``, ``target_share``, ``is_business_target``, ``due_at`` (pauses apart); all
    null where nothing is promised.
    """
    promised = deadlines(agreement)
    columns = [*started.columns, "commitment", "target_share", "due_at", "is_business_target"]
    started = started.mutate(within=_chosen(started, promised, "within", "string"))
    started = started.mutate(
        commitment=_chosen(started, promised, "commitment", "string"),
        target_share=_chosen(started, promised, "share", "float64"),
    )
    started = keep(started)
    parts = [_without_due(started)]
    for within in sorted({each.within for each in promised}):
        duration = parse_duration(within)
        part = started.filter(started.within == within)
        part = with_deadline(part, calendar, start="started_at", duration=duration, name="due_at")
        parts.append(keep(part).mutate(is_business_target=ibis.literal(duration.is_business)))
    return stacked(*(part.select(*columns) for part in parts))


def _without_due(started: ir.Table) -> ir.Table:
    free = started.filter(started.within.isnull())
    return free.mutate(due_at=ibis.null("timestamp"), is_business_target=ibis.null("boolean"))


def _chosen(started: ir.Table, promised: list[Deadline], name: str, dtype: str) -> ir.Value:
    """Return what is called `name` of each row's deadline: its lead type's, or the others'."""
    branches = []
    # A type's own deadline is tried before that of all the others.
    for each in sorted(promised, key=lambda each: each.lead_type == _OTHERS):
        is_its = started.clock == each.clock
        if each.lead_type != _OTHERS:
            is_its = is_its & (started.lead_type == each.lead_type)
        value = getattr(each, name)
        literal = ibis.null(dtype) if value is None else ibis.literal(value, type=dtype)
        branches.append((is_its.fill_null(False), literal))  # noqa: FBT003 - by position only
    return ibis.cases(*branches, else_=ibis.null(dtype)) if branches else ibis.null(dtype)
