"""Who agrees, who signed, what changed, and how it ends."""

from typing import Annotated

from boucle.agreement.schema.types import (
    Code,
    Count,
    Day,
    EMail,
    Line,
    OneOf,
    Section,
    Sha256,
    Version,
    Words,
)
from boucle.agreement.schema.vocabulary import Team

PARTY_CODES = ("marketing", "sales", "arbiter", "data_steward", "privacy_officer")
SIGNING_METHODS = ("electronic", "paper")
PartyCode = Annotated[str, OneOf(PARTY_CODES)]


class Party(Section):
    """Who answers for one side of the agreement."""

    name: Line
    role: Words
    email: EMail | None = None


class Parties(Section):
    """The two teams, who settles between them, who keeps the data, who protects the people."""

    marketing: Party
    sales: Party
    arbiter: Party
    data_steward: Party | None = None
    privacy_officer: Party | None = None


class Signature(Section):
    """One signature under the canonical text, whose SHA-256 it states."""

    party: PartyCode
    name: Line
    signed_on: Day
    method: Annotated[str, OneOf(SIGNING_METHODS)] = "electronic"
    text_sha256: Sha256


class ChangeReason(Section):
    """What the data showed and where it was decided to change it."""

    finding: Words
    decision: Line


class Changes(Section):
    """What this version changes from the one before."""

    replaces: Version | None = None
    summary: Words
    reasons: tuple[ChangeReason, ...] = ()
    transition: Words | None = None


class Acknowledgement(Section):
    """Who reads and confirms the agreement, and by when."""

    teams: tuple[Team, ...]
    within_business_days: Count
    has_quiz: bool = False
    quiz: Words | None = None


class EndOfAgreement(Section):
    """How a side gives notice, and what stays."""

    notice: Words
    notice_days: Count = 30
    notice_to: PartyCode = "arbiter"
    afterwards: Words
    renewal: Words | None = None


class Disagreement(Section):
    """A word the two teams used differently, both meanings kept in sight."""

    term: Words
    marketing_said: Words
    sales_said: Words
    agreed: Words
    checked_on: Words | None = None


class Term(Section):
    """One entry of the lexicon: the words here, in France, and in English."""

    code: Code
    fr_ca: Line
    fr: Line | None = None
    en: Line
    abbreviation: Line | None = None
    definition: Words | None = None
    avoid: tuple[Words, ...] = ()
    note: Words | None = None
