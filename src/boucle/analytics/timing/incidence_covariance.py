"""How far incidences of a curve vary together: what intervals of shares and medians rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from boucle.analytics.timing.counted_durations import Numbers
    from boucle.analytics.timing.curve import Curve


def incidence_covariance(
    curve: Curve, ended: Numbers, incidence: Numbers, later: Numbers | float
) -> Numbers:
    """Return the covariance of F(t) with F at a later day, for every step t of `curve`.

    Parameters
    ----------
    curve
        From `kaplan_meier`: steps, cases at risk, all events, share still waiting.
    ended
        Events of the cause at each step.
    incidence
        F(t) of the cause (0 to 1).
    later
        F at the later day: one number, or `incidence` itself for the variance of F(t).

    Notes
    -----
    The delta method's sum over t_i <= t of (F(t) - F(t_i)) (F(u) - F(t_i)) a_i + b_i
    - (F(t) + F(u) - 2 F(t_i)) c_i, multiplied out.

    References
    ----------
    .. [1] Marubini, E. and Valsecchi, M. G. Analysing Survival Data from Clinical Trials and
       Observational Studies, section 10.3 (Wiley, 1995).
    """
    at_risk = np.maximum(curve.at_risk, 1.0)
    all_ended = np.sum(list(curve.n_events.values()), axis=0)
    before = np.append(1.0, curve.survival[:-1])[: len(curve.survival)]
    left = at_risk - all_ended
    # Where all at risk end at once nobody is left to add to F, so the term's factor is 0.
    a = np.where(left > 0, all_ended / (at_risk * np.maximum(left, 1.0)), 0.0)
    b = before**2 * ended * (at_risk - ended) / at_risk**3
    c = before * ended / at_risk**2
    both = incidence + later
    squares = (
        incidence * later * np.cumsum(a)
        - both * np.cumsum(a * incidence)
        + np.cumsum(a * incidence**2)
    )
    crossed = both * np.cumsum(c) - 2 * np.cumsum(c * incidence)
    found: Numbers = squares + np.cumsum(b) - crossed
    return found
