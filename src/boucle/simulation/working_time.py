"""Office hours of the simulated company, for many moments at once."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from boucle.simulation.frame import DAY, HOUR, Array

# Monday to Thursday until 17:00, Friday until 16:00, always with the noon break.
_MORNING = (8.5 * HOUR, 12 * HOUR)
_AFTERNOON = (13 * HOUR, 17 * HOUR)
_FRIDAY_AFTERNOON = (13 * HOUR, 16 * HOUR)
_FRIDAY = 4
DAY_SECONDS = 7.5 * HOUR


def seconds_of(day: date) -> float:
    """Return the midnight of `day` in seconds since 1970 on the wall clock."""
    return (day - date(1970, 1, 1)).days * DAY


def is_closed(day: date, holidays: frozenset[date]) -> bool:
    """Tell whether the office stays closed on `day`."""
    is_year_end = (day.month, day.day) >= (12, 24) or (day.month, day.day) <= (1, 3)
    return day.weekday() > _FRIDAY or day in holidays or is_year_end


def holidays_between(first: date, last: date) -> frozenset[date]:
    """Return the public holidays of Québec from `first` to `last`."""
    import holidays  # start-up

    years = range(first.year, last.year + 1)
    return frozenset(holidays.country_holidays("CA", subdiv="QC", years=years))


class WorkingTime:
    """Counts open seconds: how many lie between two moments, and when so many have passed."""

    def __init__(self, first: date, last: date) -> None:
        closed = holidays_between(first, last)
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        spans = [
            (seconds_of(day) + start, seconds_of(day) + end)
            for day in days
            if not is_closed(day, closed)
            for start, end in (
                _MORNING,
                _FRIDAY_AFTERNOON if day.weekday() == _FRIDAY else _AFTERNOON,
            )
        ]
        self._starts, ends = np.array(spans).T
        self._lengths = ends - self._starts
        self._before = np.cumsum(self._lengths) - self._lengths

    def elapsed(self, moments: Array) -> Array:
        """Return the open seconds since the first day."""
        known = np.nan_to_num(moments)
        at = np.clip(np.searchsorted(self._starts, known, side="right") - 1, 0, None)
        inside = np.clip(known - self._starts[at], 0, self._lengths[at])
        return np.where(np.isnan(moments), np.nan, self._before[at] + inside)

    def between(self, starts: Array, ends: Array) -> Array:
        """Return the open seconds from each start to its end."""
        return self.elapsed(ends) - self.elapsed(starts)

    def add(self, moments: Array, seconds: Array) -> Array:
        """Return the moment at which `seconds` open seconds have passed since each of `moments`."""
        target = self.elapsed(moments) + seconds
        known = np.clip(np.nan_to_num(target), 1, self._before[-1])
        at = np.searchsorted(self._before, known, side="left") - 1
        found = self._starts[at] + np.round(known - self._before[at])
        return np.where(np.isnan(target), np.nan, found)
