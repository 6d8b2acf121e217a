"""The worked examples of the calendar, run as tests, and its holidays, held against the law's."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from boucle.agreement.durations import parse_duration
from boucle.agreement.finding import Finding
from boucle.agreement.wording import listed
from boucle.errors import BoucleError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boucle.agreement.calendar import BusinessCalendar
    from boucle.agreement.checks.draft import Draft
    from boucle.agreement.schema.calendar import Calendar, Example

_FORMAT = "%Y-%m-%d %H:%M"


class _Dated:
    """As much of an agreement as its calendar needs."""

    def __init__(self, calendar: Calendar, time_zone: str) -> None:
        self.calendar, self.time_zone = calendar, time_zone


def calendar(draft: Draft) -> Iterator[Finding]:
    """Find examples that the calendar does not bear out, and holidays that are none."""
    given, zone = draft.sections.get("calendar"), draft.sections.get("time_zone")
    if given is None or zone is None:
        return
    from boucle.agreement.calendar import BusinessCalendar  # circular: it reads the schema

    try:
        business: BusinessCalendar = BusinessCalendar.of(_as_agreement(given, zone))
        yield from _holidays(given)
        for number, example in enumerate(given.examples):
            yield from _example(business, number, example, zone)
    except BoucleError as error:
        yield Finding("calendar", ("calendar",), {"text": error.text}, on_key=True)


def _as_agreement(given: Calendar, zone: str) -> Any:
    return _Dated(given, zone)


def _example(
    business: BusinessCalendar, number: int, example: Example, zone: str
) -> Iterator[Finding]:
    local = ZoneInfo(zone)
    start = datetime.strptime(example.start, _FORMAT).replace(tzinfo=local)
    due = business.deadline(start.astimezone(UTC), parse_duration(example.duration))
    computed = due.astimezone(local).strftime(_FORMAT)
    if computed != example.deadline:
        facts = {"start": example.start, "duration": example.duration, "computed": computed}
        facts["given"] = example.deadline
        yield Finding("calendar_example", ("calendar", "examples", number, "deadline"), facts)


def _holidays(given: Calendar) -> Iterator[Finding]:
    from boucle.agreement.calendar import public_holidays  # circular: as above

    rules = given.holidays
    by_year = {
        year: public_holidays(rules.region, year, easter=rules.easter)  # type: ignore[arg-type]
        for year in {day.date.year for day in rules.expected}
    }
    for number, day in enumerate(rules.expected):
        year = day.date.year
        known = by_year[year]
        closed = {*known, *(each.date for each in rules.also)}
        if day.date not in closed - {each.date for each in rules.worked}:
            facts = {"given": day.date, "region": rules.region, "year": year}
            facts["allowed"] = listed(each.isoformat() for each in sorted(known))
            yield Finding("holiday_expected", ("calendar", "holidays", "expected", number), facts)
