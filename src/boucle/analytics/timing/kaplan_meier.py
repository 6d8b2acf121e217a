"""The Kaplan-Meier curve: which share still waits after so many days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from boucle.analytics.timing.curve import Curve, log_log_interval
from boucle.errors import ParameterError

if TYPE_CHECKING:
    from boucle.analytics.timing.counted_durations import CountedDurations


def kaplan_meier(counted: CountedDurations, *, level: float = 0.95) -> Curve:
    """Estimate the share still waiting over time, an event of any cause ending the wait.

    Parameters
    ----------
    counted
        One group of `collected`.
    level
        Coverage of the pointwise intervals, between 0 and 1.

    Returns
    -------
    Curve
        ``survival`` with Greenwood's variance and intervals on the log(-log) scale.

    Raises
    ------
    ParameterError
        If `level` is not between 0 and 1.

    Notes
    -----
    Cases censored on the day of an event are at risk of it. Right only where what censors says
    nothing of how long the wait would have been: an end such as a loss is a competing cause, for
    `aalen_johansen`, and censoring it here overstates the wins.

    References
    ----------
    .. [1] Kaplan, E. L. and Meier, P. Nonparametric estimation from incomplete observations.
       Journal of the American Statistical Association 53, 457-481 (1958).
    .. [2] Kalbfleisch, J. D. and Prentice, R. L. The Statistical Analysis of Failure Time Data,
       2nd ed., section 1.4 (Wiley, 2002).
    """
    if not 0 < level < 1:
        raise ParameterError("level", level, "0 < level < 1")

    at_risk, ended = counted.at_risk, counted.all_events
    with np.errstate(divide="ignore", invalid="ignore"):
        steps = np.where(at_risk > 0, 1 - ended / at_risk, 1.0)
        hazard_variance = np.where(ended > 0, ended / (at_risk * (at_risk - ended)), 0.0)
        survival = np.cumprod(steps, dtype=np.float64)
        variance = survival**2 * np.cumsum(hazard_variance)
    low, high = log_log_interval(survival, variance, level)
    return Curve(
        n=counted.n_cases,
        time_days=counted.days,
        at_risk=at_risk,
        n_censored=counted.censored,
        n_events=dict(counted.events),
        survival=survival,
        low=low,
        high=high,
    )
