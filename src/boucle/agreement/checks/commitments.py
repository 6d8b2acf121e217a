"""Promises that cannot be measured or kept as written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.agreement.durations import parse_duration
from boucle.agreement.finding import Finding
from boucle.agreement.wording import shown
from boucle.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boucle.agreement.checks.draft import Draft
    from boucle.agreement.finding import Path
    from boucle.agreement.schema.commitments import Commitment, MarketingCommitment, Target

_TIMES = {
    "business": Text(fr="ouvrable", en="business"),
    "civil": Text(fr="civil", en="civil"),
}


def commitments(draft: Draft) -> Iterator[Finding]:
    """Find targets without a clock, in another time than it, or that forget a lead type."""
    for section in ("marketing_commitments", "sales_commitments"):
        for number, promise in enumerate(draft.sections.get(section) or ()):
            yield from _targets(draft, (section, number), promise)
            yield from _coverage(draft, (section, number), promise)
    for number, clock in enumerate(draft.sections.get("clocks") or ()):
        if clock.target is not None:
            yield from _target(draft, ("clocks", number, "target"), clock.target, clock.code)


def _targets(draft: Draft, path: Path, promise: Commitment) -> Iterator[Finding]:
    for lead_type, target in promise.targets.items():
        place = (*path, "targets", lead_type)
        if target.within is not None and promise.clock is None:
            yield Finding("targets_without_clock", (*place, "within"))
        yield from _target(draft, place, target, promise.clock)


def _target(draft: Draft, path: Path, target: Target, clock: str | None) -> Iterator[Finding]:
    if target.within is None and target.share is None and target.attempts is None:
        yield Finding("target_empty", path, on_key=True)
    times = {each.code: each.time for each in draft.sections.get("clocks") or ()}
    wanted = times.get(clock or "")
    if target.within is None or wanted is None:
        return
    said = "business" if parse_duration(target.within).is_business else "civil"
    if said != wanted:
        facts = {"given": target.within, "clock": clock, "said": _TIMES[said]}
        facts["wanted"] = _TIMES[wanted]
        yield Finding("target_time", (*path, "within"), facts)


def _coverage(draft: Draft, path: Path, promise: Commitment) -> Iterator[Finding]:
    if not promise.targets or "*" in promise.targets:
        return
    missing = [code for code in draft.codes("lead_types") if code not in promise.targets]
    if missing:
        facts = {"missing": ", ".join(missing)}
        yield Finding("lead_types_uncovered", (*path, "targets"), facts, on_key=True)


def workload(draft: Draft) -> Iterator[Finding]:
    """Find an effort that does not follow from its own numbers."""
    for number, promise in enumerate(draft.sections.get("sales_commitments") or ()):
        load = promise.workload
        if load is None or not load.minutes_per_attempt:
            continue
        hours = load.n_representatives * load.hours_per_month_each
        product = hours * 60 / load.minutes_per_attempt
        if abs(product - load.possible_attempts_per_month) > 1:
            facts = {"given": load.possible_attempts_per_month, "n": load.n_representatives}
            facts |= {
                "hours": shown(load.hours_per_month_each),
                "product": shown(round(product, 1)),
            }
            facts["minutes"] = shown(load.minutes_per_attempt)
            path = ("sales_commitments", number, "workload", "possible_attempts_per_month")
            yield Finding("workload", path, facts)


def planned_mix(draft: Draft) -> Iterator[Finding]:
    """Warn of a mix of leads that is worth less than what is promised."""
    values = {each.code: each.value for each in draft.sections.get("lead_types") or ()}
    for number, promise in enumerate(draft.sections.get("marketing_commitments") or ()):
        yield from _mix(promise, number, values)


def _mix(promise: MarketingCommitment, number: int, values: dict[str, float]) -> Iterator[Finding]:
    is_amount = promise.unit == "amount" and promise.goal is not None
    if not promise.planned_mix or not is_amount or not set(promise.planned_mix) <= set(values):
        return
    value = sum(n * values[code] for code, n in promise.planned_mix.items())
    if promise.goal is not None and value < promise.goal:
        facts = {"value": shown(value), "goal": shown(promise.goal)}
        path = ("marketing_commitments", number, "planned_mix")
        yield Finding("planned_mix", path, facts, on_key=True, is_warning=True)
