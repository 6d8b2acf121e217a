"""What sales answer, why, and where the lead goes next."""

from typing import Annotated

from pydantic import Field

from boucle.agreement.schema.types import (
    Code,
    ConditionText,
    Count,
    DurationText,
    OneOf,
    PeriodText,
    Positive,
    Section,
    Share,
    Words,
)
from boucle.agreement.schema.vocabulary import Answer, StageCode

LEARNS = ("fit", "engagement", "data_quality", "matching", "offer", "none")
RECYCLES = (
    "none", "correct_and_return", "merge", "customer_team", "nurture", "find_decision_maker",
    "contract_end", "suppression_list",
)  # fmt: skip
REQUIRED = ("reason", "recall_on", "contract_ends_on", "comment", "next_step_on")
NEXTS = ("sal", "sql", "reason", "nurture", "no_follow_up")
Required = Annotated[str, OneOf(REQUIRED)]


class Disposition(Section):
    """An answer to a hand-over."""

    code: Answer
    label: Words
    next: Annotated[str, OneOf(NEXTS)]
    requires: tuple[Required, ...] = ()
    counts_against: Code | None = None


class Reason(Section):
    """Why a lead was refused, recycled or closed.

    A founded reason counts against quality; `learns` says which part of the points may change.
    """

    code: Code
    label: Words
    disposition: Answer
    is_founded: bool
    learns: Annotated[str, OneOf(LEARNS)] = "none"
    recycle: Annotated[str, OneOf(RECYCLES)] = "none"
    track: Code | None = None
    requires: tuple[Required, ...] = ()
    max: DurationText | None = None
    returns_after: PeriodText | None = None
    # The promise that must have been kept before this reason may be given.
    allowed_if_kept: Code | None = None
    legal_effect: Annotated[str, OneOf(("withdraws_consent",))] | None = None


class ReasonRules(Section):
    """Few reasons, no "other", none that swallows the rest."""

    max_reasons: Positive = 15
    other: Words | None = None
    split_above_share: Share = 0.40
    split: Words | None = None


class Recalls(Section):
    """A promised call-back is kept in Boucle, and goes from there to the calendar."""

    # A shorter recall pauses the lead; a longer one recycles it.
    pause_up_to: DurationText = "P30D"
    rule: Words | None = None
    sent_as: Annotated[str, OneOf(("ics", "none"))] = "ics"
    understood: tuple[Words, ...] = ()
    overdue_after: DurationText = "business:PT8H"


class NurtureTrack(Section):
    """A path back for leads that sales recycled for one of `reasons`."""

    code: Code
    label: Words
    reasons: tuple[Code, ...] = ()
    persona: Code | None = None
    cadence: PeriodText | None = None
    leaves_when: ConditionText | None = None
    wakes: Words | None = None
    wakes_before: PeriodText | None = None


class NurtureRules(Section):
    """When nurturing stays silent, and how often a lead may come back."""

    stops_during: tuple[StageCode, ...] = ()
    max_returns_without_gesture: Count = 2
    silence: Words | None = None
    notes: tuple[Words, ...] = Field(default=())
