"""Why a lead has its persona, its points, its grade, its type: clause by clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from boucle.agreement import conditions
from boucle.analytics.scoring.engagement import POINT_DIGITS
from boucle.analytics.scoring.grades import mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from boucle.agreement import Agreement
    from boucle.agreement.conditions import Clause
    from boucle.agreement.schema.scoring import EngagementRule
    from boucle.language import Text

    Row = Mapping[str, Any]

Part = Literal["persona", "fit", "engagement", "grade", "lead_type", "stage"]


@dataclass(frozen=True, slots=True)
class GesturePoints:
    """What one gesture gives: its points, halved with every half-life of its `age_days`."""

    touchpoint_id: object
    kind: str
    age_days: float
    decay: float
    points: float


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule and what it says of a lead.

    `value` is the truth of its condition (null: a fact is unknown), `points` what it gives, after
    caps. The reasons of part ``grade`` hold the totals: codes ``fit``, ``engagement``, ``grade``.
    """

    part: Part
    code: str
    label: Text | None = None
    value: bool | None = None
    points: float | None = None
    clauses: tuple[Clause, ...] = ()
    gestures: tuple[GesturePoints, ...] = ()
    result: str | None = None


def explain(case: Row, agreement: Agreement, *, gestures: Sequence[Row] = ()) -> list[Reason]:
    """Explain one lead, rule by rule, in the order in which the rules are applied.

    Parameters
    ----------
    case
        One row of `case_facts`, made with the same agreement.
    agreement
        The agreement whose rules are explained.
    gestures
        The rows of `gestures` of this lead: ``touchpoint_id, kind, age_days``. Without them the
        engagement rules show no points.

    Returns
    -------
    list of Reason
        Personas, fit rules, engagement rules, the grade's two totals and the grade, lead types,
        stages. The totals equal ``fit_points`` and ``engagement_points`` of `case_facts`.
    """
    fits = [
        _condition("fit", rule.code, rule.label, rule.when, case, points=float(rule.points))
        for rule in agreement.scoring.fit.rules
    ]
    engagements = [
        _engagement(rule, agreement, gestures) for rule in agreement.scoring.engagement.rules
    ]
    return [
        *(_condition("persona", p.code, p.label, p.when, case) for p in agreement.personas),
        *fits,
        *engagements,
        *_grade(fits, engagements, agreement),
        *(_condition("lead_type", t.code, t.label, t.when, case) for t in agreement.lead_types),
        *(
            _condition("stage", s.code, s.label, s.when, case)
            for s in agreement.stages
            if s.when is not None
        ),
    ]


def _condition(
    part: Part, code: str, label: Text, when: str, case: Row, *, points: float | None = None
) -> Reason:
    condition = conditions.parse(when)
    value = condition.evaluate(case)
    given = None if points is None else points if value else 0.0
    return Reason(part, code, label, value, given, tuple(condition.explain(case)))


def _engagement(rule: EngagementRule, agreement: Agreement, gestures: Iterable[Row]) -> Reason:
    half_life = float(agreement.scoring.engagement.half_life_days)
    own = tuple(
        _gesture(row, float(rule.points), half_life) for row in gestures if row["kind"] == rule.kind
    )
    total = sum(each.points for each in own)
    if rule.cap is not None:
        total = max(-abs(float(rule.cap)), min(abs(float(rule.cap)), total))
    return Reason("engagement", rule.code, points=total, value=bool(own), gestures=own)


def _gesture(row: Row, points: float, half_life_days: float) -> GesturePoints:
    age = float(row["age_days"])
    decay = 2.0 ** (-age / half_life_days)
    return GesturePoints(row.get("touchpoint_id"), str(row["kind"]), age, decay, points * decay)


def _grade(fits: list[Reason], engagements: list[Reason], agreement: Agreement) -> list[Reason]:
    scoring = agreement.scoring
    fit = _total(fits, float(scoring.fit.cap))
    engagement = round(_total(engagements, float(scoring.engagement.cap)), POINT_DIGITS)
    letter, digit = mark(fit, scoring.fit.letters), mark(engagement, scoring.engagement.digits)
    return [
        Reason("grade", "fit", points=fit, result=letter),
        Reason("grade", "engagement", points=engagement, result=digit),
        Reason("grade", "grade", result=letter + digit),
    ]


def _total(reasons: Iterable[Reason], cap: float) -> float:
    return max(0.0, min(cap, sum(each.points or 0.0 for each in reasons)))
