"""The business calendar that an agreement describes."""

from __future__ import annotations

from datetime import date, time
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from boucle.agreement.calendar.business_calendar import BusinessCalendar
from boucle.agreement.calendar.public_holidays import EasterChoice, public_holidays

if TYPE_CHECKING:
    from collections.abc import Callable

    from boucle.agreement.schema import Calendar, Holidays

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


# A calendar keeps what it has worked out for each year: equal ones share it.
@lru_cache(maxsize=16)
def calendar_of(time_zone: str, calendar: Calendar) -> BusinessCalendar:
    """Return the business calendar of an agreement's `calendar` section."""
    week = {
        number: [_block(hours) for hours in getattr(calendar.week, name)]
        for number, name in enumerate(_WEEKDAYS)
    }
    is_holiday = _holiday_test(calendar.holidays)
    closures = [(each.starts_on, each.ends_on) for each in calendar.closures]

    def is_closed(day: date) -> bool:
        return is_holiday(day) or any(first <= day <= last for first, last in closures)

    return BusinessCalendar(time_zone, week, is_closed)


def _holiday_test(holidays: Holidays) -> Callable[[date], bool]:
    region = holidays.region
    easter = cast("EasterChoice", holidays.easter)
    also = {each.date for each in holidays.also}
    worked = {each.date for each in holidays.worked}
    years: dict[int, frozenset[date]] = {}

    def is_holiday(day: date) -> bool:
        if day.year not in years:
            years[day.year] = frozenset(public_holidays(region, day.year, easter=easter))
        return day in also or (day in years[day.year] and day not in worked)

    return is_holiday


def _block(hours: str) -> tuple[time, time]:
    opens, closes = hours.split("-")
    # The end of the day is written 24:00 in the agreement and is midnight here.
    return time.fromisoformat(opens), time.fromisoformat(closes if closes != "24:00" else "00:00")
