"""The whole agreement."""

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from boucle.agreement.schema.answers import (
    Disposition,
    NurtureRules,
    NurtureTrack,
    Reason,
    ReasonRules,
    Recalls,
)
from boucle.agreement.schema.attribution import Attribution
from boucle.agreement.schema.calendar import Calendar
from boucle.agreement.schema.channels import Channel
from boucle.agreement.schema.clocks import (
    Clock,
    ClockRules,
    Disputes,
    Escalation,
    Pause,
    PauseRules,
)
from boucle.agreement.schema.commitments import (
    MarketingCommitment,
    SalesCommitment,
    SharedCommitment,
)
from boucle.agreement.schema.goals import Goal, GoalRules
from boucle.agreement.schema.market import Persona, Service, Territory
from boucle.agreement.schema.parties import (
    Acknowledgement,
    Changes,
    Disagreement,
    EndOfAgreement,
    Parties,
    Signature,
    Term,
)
from boucle.agreement.schema.privacy import Privacy
from boucle.agreement.schema.reports import Display, Meeting, Report
from boucle.agreement.schema.scoring import Scoring
from boucle.agreement.schema.stages import Exclusion, Funnel, Stage
from boucle.agreement.schema.types import Code, Currency, Day, OneOf, Section, Version, Words, Zone
from boucle.agreement.schema.values import LeadType, LeadValueBasis

if TYPE_CHECKING:
    from boucle.errors.agreement import Fault

FORMAT = "boucle-agreement/1"


class Agreement(Section):
    """One version of the agreement between marketing and sales, read and checked."""

    format: Annotated[str, OneOf((FORMAT,))]
    code: Code
    version: Version
    title: Words
    purpose: Words | None = None
    language: Annotated[str, OneOf(("fr", "en"))] = "fr"
    currency: Currency
    time_zone: Zone
    in_force_on: Day
    ends_on: Day | None = None
    next_review_on: Day | None = None
    changes: Changes | None = None
    parties: Parties
    signatures: tuple[Signature, ...] = ()
    acknowledgement: Acknowledgement | None = None
    calendar: Calendar
    channels: tuple[Channel, ...]
    stages: tuple[Stage, ...]
    funnel: Funnel = Funnel()
    exclusions: tuple[Exclusion, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    personas: tuple[Persona, ...] = ()
    services: tuple[Service, ...] = ()
    territories: tuple[Territory, ...] = ()
    scoring: Scoring
    lead_types: tuple[LeadType, ...]
    lead_value_basis: LeadValueBasis | None = None
    goals: tuple[Goal, ...] = ()
    goal_rules: GoalRules = GoalRules()
    marketing_commitments: tuple[MarketingCommitment, ...] = ()
    sales_commitments: tuple[SalesCommitment, ...] = ()
    shared_commitments: tuple[SharedCommitment, ...] = ()
    clocks: tuple[Clock, ...]
    clock_rules: ClockRules = ClockRules()
    pauses: tuple[Pause, ...] = ()
    pause_rules: PauseRules = PauseRules()
    escalation: Escalation = Escalation()
    disputes: Disputes = Disputes()
    dispositions: tuple[Disposition, ...] = ()
    reasons: tuple[Reason, ...] = ()
    reason_rules: ReasonRules = ReasonRules()
    recalls: Recalls = Recalls()
    nurture_tracks: tuple[NurtureTrack, ...] = ()
    nurture_rules: NurtureRules = NurtureRules()
    attribution: Attribution
    reports: tuple[Report, ...] = ()
    display: Display = Display()
    meetings: tuple[Meeting, ...] = ()
    privacy: Privacy = Privacy()
    lexicon: tuple[Term, ...] = ()
    end_of_agreement: EndOfAgreement | None = None

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.ends_on is not None and self.ends_on < self.in_force_on:
            facts = {"at": ("ends_on",), "start": self.in_force_on, "given": self.ends_on}
            raise PydanticCustomError("ends_before_start", "ends before its start", facts)
        return self

    def canonical_text(self) -> str:
        """Return what is signed: the content without `signatures`, always written the same way."""
        from boucle.agreement.canonical import canonical_text  # circular

        return canonical_text(self)

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the canonical text, in hexadecimal."""
        from boucle.agreement.canonical import sha256  # circular

        return sha256(self)

    @cached_property
    def warnings(self) -> "tuple[Fault, ...]":
        """What is allowed and unwise; without line numbers, which only `check` knows."""
        from boucle.agreement.checks import warnings  # circular

        return warnings(self)
