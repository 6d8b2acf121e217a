"""The Aalen-Johansen curves: which share has ended how after so many days."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from boucle.analytics.timing.curve import Curve, log_log_interval
from boucle.analytics.timing.incidence_covariance import incidence_covariance
from boucle.analytics.timing.kaplan_meier import kaplan_meier

if TYPE_CHECKING:
    from boucle.analytics.timing.counted_durations import CountedDurations


def aalen_johansen(counted: CountedDurations, *, level: float = 0.95) -> Curve:
    """Estimate the share ended by each cause over time, the causes competing.

    Parameters
    ----------
    counted
        One group of `collected`.
    level
        Coverage of the pointwise intervals, between 0 and 1.

    Returns
    -------
    Curve
        As `kaplan_meier`, with ``incidence`` by cause: F_k(t) = sum of S(t_i-) d_ki / n_i. On every
        day the incidences and the share still waiting add up to 1. Variance by the delta method,
        intervals on the log(-log) scale.

    Raises
    ------
    ParameterError
        If `level` is not between 0 and 1.

    Notes
    -----
    Exact at ties: causes that strike on the same day share the same cases at risk.

    References
    ----------
    .. [1] Aalen, O. O. and Johansen, S. An empirical transition matrix for non-homogeneous Markov
       chains based on censored observations. Scandinavian Journal of Statistics 5, 141-150 (1978).
    .. [2] Marubini, E. and Valsecchi, M. G. Analysing Survival Data from Clinical Trials and
       Observational Studies, section 10.3 (Wiley, 1995).
    """
    curve = kaplan_meier(counted, level=level)
    before = np.append(1.0, curve.survival[:-1])[: len(curve.survival)]
    safe_risk = np.maximum(curve.at_risk, 1.0)
    incidence, low, high = {}, {}, {}
    for cause, ended in counted.events.items():
        incidence[cause] = np.cumsum(before * ended / safe_risk)
        variance = incidence_covariance(curve, ended, incidence[cause], incidence[cause])
        low[cause], high[cause] = log_log_interval(incidence[cause], variance, level)
    return replace(curve, incidence=incidence, incidence_low=low, incidence_high=high)
