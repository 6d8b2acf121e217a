"""Open hours, holidays, closures, and the examples that prove them."""

from itertools import pairwise
from typing import Annotated, Self

from pydantic import field_validator, model_validator
from pydantic_core import PydanticCustomError

from boucle.agreement.schema.types import (
    Code,
    Day,
    DurationText,
    Hours,
    LocalMoment,
    OneOf,
    Region,
    Section,
    Words,
)
from boucle.agreement.schema.vocabulary import WEEKDAYS

EASTER = ("good_friday", "easter_monday")


class Week(Section):
    """Open hours of each day of the week, in the agreement's time zone, as "08:30-12:00"."""

    monday: tuple[Hours, ...] = ()
    tuesday: tuple[Hours, ...] = ()
    wednesday: tuple[Hours, ...] = ()
    thursday: tuple[Hours, ...] = ()
    friday: tuple[Hours, ...] = ()
    saturday: tuple[Hours, ...] = ()
    sunday: tuple[Hours, ...] = ()

    @field_validator(*WEEKDAYS)
    @classmethod
    def _in_order(cls, hours: tuple[str, ...]) -> tuple[str, ...]:
        for earlier, later in pairwise(hours):
            if later.split("-")[0] < earlier.split("-")[1]:
                facts = {"given": later, "before": earlier}
                raise PydanticCustomError("hours_overlap", "hours overlap", facts)
        return hours

    @model_validator(mode="after")
    def _opens(self) -> Self:
        if not any(getattr(self, day) for day in WEEKDAYS):
            raise PydanticCustomError("never_open", "no open hours", {})
        return self


class NamedDay(Section):
    """A date with a name."""

    date: Day
    label: Words


class Holidays(Section):
    """The holidays of a province, the employer's choices, and those shown for people to check."""

    # ISO 3166: a country or one of its parts, CA-QC, CA-ON.
    region: Region = "CA-QC"
    # In Québec the employer chooses Good Friday or Easter Monday.
    easter: Annotated[str, OneOf(EASTER)] = "good_friday"
    also: tuple[NamedDay, ...] = ()
    worked: tuple[NamedDay, ...] = ()
    # Held against the holidays computed for their years.
    expected: tuple[NamedDay, ...] = ()


class Stretch(Section):
    """Days in a row, first and last included."""

    starts_on: Day
    ends_on: Day
    label: Words

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.ends_on < self.starts_on:
            facts = {"at": ("ends_on",), "start": self.starts_on, "given": self.ends_on}
            raise PydanticCustomError("ends_before_start", "ends before its start", facts)
        return self


class Closure(Stretch):
    """Days on which nobody works: no clock runs."""


class SpecialPeriod(Stretch):
    """Open days that are read apart in the seasons."""

    effect: Annotated[str, OneOf(("seasonality",))] = "seasonality"
    is_to_confirm: bool = False


class OnCall(Section):
    """What a person gets while the office is closed, and what that does not satisfy."""

    lead_type: Code
    outside_hours: Words
    does_not_satisfy: tuple[Code, ...] = ()


class AbsenceRules(Section):
    """Where absences are kept, and what happens to an absent colleague's leads."""

    source: Words
    rule: Words


class Example(Section):
    """A worked deadline, run as a test each time the file is read."""

    start: LocalMoment
    duration: DurationText
    deadline: LocalMoment
    why: Words | None = None


class Calendar(Section):
    """When the teams work."""

    week: Week
    holidays: Holidays = Holidays()
    closures: tuple[Closure, ...] = ()
    special_periods: tuple[SpecialPeriod, ...] = ()
    on_call: tuple[OnCall, ...] = ()
    absences: AbsenceRules | None = None
    examples: tuple[Example, ...] = ()
