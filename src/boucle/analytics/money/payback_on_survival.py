"""After how many months customers have paid back what winning them cost, as some leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.errors import ParameterError

if TYPE_CHECKING:
    from boucle.analytics.money.lifetime_margin import Lifetime


def payback_on_survival(acquisition_cost: float, lifetime: Lifetime) -> float | None:
    """Return the months until the margin of those who stay has paid for all that were won.

    Parameters
    ----------
    acquisition_cost
        Cost of winning one customer, from `cac`, 0 or more.
    lifetime
        From `lifetime_margin`; not discounted here.

    Returns
    -------
    float or None
        Months; None where it is not reached within the horizon, or the margin is not known.

    Raises
    ------
    ParameterError
        If the cost is below 0.

    Notes
    -----
    Where nobody leaves it is `payback_months`; otherwise later than that.
    """
    if not acquisition_cost >= 0:
        raise ParameterError("acquisition_cost", acquisition_cost, "0 or more")
    if not lifetime.monthly_margin or lifetime.monthly_margin < 0:
        return None
    missing, at, left = acquisition_cost / lifetime.monthly_margin, 0.0, 1.0
    for step, after in (*lifetime.steps, (lifetime.horizon_months, 0.0)):
        end = min(step, lifetime.horizon_months)
        if missing <= left * (end - at):
            return at + missing / left if left else at
        missing -= left * max(end - at, 0.0)
        at, left = end, after
    return None
