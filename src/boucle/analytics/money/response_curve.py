"""How the leads of a channel follow what is spent on it, with how little that is known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from boucle.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Iterable

Numbers = np.ndarray[Any, np.dtype[np.float64]]

# Under a year of months the season is taken for the spend.
LEAST_MONTHS = 12
# Months whose spend is within a tenth of its mean have tried one dose only.
LEAST_VARIATION = 0.10
_STEPS = 200


class SpendMonth(NamedTuple):
    """A month of a channel: what was spent (over 0 counts) and the leads that came of it."""

    spend: float
    n_leads: int


@dataclass(frozen=True, slots=True, eq=False)
class ResponseCurve:
    """``leads(x) = level × (1 - exp(-bend × x ÷ mean_spend))``, over a grid of bends.

    Attributes
    ----------
    n_months, mean_spend, mean_leads
        Months with spend, their mean spend and leads.
    elasticities, weights
        The grid: by how many per cent leads follow a per cent of spend, at the mean spend (0:
        saturated, 1: in step), and how probable each is given the months.
    bends, levels
        The curve of each.
    dispersion
        Variance of the months' leads ÷ what chance alone would give, 1 or more.
    reason
        Why a test is better than this curve (``few_points``, ``flat_spend``), or None.
    """

    n_months: int
    mean_spend: float
    mean_leads: float
    elasticities: Numbers
    weights: Numbers
    bends: Numbers
    levels: Numbers
    dispersion: float
    reason: str | None

    def leads(self, spend: float) -> Numbers:
        """Return the leads of a month at a `spend`, a value a curve of the grid."""
        return self.levels * -np.expm1(-self.bends * spend / self.mean_spend)

    def marginal_leads(self, spend: float) -> Numbers:
        """Return the leads that one more of the currency would bring, a value a curve."""
        rate = self.bends / self.mean_spend
        return self.levels * rate * np.exp(-rate * spend)

    def quantile(self, values: Numbers, share: float) -> float:
        """Return the value that `share` of the curves, by their weights, stay at or under."""
        order = np.argsort(values)
        reached = np.cumsum(self.weights[order])
        return float(values[order][np.searchsorted(reached, share - 1e-12)])


def response_curve(months: Iterable[SpendMonth]) -> ResponseCurve | None:
    """Fit saturating curves to the months of a channel.

    Parameters
    ----------
    months
        Complete months; those without spend are not read.

    Returns
    -------
    ResponseCurve or None
        None where no month had both spend and the channel a lead.

    Raises
    ------
    ParameterError
        If a count of leads is below 0.

    Notes
    -----
    One curve for each of two hundred elasticities between 0 and 1, all of them as probable
    beforehand; the months then weigh each by its likelihood (leads as counts, overdispersed as they
    are). Where the months say nothing, the answer is that: any elasticity. The level of each curve
    is that which gives as many leads as came. Leads are counted, not wins, for a month has too few
    of these. Spend follows the season as demand does, so that a curve is an association; a test is
    not.

    Examples
    --------
    >>> curve = response_curve([SpendMonth(100, 10)] * 24)
    >>> curve.reason, round(curve.quantile(curve.elasticities, 0.5), 1)
    ('flat_spend', 0.5)
    """
    kept = [month for month in months if month.spend > 0]
    if any(month.n_leads < 0 for month in kept):
        raise ParameterError("months", kept, "counts of at least 0")
    if not any(month.n_leads for month in kept):
        return None
    spend = np.array([month.spend for month in kept], dtype=np.float64)
    leads = np.array([month.n_leads for month in kept], dtype=np.float64)
    elasticities, bends = _grid()
    shapes = -np.expm1(-np.outer(bends, spend / spend.mean()))
    levels = leads.sum() / shapes.sum(axis=1)
    expected = levels[:, None] * shapes
    weights, dispersion = _weights(expected, leads)
    return ResponseCurve(
        n_months=len(kept),
        mean_spend=float(spend.mean()),
        mean_leads=float(leads.mean()),
        elasticities=elasticities,
        weights=weights,
        bends=bends,
        levels=levels,
        dispersion=dispersion,
        reason=_reason(spend),
    )


@lru_cache(maxsize=1)
def _grid() -> tuple[Numbers, Numbers]:
    """Return elasticities and the bend u of each, at which ``u ÷ (e^u - 1)`` is that."""
    elasticities = (np.arange(_STEPS) + 0.5) / _STEPS
    low, high = np.zeros(_STEPS), np.full(_STEPS, 700.0)
    for _ in range(80):
        middle = (low + high) / 2
        is_over = middle / np.expm1(middle) > elasticities
        low, high = np.where(is_over, middle, low), np.where(is_over, high, middle)
    return elasticities, (low + high) / 2


def _weights(expected: Numbers, leads: Numbers) -> tuple[Numbers, float]:
    # Every curve expects as many leads as came, so what is left of the likelihood is this sum.
    likelihood = (leads * np.log(expected)).sum(axis=1)
    best = expected[int(np.argmax(likelihood))]
    spare = max(len(leads) - 2, 1)
    dispersion = max(1.0, float((((leads - best) ** 2) / best).sum() / spare))
    weights = np.exp((likelihood - likelihood.max()) / dispersion)
    return weights / weights.sum(), dispersion


def _reason(spend: Numbers) -> str | None:
    if len(spend) < LEAST_MONTHS:
        return "few_points"
    return "flat_spend" if spend.std() < LEAST_VARIATION * spend.mean() else None
