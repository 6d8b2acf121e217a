"""Which share has ended in one way after so many days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from boucle.errors import ParameterError
from boucle.figures.share import MASK_UNDER, Figure

if TYPE_CHECKING:
    from boucle.analytics.timing.curve import Curve


def incidence_at(curve: Curve, days: float, *, cause: str = "won") -> Figure:
    """Return the share of cases that `cause` has ended after `days`.

    Parameters
    ----------
    curve
        From `aalen_johansen`.
    days
        0 or more.
    cause
        Which end to count.

    Returns
    -------
    Figure
        Share, 0 to 1; ``n`` is the cases in the curve. No value: ``no_cases``, ``n_under_10``,
        ``not_followed_so_long`` (nobody was watched for so many days and some still wait).

    Raises
    ------
    ParameterError
        If `days` is negative, or the curve knows no such `cause`.
    """
    if not days >= 0:
        raise ParameterError("days", days, "0 or more")
    if cause not in curve.incidence:
        raise ParameterError("cause", cause, " | ".join(curve.incidence) or "None")
    if curve.n < MASK_UNDER:
        return Figure(None, curve.n, reason="no_cases" if curve.n == 0 else "n_under_10")
    if days > curve.time_days[-1] and curve.survival[-1] > 0:
        return Figure(None, curve.n, reason="not_followed_so_long")

    step = int(np.searchsorted(curve.time_days, days, side="right")) - 1
    if step < 0:
        return Figure(0.0, curve.n, 0.0, None)
    low, high = curve.incidence_low[cause][step], curve.incidence_high[cause][step]
    return Figure(float(curve.incidence[cause][step]), curve.n, _bound(low), _bound(high))


def _bound(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
