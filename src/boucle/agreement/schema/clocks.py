"""Clocks, what pauses them, and what happens when they run out."""

from typing import Annotated

from pydantic import Field

from boucle.agreement.schema.commitments import Target
from boucle.agreement.schema.types import Code, Count, DurationText, OneOf, Section, Words
from boucle.agreement.schema.vocabulary import ActivityKind, ClockStart, ClockStop, Team

NOTICE_WAYS = ("email", "chat", "phone", "meeting", "morning_list")


class Clock(Section):
    """From one event to another, in open hours (business) or day and night (civil)."""

    code: Code
    label: Words
    starts: ClockStart
    stops: ClockStop
    time: Annotated[str, OneOf(("business", "civil"))]
    # Who is held to it; none means that it is shown and binds nobody.
    party: Annotated[str, OneOf(("marketing", "sales"))] | None = None
    use: Words | None = None
    target: Target | None = None


class ClockRules(Section):
    """What counts as an attempt, and how odd cases are judged."""

    human_attempts: tuple[ActivityKind, ...] = ("call", "email", "meeting", "message")
    not_attempts: tuple[Words, ...] = ()
    reassignment: Words | None = None
    late_entry: Words | None = None
    late_entry_after: DurationText | None = None
    open_cases: Words | None = None


class Pause(Section):
    """A reason to stop clocks; ``'*'`` stands for every clock."""

    code: Code
    reason: Words
    clocks: tuple[str, ...]
    requires: tuple[Words, ...] = ()
    max: DurationText | None = None
    resumes: Annotated[str, OneOf(("on_date", "on_proof", "when_over"))] = "when_over"
    effect: Words | None = None


class PauseRules(Section):
    """What a pause can never be."""

    is_retroactive: bool = False
    is_shown_in_reports: bool = True
    max_per_lead: Count = 2
    absence: Words | None = None


class EscalationStep(Section):
    """What happens at a part of the deadline (`at`), or when the words of `when` come true."""

    at: Annotated[float, Field(gt=0)] | None = None
    when: Words | None = None
    notify: tuple[Words, ...]
    by: tuple[Annotated[str, OneOf(NOTICE_WAYS)], ...] = ()
    tone: Words | None = None
    action: Words | None = None
    unless: Words | None = None


class Escalation(Section):
    """A case is escalated, never a person."""

    principle: Words | None = None
    sales: tuple[EscalationStep, ...] = ()
    marketing: tuple[EscalationStep, ...] = ()


class DisputeStep(Section):
    """Who settles a disagreement, and by when."""

    who: Words
    within: DurationText | None = None
    decision: Words | None = None


class Disputes(Section):
    """From the two people concerned to the arbiter."""

    steps: tuple[DisputeStep, ...] = ()
    contested_by: Team = "marketing"
    contest_within: DurationText | None = None
    proof: Words | None = None
