"""When people do things: busy months, working days, hours of the day."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from boucle.simulation import story
from boucle.simulation.frame import DAY, HOUR, Array
from boucle.simulation.working_time import holidays_between, is_closed, seconds_of

if TYPE_CHECKING:
    from boucle.simulation.luck import Luck

_WEEKEND_WEIGHT = 0.18
_SATURDAY = 5
_HOURS = np.arange(6, 23)
_HOUR_WEIGHTS = np.array([1, 3, 8, 11, 12, 11, 7, 9, 11, 11, 9, 6, 3, 3, 3, 2, 1], float)


def busy_moments(luck: Luck, first: date, last: date) -> Array:
    """Draw moments from `first` to `last` as a company's visitors spread over the years."""
    days = luck.place(_day_weights(first, last))
    return seconds_of(first) + days * DAY + time_of_day(luck)


def time_of_day(luck: Luck) -> Array:
    """Draw times of day in seconds, most in office hours, none in the night."""
    hours = _HOURS[luck.place(_HOUR_WEIGHTS)]
    return hours * HOUR + np.floor(luck.random() * HOUR)


def in_daytime(luck: Luck, moments: Array) -> Array:
    """Give each moment a time of day at which people are awake, on the same day."""
    return np.floor(moments / DAY) * DAY + time_of_day(luck)


@lru_cache(maxsize=4)
def _day_weights(first: date, last: date) -> Array:
    closed = holidays_between(first, last)
    n_days = (last - first).days + 1
    return np.array([_weight(first + timedelta(days=n), n, closed) for n in range(n_days)])


def _weight(day: date, n: int, closed: frozenset[date]) -> float:
    growth: float = (1 + story.GROWTH_A_YEAR) ** (n / 365)
    weight = story.MONTH_WEIGHTS[day.month - 1] * growth
    if day.weekday() >= _SATURDAY:
        return weight * _WEEKEND_WEIGHT
    if is_closed(day, closed):
        return weight * story.HOLIDAY_WEIGHT
    return weight * (story.CONSTRUCTION_HOLIDAY_WEIGHT if is_construction_holiday(day) else 1)


def is_construction_holiday(day: date) -> bool:
    """Tell whether `day` is in the two weeks from the second-last Sunday of July.

    >>> is_construction_holiday(date(2026, 7, 19)), is_construction_holiday(date(2026, 8, 2))
    (True, False)
    """
    last_sunday = date(day.year, 7, 31) - timedelta(days=date(day.year, 7, 31).isoweekday() % 7)
    start = last_sunday - timedelta(days=7)
    return start <= day < start + timedelta(days=14)
