"""Points: who the person is, what the person does, and what each grade leads to."""

from typing import Annotated

from pydantic import Field

from boucle.agreement.schema.types import (
    Amount,
    Code,
    ConditionText,
    Line,
    OneOf,
    Positive,
    Section,
    Share,
    Words,
)
from boucle.agreement.schema.vocabulary import Every, Team, TouchpointKind

Points = Annotated[float, Field(ge=-1000, le=1000)]
Letter = Annotated[str, OneOf(("A", "B", "C", "D", "E"))]
Digit = Annotated[str, OneOf(("1", "2", "3", "4", "5"))]


class FitRule(Section):
    """Points for who the person is."""

    code: Code
    label: Words
    when: ConditionText
    points: Points


class Fit(Section):
    """Explicit points; they do not fade. `letters` gives the least points of each letter."""

    cap: Amount = 100
    rules: tuple[FitRule, ...]
    letters: dict[Letter, float]


class EngagementRule(Section):
    """Points for one kind of gesture, each time, up to `cap` in all."""

    code: Code
    kind: TouchpointKind
    points: Points
    cap: Amount | None = None
    note: Words | None = None


class Engagement(Section):
    """Implicit points; a gesture counts half after `half_life_days`."""

    cap: Amount = 100
    half_life_days: Annotated[float, Field(gt=0)]
    rules: tuple[EngagementRule, ...]
    digits: dict[Digit, float]


class Grid(Section):
    """What each grade, letter and digit, leads to. Every grade stands in exactly one list."""

    transfer: tuple[str, ...]
    nurture: tuple[str, ...] = ()
    nothing: tuple[str, ...] = ()


class Capacity(Section):
    """How many leads sales can work; the threshold follows it."""

    leads_per_month: Positive
    peak_rule: Words | None = None
    peak_after_business_days: Positive = 2
    peak_grades: tuple[str, ...] = ()
    peak_lead_types: tuple[Code, ...] = ()


class Predictive(Section):
    """The model that orders the queue, and never refuses a person."""

    use: Annotated[str, OneOf(("queue_order_only", "none"))] = "queue_order_only"
    state: Annotated[str, OneOf(("observed", "active", "withdrawn"))] = "observed"
    aim: Code
    forbidden_data: tuple[Words, ...] = ()
    exploration_share: Share = 0.0
    activated_when: tuple[Words, ...] = ()


class Learning(Section):
    """How sales' answers change the points."""

    every: Every = "week"
    least_cases: Positive = 15
    over_days: Positive = 90
    approved_by: tuple[Team, ...] = ("marketing", "sales")
    proof: Words | None = None


class Scoring(Section):
    """The whole of the points."""

    model_version: Line
    golden_rule: Words | None = None
    fit: Fit
    engagement: Engagement
    grid: Grid
    capacity: Capacity | None = None
    predictive: Predictive | None = None
    learning: Learning | None = None
