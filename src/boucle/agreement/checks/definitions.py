"""The stages, the grid of grades, and the reasons."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from boucle.agreement.finding import Finding
from boucle.agreement.wording import shown
from boucle.tables.vocabulary import STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boucle.agreement.checks.draft import Draft
    from boucle.agreement.schema.scoring import Grid, Scoring


def stages(draft: Draft) -> Iterator[Finding]:
    """Find stages that are missing or out of order."""
    if "stages" not in draft.data:
        return
    given = list(draft.codes("stages"))
    allowed = ", ".join(STAGES)
    if missing := [stage for stage in STAGES if stage not in given]:
        facts = {"missing": ", ".join(missing), "allowed": allowed}
        yield Finding("stage_missing", ("stages",), facts, on_key=True)
        return
    known = [stage for stage in given if stage in STAGES]
    for wanted, stage in zip(STAGES, known, strict=True):
        if stage != wanted:
            facts = {"given": stage, "allowed": allowed}
            yield Finding("stage_order", draft.codes("stages")[stage], facts)
            return


def grid(draft: Draft) -> Iterator[Finding]:
    """Find bands that do not go down, and grades that are unknown, forgotten or given twice."""
    scoring: Scoring | None = draft.sections.get("scoring")
    if scoring is None:
        return
    yield from _bands(("scoring", "fit", "letters"), scoring.fit.letters)
    yield from _bands(("scoring", "engagement", "digits"), scoring.engagement.digits)
    letters, digits = scoring.fit.letters, scoring.engagement.digits
    grades = [letter + digit for letter in letters for digit in digits]
    yield from _cells(scoring.grid, grades)
    for number, grade in enumerate(scoring.capacity.peak_grades if scoring.capacity else ()):
        if grade not in grades:
            facts = {"given": grade, "allowed": ", ".join(grades)}
            yield Finding("grade_unknown", ("scoring", "capacity", "peak_grades", number), facts)


def _bands(path: tuple[str, ...], bands: dict[str, float]) -> Iterator[Finding]:
    if not bands:
        yield Finding("no_bands", path)
    for (_, before), (band, points) in pairwise(sorted(bands.items())):
        if points >= before:
            facts = {"given": band, "points": shown(points), "before": shown(before)}
            yield Finding("bands", (*path, band), facts)


def _cells(grid: Grid, grades: list[str]) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for part in ("transfer", "nurture", "nothing"):
        for number, grade in enumerate(getattr(grid, part)):
            path = ("scoring", "grid", part, number)
            if grade not in grades:
                yield Finding("grade_unknown", path, {"given": grade, "allowed": ", ".join(grades)})
            elif grade in first:
                yield Finding("grade_twice", path, {"given": grade, "first": first[grade]})
            first.setdefault(grade, part)
    if missing := [grade for grade in grades if grade not in first]:
        facts = {"missing": ", ".join(missing)}
        yield Finding("grade_missing", ("scoring", "grid"), facts, on_key=True)


def reasons(draft: Draft) -> Iterator[Finding]:
    """Find that there are more reasons than the agreement allows itself."""
    given, rules = draft.sections.get("reasons"), draft.sections.get("reason_rules")
    if given and rules and len(given) > rules.max_reasons:
        facts = {"given": len(given), "limit": rules.max_reasons}
        yield Finding("reasons_too_many", ("reasons",), facts, on_key=True)
