"""A curve over time: who is still waiting and who has ended how, with pointwise intervals."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from boucle.analytics.timing.counted_durations import Numbers

_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """Steps of a curve, one a distinct duration. Shares are 0 to 1; a bound may be NaN.

    Attributes
    ----------
    n
        Cases in the curve.
    time_days, at_risk, n_censored
        Day of the step, cases at risk just before it, cases censored at it.
    n_events
        Events at the step, by cause.
    survival, low, high
        Share still waiting just after the step (Kaplan-Meier) and its 95 % interval.
    incidence, incidence_low, incidence_high
        Share ended by each cause by then (Aalen-Johansen) and its 95 % interval.
    """

    n: int
    time_days: Numbers
    at_risk: Numbers
    n_censored: Numbers
    n_events: Mapping[str, Numbers]
    survival: Numbers
    low: Numbers
    high: Numbers
    incidence: Mapping[str, Numbers] = field(default_factory=dict)
    incidence_low: Mapping[str, Numbers] = field(default_factory=dict)
    incidence_high: Mapping[str, Numbers] = field(default_factory=dict)

    def rows(self) -> list[dict[str, float | None]]:
        """Return the steps as rows: ``time_days, at_risk, n_<cause>, n_censored, survival, …``."""
        columns: dict[str, Numbers] = {"time_days": self.time_days, "at_risk": self.at_risk}
        columns |= {f"n_{cause}": counts for cause, counts in self.n_events.items()}
        columns |= {"n_censored": self.n_censored, "survival": self.survival}
        columns |= {"low": self.low, "high": self.high}
        for cause, share in self.incidence.items():
            columns[f"incidence_{cause}"] = share
            columns[f"low_{cause}"] = self.incidence_low[cause]
            columns[f"high_{cause}"] = self.incidence_high[cause]
        steps = zip(*(column.tolist() for column in columns.values()), strict=True)
        return [
            {
                name: None if np.isnan(value) else value
                for name, value in zip(columns, step, strict=True)
            }
            for step in steps
        ]


def log_log_interval(share: Numbers, variance: Numbers, level: float) -> tuple[Numbers, Numbers]:
    """Return bounds of a share that stay between 0 and 1: symmetric on the log(-log) scale.

    At 0 the lower bound is 0 and at 1 the upper bound is 1; the other bound does not exist there.
    """
    z = NormalDist().inv_cdf((1 + level) / 2)
    # A sum of shares reaches 1 as 0.9999999999999999, where the scale would run off to infinity.
    is_none, is_all = share <= _ROUNDING, share >= 1 - _ROUNDING
    inside = np.where(is_none | is_all, 0.5, share)
    spread = np.exp(-z * np.sqrt(np.maximum(variance, 0)) / (inside * np.log(inside)))
    low = np.where(is_none, 0.0, np.where(is_all, np.nan, inside**spread))
    high = np.where(is_all, 1.0, np.where(is_none, np.nan, inside ** (1 / spread)))
    return low, high
