"""What a customer brings over the time they stay."""

from __future__ import annotations

from boucle.errors import ParameterError


def lifetime_value(monthly_amount: float, margin_share: float, monthly_churn_share: float) -> float:
    """Return monthly amount × margin ÷ churn: the margin of a customer until they leave.

    Parameters
    ----------
    monthly_amount
        Average revenue of a customer a month, 0 or more.
    margin_share
        Between 0 and 1.
    monthly_churn_share
        Share of customers that leave in a month, over 0 and at most 1.

    Returns
    -------
    float
        Margin of a customer until they leave, in the currency given.

    Raises
    ------
    ParameterError
        If a parameter is out of its range.

    Notes
    -----
    Holds for a constant churn and without discounting: it overstates where early churn is high.

    Examples
    --------
    >>> lifetime_value(2_500, 0.6, 0.02)
    75000.0
    """
    if not monthly_amount >= 0:
        raise ParameterError("monthly_amount", monthly_amount, "0 or more")
    if not 0 <= margin_share <= 1:
        raise ParameterError("margin_share", margin_share, "between 0 and 1")
    if not 0 < monthly_churn_share <= 1:
        raise ParameterError("monthly_churn_share", monthly_churn_share, "over 0, at most 1")
    return monthly_amount * margin_share / monthly_churn_share
