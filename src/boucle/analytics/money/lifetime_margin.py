"""What a customer brings while they stay, by the survival of contracts."""

from __future__ import annotations

from dataclasses import dataclass
from math import log1p, sqrt
from statistics import NormalDist, fmean, variance
from typing import TYPE_CHECKING

from boucle.errors import ParameterError
from boucle.figures.censored import CountedDuration, restricted_mean, survival
from boucle.figures.share import MASK_UNDER, Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Stay:
    """One customer of `customer_tenures`."""

    tenure_months: float
    has_left: bool
    monthly_margin: float | None


@dataclass(frozen=True, slots=True)
class Lifetime:
    """What customers of a group bring.

    Attributes
    ----------
    value
        Margin of one customer over `horizon_months` (agreement's currency), with its interval.
    monthly_margin
        Mean margin of a month of one customer; null where nobody's is known.
    horizon_months
        How far it counts: as asked, or as far as anybody has been followed.
    kept_share
        Share of customers still there after a year; null where nobody was followed so long.
    steps
        ``(months, share still there)``, where customers left.
    """

    value: Figure
    monthly_margin: float | None
    horizon_months: float
    kept_share: float | None
    steps: tuple[tuple[float, float], ...]


def lifetime_margin(
    stays: Iterable[Stay],
    *,
    horizon_months: float = 60.0,
    yearly_discount_share: float = 0.0,
    level: float = 0.95,
) -> Lifetime:
    """Return monthly margin × months expected: margin of a customer until they leave.

    Parameters
    ----------
    stays
        One a customer: months followed, whether they left then, their margin a month.
    horizon_months
        Months that count at most, greater than 0: nobody has seen further than the data, and a sum
        to infinity is mostly what nobody has seen.
    yearly_discount_share
        By how much a year from now is worth less, 0 or more (0.1: ÷ 1.1 a year).
    level
        Coverage of the interval, between 0 and 1.

    Returns
    -------
    Lifetime
        No value: ``no_contracts``, ``n_under_10``, ``no_margin`` (some customer's is unknown).

    Raises
    ------
    ParameterError
        If a parameter is out of its range.

    Notes
    -----
    The area under the product-limit curve of stays, up to the horizon or the longest stay, times
    the mean margin; its variance adds those of the two by the delta method, as if how long a
    customer stays said nothing of how much they buy.
    """
    _check(horizon_months, yearly_discount_share, level)
    stays = list(stays)
    counts = [CountedDuration(each.tenure_months, each.has_left, not each.has_left)
              for each in stays]  # fmt: skip
    seen = max((each.tenure_months for each in stays), default=0.0)
    horizon = min(horizon_months, seen)
    margins = [each.monthly_margin for each in stays if each.monthly_margin is not None]
    months = restricted_mean(
        counts, horizon, discount_rate=log1p(yearly_discount_share) / MONTHS_A_YEAR
    )
    steps = tuple(survival(counts))
    return Lifetime(
        value=_value(len(stays), margins, months, level),
        monthly_margin=fmean(margins) if margins else None,
        horizon_months=horizon,
        kept_share=_left_at(steps, MONTHS_A_YEAR) if seen >= MONTHS_A_YEAR else None,
        steps=steps,
    )


def _check(horizon_months: float, yearly_discount_share: float, level: float) -> None:
    if not horizon_months > 0:
        raise ParameterError("horizon_months", horizon_months, "greater than 0")
    if not yearly_discount_share >= 0:
        raise ParameterError("yearly_discount_share", yearly_discount_share, "0 or more")
    if not 0 < level < 1:
        raise ParameterError("level", level, "0 < level < 1")


def _value(n: int, margins: Sequence[float], months: tuple[float, float], level: float) -> Figure:
    if n < MASK_UNDER:
        return Figure(None, n, reason="n_under_10" if n else "no_contracts")
    if len(margins) < n:
        return Figure(None, n, reason="no_margin")
    mean, area = fmean(margins), months[0]
    spread = area**2 * variance(margins) / n + mean**2 * months[1]
    half = NormalDist().inv_cdf((1 + level) / 2) * sqrt(spread)
    return Figure(mean * area, n, mean * area - half, mean * area + half)


def _left_at(steps: Sequence[tuple[float, float]], months: float) -> float:
    return next((left for at, left in reversed(steps) if at <= months), 1.0)
