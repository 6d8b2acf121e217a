"""How much of a cohort's final result is already to be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from boucle.errors import ParameterError

if TYPE_CHECKING:
    from boucle.analytics.timing.curve import Curve

MATURE_FROM = 0.8


def maturity(age_days: float, curve: Curve, *, cause: str = "won") -> float | None:
    """Return F(age) / F(end): the share of the final events that have come at this age.

    Parameters
    ----------
    age_days
        Age of the cohort's youngest case, 0 or more.
    curve
        From `aalen_johansen` over all cohorts.
    cause
        The event that counts.

    Returns
    -------
    float or None
        0 to 1; ``None`` where the curve has no such event.

    Raises
    ------
    ParameterError
        If `age_days` is negative, or the curve knows no such `cause`.

    Notes
    -----
    F(end), at the longest duration seen, stands for the final share. Where history is shorter than
    the longest wins take, maturity is overstated.
    """
    if not age_days >= 0:
        raise ParameterError("age_days", age_days, "0 or more")
    if cause not in curve.incidence:
        raise ParameterError("cause", cause, " | ".join(curve.incidence) or "None")
    incidence = curve.incidence[cause]
    if not len(incidence) or incidence[-1] == 0:
        return None
    step = int(np.searchsorted(curve.time_days, age_days, side="right")) - 1
    return float(incidence[step] / incidence[-1]) if step >= 0 else 0.0


def is_mature(age_days: float, curve: Curve, *, cause: str = "won") -> bool | None:
    """Tell whether a cohort has shown enough of its final result to be compared.

    Parameters
    ----------
    age_days, curve, cause
        As in `maturity`.

    Returns
    -------
    bool or None
        Whether `maturity` is at least 0.8; ``None`` where it can't be known.
    """
    reached = maturity(age_days, curve, cause=cause)
    return None if reached is None else reached >= MATURE_FROM
