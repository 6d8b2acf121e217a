"""What is reported to whom, how it is written, and where it is talked over."""

from typing import Annotated

from pydantic import Field

from boucle.agreement.schema.types import (
    Code,
    DurationText,
    OneOf,
    Positive,
    Section,
    TimeOfDay,
    Words,
)
from boucle.agreement.schema.vocabulary import Every, Weekday


class Schedule(Section):
    """How often, and when."""

    every: Every
    weekday: Weekday | None = None
    # Which one in the month or quarter: the third business day, the first Thursday.
    nth: Annotated[int, Field(ge=1, le=66)] | None = None
    at: TimeOfDay | None = None


class Report(Section):
    """One report: who gets it, when, and what is in it."""

    code: Code
    title: Words
    schedule: Schedule
    audience: tuple[Words, ...]
    sent_by: Annotated[str, OneOf(("email", "web", "chat"))] = "web"
    contents: tuple[Words, ...] = ()
    when_empty: Annotated[str, OneOf(("send", "skip"))] = "send"
    anonymises: tuple[Annotated[str, OneOf(("people", "prospects", "amounts"))], ...] = ()


class Display(Section):
    """How figures are shown, so that nobody reads more into them than they hold."""

    interval_under_n: Positive = 100
    mask_under_n: Positive = 10
    rank_from_n: Positive = 20
    immature_cohorts: Words | None = None
    colours: Words | None = None
    notes: tuple[Words, ...] = ()


class AgendaItem(Section):
    """A subject and its minutes."""

    minutes: Positive | None = None
    topic: Words


class Meeting(Section):
    """A meeting of the two teams, and what must come out of it."""

    code: Code
    title: Words
    schedule: Schedule
    duration: DurationText
    participants: tuple[Words, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    outputs: tuple[Words, ...] = ()
    rule: Words | None = None
