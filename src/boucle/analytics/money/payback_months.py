"""After how many months a customer has paid back what winning them cost."""

from __future__ import annotations

from boucle.errors import ParameterError


def payback_months(acquisition_cost: float, monthly_amount: float, margin_share: float) -> float:
    """Return acquisition cost ÷ (monthly amount × margin).

    Parameters
    ----------
    acquisition_cost
        From `cac`, 0 or more.
    monthly_amount
        Average revenue of a customer a month, greater than 0.
    margin_share
        Over 0, at most 1.

    Returns
    -------
    float
        Months until a customer's margin has paid their acquisition.

    Raises
    ------
    ParameterError
        If a parameter is out of its range.

    Examples
    --------
    >>> round(payback_months(10_000, 2_500, 0.6), 1)
    6.7
    """
    if not acquisition_cost >= 0:
        raise ParameterError("acquisition_cost", acquisition_cost, "0 or more")
    if not monthly_amount > 0:
        raise ParameterError("monthly_amount", monthly_amount, "greater than 0")
    if not 0 < margin_share <= 1:
        raise ParameterError("margin_share", margin_share, "over 0, at most 1")
    return acquisition_cost / (monthly_amount * margin_share)
