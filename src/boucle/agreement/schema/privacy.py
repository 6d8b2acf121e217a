"""What the teams owe the people in their files (Québec's Law 25, Canada's anti-spam law)."""

from typing import Annotated

from pydantic import Field

from boucle.agreement.schema.parties import PartyCode
from boucle.agreement.schema.types import Count, Day, OneOf, PeriodText, Section, Words
from boucle.agreement.schema.vocabulary import ConsentKind, Every

AUTOMATED = ("none", "with_human_review")
AFTERWARDS = ("anonymise", "destroy", "anonymise_or_destroy")
RETAINED = ("inactive_lead", "customer", "access_log", "consent_proof")
CHECKED_FOR_FAIRNESS = ("territory", "company_size", "language", "industry")


class Profiling(Section):
    """How scoring is told to people and switched on."""

    notice_at_collection: bool = True
    off_by_default: bool = True
    switched_on_by: Words | None = None


class Rights(Section):
    """How long an answer may take."""

    access: PeriodText = "P30D"
    correction: PeriodText = "P30D"
    de_indexing: PeriodText = "P30D"
    portability: Words | None = None
    withdrawal: Words | None = None


class Retention(Section):
    """How long things are kept, and what happens then."""

    periods: dict[Annotated[str, OneOf(RETAINED)], PeriodText] = Field(default_factory=dict)
    afterwards: Annotated[str, OneOf(AFTERWARDS)] = "anonymise_or_destroy"


class ImpactAssessment(Section):
    """The privacy impact assessment."""

    is_required: bool = True
    last_on: Day | None = None


class CommercialMessages(Section):
    """Consent to commercial electronic messages, and how it ends."""

    # Without a period a consent lasts as long as its ground does.
    implied: dict[ConsentKind, PeriodText] = Field(default_factory=dict)
    published: Words | None = None
    unsubscribe_within_business_days: Count = 10
    unsubscribe_aim: Words | None = None
    proof: tuple[Words, ...] = ()
    expiry: Words | None = None


class Access(Section):
    """Who sees and takes out what."""

    is_by_role: bool = True
    log: Words | None = None
    exports: PartyCode | None = None


class Fairness(Section):
    """Whether the points treat groups alike."""

    checked_by: tuple[Annotated[str, OneOf(CHECKED_FOR_FAIRNESS)], ...] = ()
    every: Every = "quarter"


class Privacy(Section):
    """Purposes, rights, retention, consent, access, and the people who are measured."""

    purposes: tuple[Words, ...] = ()
    profiling: Profiling = Profiling()
    automated_decisions: Annotated[str, OneOf(AUTOMATED)] = "none"
    rights: Rights = Rights()
    retention: Retention = Retention()
    incident_register: bool = True
    impact_assessment: ImpactAssessment | None = None
    messages: CommercialMessages = CommercialMessages()
    access: Access = Access()
    fairness: Fairness = Fairness()
    measured_people: Words | None = None
