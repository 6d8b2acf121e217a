"""The shared target and its parts."""

from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from boucle.agreement.schema.types import Code, Day, Section, Share, Words
from boucle.agreement.schema.vocabulary import Team, Unit


class Period(Section):
    """Days from the first to the last, both included."""

    starts_on: Day
    ends_on: Day

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.ends_on < self.starts_on:
            facts = {"at": ("ends_on",), "start": self.starts_on, "given": self.ends_on}
            raise PydanticCustomError("ends_before_start", "ends before its start", facts)
        return self


class Only(Section):
    """The part of the company that a goal is about."""

    territory: Code | None = None
    service: Code | None = None
    persona: Code | None = None
    lead_type: Code | None = None
    team: Team | None = None


class Origins(Section):
    """Which share of the target each origin is expected to bring."""

    marketing: Share
    sales: Share
    referrals_and_partners: Share = 0.0


class Quarters(Section):
    """How the target falls over the quarters of a year."""

    q1: Share
    q2: Share
    q3: Share
    q4: Share


class Realism(Section):
    """The chance of reaching the target, as it was when it was set."""

    probability: Share
    low: float | None = None
    high: float | None = None
    scope: Words | None = None
    computed_on: Day


class Goal(Section):
    """A target: specific, measured, dated, with an owner and its chance of being reached."""

    code: Code
    sentence: Words
    measure: Code
    unit: Unit = "amount"
    target: float
    start: float | None = None
    period: Period
    parent: Code | None = None
    only: Only = Only()
    owners: tuple[Team, ...] = ("marketing", "sales")
    # What the report opens with.
    is_headline: bool = False
    why: Words | None = None
    expected_origins: Origins | None = None
    quarters: Quarters | None = None
    realism: Realism | None = None


class VanityMeasure(Section):
    """A figure shown as context and never set as a target, and why."""

    measure: Code
    label: Words
    why: Words


class RealismBands(Section):
    """How a probability of success is read."""

    too_easy_above: Share = 0.90
    ambitious_from: Share = 0.40
    ambitious_to: Share = 0.75
    review_below: Share = 0.20
    review: Words | None = None


class GoalRules(Section):
    """What every goal must state, how its realism is read, and what is never a goal."""

    smart: tuple[Words, ...] = ()
    realism: RealismBands = RealismBands()
    vanity_measures: tuple[VanityMeasure, ...] = ()
    # What is done when a target is missed.
    if_missed: dict[Team, Words] = Field(default_factory=dict)
