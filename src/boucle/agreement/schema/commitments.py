"""What each team commits to."""

from typing import Annotated

from pydantic import Field

from boucle.agreement.schema.types import (
    Amount,
    Code,
    Count,
    DurationText,
    OneOf,
    Positive,
    Section,
    Share,
    Words,
)
from boucle.agreement.schema.vocabulary import Unit

GOAL_PERIODS = ("business_day", "week", "month", "quarter", "year")


class Target(Section):
    """A deadline, the share of cases that must meet it, or how much effort is due."""

    within: DurationText | None = None
    share: Share | None = None
    attempts: Positive | None = None
    over_business_days: Positive | None = None
    channels_min: Positive | None = None


class Commitment(Section):
    """A promise with a stable code, a sentence, and how it is measured.

    It is measured by a clock with `targets` by lead type (``'*'`` for all the others), by a
    `measure` with its `goal`, or by both; without either it is kept in sight and not counted.
    """

    code: Code
    title: Words
    sentence: Words
    clock: Code | None = None
    targets: dict[str, Target] = Field(default_factory=dict)
    measure: Code | None = None
    unit: Unit | None = None
    goal: float | None = None
    goal_period: Annotated[str, OneOf(GOAL_PERIODS)] | None = None
    goal_is_per_person: bool = False
    # The goal of the company that this promise feeds.
    serves: Code | None = None
    formula: Words | None = None
    reading: Words | None = None
    notes: tuple[Words, ...] = ()


class SafetyMargin(Section):
    """What the plan alone is worth, and what is held in reserve."""

    finding: Words
    decision: Words


class Pace(Section):
    """When the running total is too low, or too high for sales to follow."""

    curve: Annotated[str, OneOf(("business_days", "calendar_days"))] = "business_days"
    alert_below: Share = 0.90
    alert_above: Annotated[float, Field(ge=1)] = 1.20


class MarketingCommitment(Commitment):
    """A promise of marketing."""

    planned_mix: dict[str, Count] = Field(default_factory=dict)
    safety_margin: SafetyMargin | None = None
    pace: Pace | None = None
    not_counted: tuple[Words, ...] = ()
    required_fields: tuple[Words, ...] = ()
    blocks: Words | None = None
    uses_effect_delays: bool = False


class Workload(Section):
    """Whether the promised effort fits in the hours that sales have."""

    n_representatives: Positive
    hours_per_month_each: Amount
    minutes_per_attempt: Amount
    possible_attempts_per_month: Count
    required_attempts_at_most: Count
    if_exceeded: Words | None = None


class SalesCommitment(Commitment):
    """A promise of sales."""

    on_silence: Annotated[str, OneOf(("counts_as_breach", "not_counted"))] = "counts_as_breach"
    stops_early_on: tuple[Words, ...] = ()
    least_to_record: tuple[Words, ...] = ()
    ways_to_record: tuple[Words, ...] = ()
    while_travelling: Words | None = None
    workload: Workload | None = None


class SharedCommitment(Section):
    """A promise of both teams."""

    code: Code
    sentence: Words
    measure: Code | None = None
    goal: float | None = None
