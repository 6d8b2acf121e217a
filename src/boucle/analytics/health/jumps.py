"""Weeks, months and days whose counts leave their source's own rhythm."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import NormalDist, median
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from boucle.analytics.health.history import DayCount

Period = Literal["day", "week", "month"]

# Chance that data without any fault raise an alarm at all, over all that is looked at.
_FALSE_ALARMS = 0.01
_LEAST_SCORE = 4.0
# What is not at least so far from its expectation is no matter, however sure.
_HIGH, _LOW = 1.6, 0.4
# Nine in ten distances of a normal spread lie under so many deviations.
_NORMAL_AT_90 = 1.645
# A source that is silent in most weeks has no weekly rhythm; it may have a monthly one.
_LEAST_FILLED = 0.5
_WINDOWS: Mapping[Period, int] = {"week": 8, "month": 4}
# A year later, give or take: what comes back then is a season.
_YEARS: Mapping[Period, tuple[int, ...]] = {"week": (51, 52, 53), "month": (12,)}
_LEAST_BESIDE = 3
# A day like no other: so many usual days in one, and so large a part of everything.
_DAYS_IN_ONE, _PART_OF_ALL, _LEAST_IN_DAY, _LEAST_SPAN_DAYS = 40, 0.08, 30, 60


@dataclass(frozen=True, slots=True)
class Jump:
    """A period that starts on a day: `n` facts where about `expected` were to come."""

    period: Period
    starts_on: date
    n: int
    expected: float


def jumps(days: Sequence[DayCount], until: date, *, n_series: int = 1) -> list[Jump]:
    """Find the days, weeks and months of one source that leave its own rhythm.

    Parameters
    ----------
    days
        The days that have facts, in order; the others had none.
    until
        Day on which follow-up ends: later facts are not judged.
    n_series
        How many sources are judged together, so that all of them raise few false alarms.

    Returns
    -------
    list of Jump
        By day. A month is named only if none of its weeks or days is.

    Notes
    -----
    A week's count is compared with the median of the eight weeks before it and with that of the
    eight after it (four, for months), and judged by the closer one: a step that lasts is no jump.
    The distance is that of the square roots, ``2 (√(n + 3/8) - √(m + 3/8))``, which for Poisson
    counts has a deviation of about 1 whatever their level [1]_; where the source varies more, it
    is divided by its own deviation (that under which nine distances in ten lie, ÷ 1.645). It must
    pass the normal quantile that leaves 1 % over all periods and sources together, at least 4, and
    the count must be at least 1.6 times or at most 0.4 times what was expected. What came back a
    year before or after is a season. Sources silent in over half of the weeks are judged by month.
    A day stands alone that holds over 40 usual days and 8 % of all facts. Weeks at both ends that
    are not whole, and the first three, are not judged.

    References
    ----------
    .. [1] Anscombe, F. J. The transformation of Poisson, binomial and negative-binomial data.
       Biometrika 35, 246-254 (1948). doi:10.1093/biomet/35.3-4.246
    """
    past = [each for each in days if each.day <= until]
    if not past:
        return []
    crowded = _crowded_days(past)
    counts = {each.day: each.n for each in past}
    # A crowded day says all of its week: the rest of the week is judged without it.
    for each in crowded:
        counts[each.starts_on] = round(each.expected)
    weeks = _periods(counts, "week", n_series)
    told = {_month(each.starts_on) for each in (*crowded, *weeks)}
    told |= {_month(each.starts_on + timedelta(days=6)) for each in weeks}
    months = [each for each in _periods(counts, "month", n_series) if each.starts_on not in told]
    return sorted([*crowded, *weeks, *months], key=lambda each: (each.starts_on, each.period))


def _crowded_days(days: Sequence[DayCount]) -> list[Jump]:
    span = (days[-1].day - days[0].day).days
    usual = median(each.n for each in days)
    least = max(_DAYS_IN_ONE * usual, _PART_OF_ALL * sum(each.n for each in days), _LEAST_IN_DAY)
    if span < _LEAST_SPAN_DAYS:
        return []
    return [Jump("day", each.day, each.n, float(usual)) for each in days if each.n >= least]


def _periods(counts: Mapping[date, int], period: Period, n_series: int) -> list[Jump]:
    starts, series = whole_periods(counts, period)
    window = _WINDOWS[period]
    if len(series) <= 2 * window or sum(n > 0 for n in series) < _LEAST_FILLED * len(series):
        return []
    beside = [_beside(series, place, window) for place in range(len(series))]
    spread = _spread(
        [_distance(n, m) for n, m in zip(series, beside, strict=True) if m is not None]
    )
    n_tests = n_series * len(series)
    least = max(_LEAST_SCORE, NormalDist().inv_cdf(1 - _FALSE_ALARMS / (2 * n_tests)))
    return [
        Jump(period, start, n, expected)
        for place, (start, n, expected) in enumerate(zip(starts, series, beside, strict=True))
        if expected is not None
        and abs(_distance(n, expected)) > least * spread
        and not _LOW * expected < n < _HIGH * expected
        and not _is_season(series, beside, place, _YEARS[period])
    ]


def whole_periods(counts: Mapping[date, int], period: Period) -> tuple[list[date], list[int]]:
    """Return the starts and counts of the whole weeks or months from the first to the last day.

    Periods without a fact are there, with 0.
    """
    start_of = _monday if period == "week" else _month
    first, last = min(counts), max(counts)
    sums: Counter[date] = Counter()
    for day, n in counts.items():
        sums[start_of(day)] += n
    start, starts = start_of(first), []
    while start <= last:
        after = start_of(start + timedelta(days=7 if period == "week" else 31))
        if start >= first and after - timedelta(days=1) <= last:
            starts.append(start)
        start = after
    return starts, [sums[each] for each in starts]


def _beside(series: Sequence[int], place: int, window: int) -> float | None:
    """Return what was to come by the weeks before and after, whichever is closer to what came."""
    before, after = series[max(0, place - window) : place], series[place + 1 : place + 1 + window]
    if len(before) < _LEAST_BESIDE:
        return None  # a source that begins grows
    sides = [median(before)]
    if len(after) >= _LEAST_BESIDE:
        sides.append(median(after))
    return float(min(sides, key=lambda side: abs(_distance(series[place], side))))


def _distance(n: float, expected: float) -> float:
    return 2 * (math.sqrt(n + 3 / 8) - math.sqrt(expected + 3 / 8))


def _spread(distances: Sequence[float]) -> float:
    """Return the source's own deviation, 1 at least; one period in ten may be at fault."""
    sizes = sorted(abs(each) for each in distances)
    return max(1.0, sizes[int(0.9 * (len(sizes) - 1))] / _NORMAL_AT_90)


def _is_season(
    series: Sequence[int], beside: Sequence[float | None], place: int, years: Sequence[int]
) -> bool:
    own = _fold(series[place], beside[place])
    others = [place + sign * year for year in years for sign in (-1, 1)]
    folds = [_fold(series[at], beside[at]) for at in others if 0 <= at < len(series)]
    return any(fold * own > 0 and abs(fold) >= abs(own) / 2 for fold in folds)


def _fold(n: int, expected: float | None) -> float:
    return 0.0 if expected is None else math.log((n + 0.5) / (expected + 0.5))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month(day: date) -> date:
    return day.replace(day=1)
