"""After how many days a share of the cases has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from boucle.analytics.timing.share_of_ends import share_of_ends
from boucle.errors import ParameterError
from boucle.figures.share import MASK_UNDER, Figure

if TYPE_CHECKING:
    from boucle.analytics.timing.counted_durations import Numbers
    from boucle.analytics.timing.curve import Curve

# Sums of shares reach one half as 0.4999999999999999; that is one half.
_ROUNDING = 1e-12


def quantile_days(curve: Curve, share: float, *, cause: str | None = None) -> Figure:
    """Return the smallest number of days by which `share` of the cases has ended.

    Parameters
    ----------
    curve
        From `kaplan_meier`, or from `aalen_johansen` with a `cause`.
    share
        Between 0 and 1: 0.5 for the median.
    cause
        Count only the cases that end so: smallest t with F(t) >= `share` times F(end), where F(end)
        is the incidence at the last day seen. Without it: smallest t with S(t) <= 1 - `share`.

    Returns
    -------
    Figure
        Days; ``n`` is the number of cases in the curve, open ones included. The interval inverts
        the pointwise interval (with a `cause`, that of F(t) / F(end)); a bound that the curve does
        not reach is null. No value: ``no_cases``, ``n_under_10``, ``no_events`` (none of `cause`),
        ``not_reached`` (more than half still wait at the end of follow-up).

    Raises
    ------
    ParameterError
        If `share` is not between 0 and 1, or the curve knows no such `cause`.

    References
    ----------
    .. [1] Brookmeyer, R. and Crowley, J. A confidence interval for the median survival time.
       Biometrics 38, 29-41 (1982).
    """
    if not 0 < share < 1:
        raise ParameterError("share", share, "0 < share < 1")
    if cause is not None and cause not in curve.incidence:
        raise ParameterError("cause", cause, " | ".join(curve.incidence) or "None")
    if curve.n < MASK_UNDER:
        return Figure(None, curve.n, reason="no_cases" if curve.n == 0 else "n_under_10")

    if cause is None:
        ended, most, least = 1 - curve.survival, 1 - curve.low, 1 - curve.high
    elif curve.incidence[cause][-1] == 0:
        return Figure(None, curve.n, reason="no_events")
    else:
        ended, least, most = share_of_ends(curve, cause)
    value = _first_day(curve, ended, share)
    if value is None:
        return Figure(None, curve.n, reason="not_reached")
    return Figure(value, curve.n, _first_day(curve, most, share), _first_day(curve, least, share))


def _first_day(curve: Curve, ended: Numbers, level: float) -> float | None:
    reached = np.flatnonzero(ended >= level - _ROUNDING)  # NaN is not reached
    return float(curve.time_days[reached[0]]) if len(reached) else None
