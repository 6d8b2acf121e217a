"""When a channel that is paid for every month has brought back what it cost."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, NamedTuple

from boucle.errors import ParameterError
from boucle.figures.share import MASK_UNDER

if TYPE_CHECKING:
    from collections.abc import Sequence


class AgeMargin(NamedTuple):
    """One row of `margin_by_age` of one group, in the order of ages from 0."""

    n_at_risk: int
    margin: float
    margin_squares: float
    largest_margin: float = 0.0


@dataclass(frozen=True, slots=True)
class CurveMonth:
    """A month of a programme: what it has cost and brought by its end (agreement's currency).

    `high` is None as long as nothing was won: how large the first win will be is not known.
    """

    month: int
    cost: float
    margin: float
    low: float
    high: float | None


@dataclass(frozen=True, slots=True)
class BreakEven:
    """Months 1, 2, … of a programme, and the month in which margin has paid the cost.

    `month` is None where it is not reached as far as can be seen; `soonest` and `latest` are where
    the upper and the lower bound of the margin reach it.
    """

    curve: tuple[CurveMonth, ...]
    month: int | None
    soonest: int | None
    latest: int | None


def break_even(
    ages: Sequence[AgeMargin],
    *,
    monthly_cost: float,
    monthly_cases: float,
    level: float = 0.95,
) -> BreakEven:
    """Lay what a channel costs, month after month, beside the margin that comes of it.

    Parameters
    ----------
    ages
        Of one channel, ages 0, 1, 2, …
    monthly_cost
        What it costs in a mean month, 0 or more.
    monthly_cases
        Leads that it brings in a mean month, 0 or more.
    level
        Coverage of the pointwise interval, between 0 and 1.

    Returns
    -------
    BreakEven
        As many months as there are ages with at least ten cases followed.

    Raises
    ------
    ParameterError
        If a parameter is out of its range.

    Notes
    -----
    A programme that begins in month 1 has paid ``t × monthly_cost`` by the end of month t, and the
    leads of month s have then had the ages 0 to t - s. So a slow channel first goes down. Its
    margin is a sum over wins, each weighed by how many of the programme's months it has had time
    to repeat in: a weighted sum of rare events, whose interval is that of a gamma variable with the
    same mean and variance, the upper bound with one more win as large as the largest [1]_
    (quantiles after Wilson and Hilferty). Under ten wins it is too narrow. It says how far chance
    would move the same leads; not that the channel might change, nor what would have come without
    it.

    References
    ----------
    .. [1] Fay, M. P., Feuer, E. J. Confidence intervals for directly standardized rates: a method
       based on the gamma distribution. Statistics in Medicine 16, 791-801 (1997).

    Examples
    --------
    >>> even = break_even([AgeMargin(10, 0, 0), AgeMargin(10, 50, 500)], monthly_cost=10,
    ...                   monthly_cases=4)
    >>> [(each.cost, each.margin) for each in even.curve], even.month
    ([(10, 0.0), (20, 20.0)], 2)
    """
    if not monthly_cost >= 0:
        raise ParameterError("monthly_cost", monthly_cost, "0 or more")
    if not monthly_cases >= 0:
        raise ParameterError("monthly_cases", monthly_cases, "0 or more")
    if not 0 < level < 1:
        raise ParameterError("level", level, "0 < level < 1")

    z = NormalDist().inv_cdf((1 + level) / 2)
    seen = _seen(ages)
    curve = tuple(
        _month(month, seen[:month], monthly_cost, monthly_cases, z)
        for month in range(1, len(seen) + 1)
    )
    return BreakEven(
        curve=curve,
        month=_first([each.margin for each in curve], curve),
        soonest=_first([each.high for each in curve], curve),
        latest=_first([each.low for each in curve], curve),
    )


def _seen(ages: Sequence[AgeMargin]) -> Sequence[AgeMargin]:
    """Return the ages up to the first that too few cases were followed to."""
    n = next((place for place, age in enumerate(ages) if age.n_at_risk < MASK_UNDER), len(ages))
    return ages[:n]


def _month(
    month: int, ages: Sequence[AgeMargin], monthly_cost: float, monthly_cases: float, z: float
) -> CurveMonth:
    # What is won at age a has come of the first month - a months of the programme.
    weights = [monthly_cases * (month - age) / ages[age].n_at_risk for age in range(month)]
    margin = sum(weight * age.margin for weight, age in zip(weights, ages, strict=True))
    variance = sum(
        weight**2 * age.margin_squares for weight, age in zip(weights, ages, strict=True)
    )
    largest = max(weight * age.largest_margin for weight, age in zip(weights, ages, strict=True))
    low, high = _interval(margin, variance, largest, z)
    return CurveMonth(month, month * monthly_cost, margin, low, high)


def _interval(
    margin: float, variance: float, largest: float, z: float
) -> tuple[float, float | None]:
    if margin <= 0 or variance <= 0:
        return min(margin, 0.0), None if margin == 0 else margin
    # The largest win, or where nobody says it the mean of wins by their size.
    win = max(largest, variance / margin)
    low = _gamma_quantile(margin, variance, -z)
    return min(low, margin), _gamma_quantile(margin + win, variance + win**2, z)


def _gamma_quantile(mean: float, variance: float, z: float) -> float:
    """Return the quantile of a gamma variable at a normal quantile `z`."""
    ninth = variance / (9 * mean**2)
    return mean * float(max(1 - ninth + z * ninth**0.5, 0.0) ** 3)


def _first(margins: Sequence[float | None], curve: Sequence[CurveMonth]) -> int | None:
    """Return the first month from which the margin stays at or over the cost."""
    found = None
    for each, margin in zip(curve, margins, strict=True):
        if margin is None or margin < each.cost:
            found = None
        elif found is None:
            found = each.month
    return found
