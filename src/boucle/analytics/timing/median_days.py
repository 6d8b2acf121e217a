"""After how many days half of the cases have ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.analytics.timing.quantile_days import quantile_days

if TYPE_CHECKING:
    from boucle.analytics.timing.curve import Curve
    from boucle.figures.share import Figure


def median_days(curve: Curve, *, cause: str | None = None) -> Figure:
    """Return after how many days half of the cases have ended.

    Parameters
    ----------
    curve
        From `kaplan_meier`, or from `aalen_johansen` with a `cause`.
    cause
        The end that counts; without it, any.

    Returns
    -------
    Figure
        `quantile_days` at one half, with the same reasons.
    """
    return quantile_days(curve, 0.5, cause=cause)
