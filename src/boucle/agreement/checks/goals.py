"""Goals that do not add up, and figures that nobody should aim at."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from boucle.agreement.finding import Finding
from boucle.agreement.schema.vocabulary import ADDITIVE_UNITS, VOLUME_MEASURES
from boucle.agreement.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from boucle.agreement.checks.draft import Draft
    from boucle.agreement.schema.goals import Goal

# To the unit: sums of targets are written in whole units, or in cents that round to them.
_UNIT = 0.5 + 1e-6
_QUARTER_MONTHS = 3


def goals(draft: Draft) -> Iterator[Finding]:
    """Find sub-goals that do not add up to their goal, over the parts of its period."""
    given: tuple[Goal, ...] = draft.sections.get("goals") or ()
    places = {goal.code: number for number, goal in enumerate(given)}
    by_code = {goal.code: goal for goal in given}
    for number, goal in enumerate(given):
        yield from _loop(goal, number, by_code)
        yield from _shares(goal, number)
        yield from _within_parent(goal, number, by_code)
    for parent in given:
        parts = [goal for goal in given if goal.parent == parent.code and _same(goal, parent)]
        yield from _parts(parent, parts, places)


def _same(goal: Goal, parent: Goal) -> bool:
    is_additive = parent.unit in ADDITIVE_UNITS
    return is_additive and goal.measure == parent.measure and goal.code != parent.code


def _loop(goal: Goal, number: int, by_code: Mapping[str, Goal]) -> Iterator[Finding]:
    seen, above = {goal.code}, goal.parent
    while above is not None and above in by_code:
        if above == goal.code:
            yield Finding("goal_loop", ("goals", number, "parent"), {"given": goal.code})
            return
        if above in seen:
            return
        seen.add(above)
        above = by_code[above].parent


def _shares(goal: Goal, number: int) -> Iterator[Finding]:
    for name, shares in (("expected_origins", goal.expected_origins), ("quarters", goal.quarters)):
        total = sum(shares.model_dump().values()) if shares else 1.0
        if abs(total - 1) > 1e-6:  # noqa: PLR2004 - binary fractions
            facts = {"total": shown(round(total, 6))}
            yield Finding("shares_sum", ("goals", number, name), facts, on_key=True)


def _within_parent(goal: Goal, number: int, by_code: Mapping[str, Goal]) -> Iterator[Finding]:
    parent = by_code.get(goal.parent or "")
    if parent is None or parent is goal or goal.measure != parent.measure:
        return
    period, whole = goal.period, parent.period
    if period.starts_on < whole.starts_on or period.ends_on > whole.ends_on:
        facts = {"start": period.starts_on, "end": period.ends_on, "parent": parent.code}
        facts |= {"first": whole.starts_on, "last": whole.ends_on}
        yield Finding("goal_outside", ("goals", number, "period"), facts, on_key=True)
    share = _quarter_share(goal, parent)
    if share is not None and abs(share * parent.target - goal.target) > _UNIT:
        facts = {"given": shown(goal.target), "wanted": shown(round(share * parent.target, 2))}
        facts |= {"parent": parent.code, "share": share, "target": shown(parent.target)}
        yield Finding("goal_quarter", ("goals", number, "target"), facts)


def _quarter_share(goal: Goal, parent: Goal) -> float | None:
    """Return the share of the parent's year that the goal's quarter has, if it is one."""
    first, last = goal.period.starts_on, goal.period.ends_on
    quarter, is_later = divmod(first.month - 1, _QUARTER_MONTHS)
    after = last + timedelta(days=1) if last < date.max else last
    months = (after.year - first.year) * 12 + after.month - first.month
    is_quarter = not is_later and first.day == after.day == 1 and months == _QUARTER_MONTHS
    if parent.quarters is None or not is_quarter or goal.only != parent.only:
        return None
    return float(getattr(parent.quarters, f"q{quarter + 1}"))


def _parts(parent: Goal, parts: list[Goal], places: Mapping[str, int]) -> Iterator[Finding]:
    """Check the parts in time (about the same people) and the parts of the company apart."""
    in_time = [goal for goal in parts if goal.only == parent.only]
    overlap = _overlap(in_time)
    if overlap is not None:
        earlier, later = overlap
        path = ("goals", places[later.code], "period")
        yield Finding("goal_overlap", path, {"other": earlier.code}, on_key=True)
    else:
        yield from _sum(parent, in_time, places, is_whole=_covers(parent, in_time))
    of_company = [goal for goal in parts if goal.only != parent.only]
    for key in sorted({_split_key(goal) for goal in of_company}):
        group = [goal for goal in of_company if _split_key(goal) == key]
        yield from _sum(parent, group, places, is_whole=False)


def _split_key(goal: Goal) -> tuple[str, ...]:
    return tuple(goal.only.model_dump(exclude_none=True))


def _overlap(goals: list[Goal]) -> tuple[Goal, Goal] | None:
    in_order = sorted(goals, key=lambda goal: goal.period.starts_on)
    for earlier, later in pairwise(in_order):
        if later.period.starts_on <= earlier.period.ends_on:
            return earlier, later
    return None


def _covers(parent: Goal, goals: list[Goal]) -> bool:
    days = sum((goal.period.ends_on - goal.period.starts_on).days + 1 for goal in goals)
    return days == (parent.period.ends_on - parent.period.starts_on).days + 1


def _sum(
    parent: Goal, parts: list[Goal], places: Mapping[str, int], *, is_whole: bool
) -> Iterator[Finding]:
    total = sum(goal.target for goal in parts)
    is_wrong = abs(total - parent.target) > _UNIT if is_whole else total > parent.target + _UNIT
    if not parts or not is_wrong:
        return
    facts = {"parts": ", ".join(goal.code for goal in parts), "total": shown(round(total, 2))}
    facts |= {"parent": parent.code, "target": shown(parent.target)}
    code = "goal_parts" if is_whole else "goal_parts_exceed"
    yield Finding(code, ("goals", places[parent.code], "target"), facts)


def volume(draft: Draft) -> Iterator[Finding]:
    """Find targets that count volume: refused as a headline, warned of elsewhere."""
    rules = draft.sections.get("goal_rules")
    listed = [each.measure for each in rules.vanity_measures] if rules else []
    measures = {*VOLUME_MEASURES, *listed}
    for number, goal in enumerate(draft.sections.get("goals") or ()):
        if goal.measure in measures:
            path = ("goals", number, "measure")
            code = "volume_headline" if goal.is_headline else "volume_target"
            yield Finding(code, path, {"given": goal.measure}, is_warning=not goal.is_headline)
    for number, promise in enumerate(draft.sections.get("marketing_commitments") or ()):
        if promise.measure in measures and promise.goal is not None:
            path = ("marketing_commitments", number, "measure")
            yield Finding("volume_target", path, {"given": promise.measure}, is_warning=True)
