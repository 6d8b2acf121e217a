"""What it costs to win a customer."""

from __future__ import annotations

from boucle.errors import ParameterError


def cac(sales_cost: float, marketing_cost: float, n_new_customers: int) -> float:
    """Return (sales + marketing cost) ÷ new customers: the customer acquisition cost.

    Parameters
    ----------
    sales_cost, marketing_cost
        Amounts of one period in one currency, 0 or more; salaries belong in them.
    n_new_customers
        Customers won in the same period, 1 or more.

    Returns
    -------
    float
        Cost of winning one customer, in the currency given.

    Raises
    ------
    ParameterError
        If a parameter is out of its range.

    Examples
    --------
    >>> cac(180_000, 120_000, 30)
    10000.0
    """
    if not sales_cost >= 0:
        raise ParameterError("sales_cost", sales_cost, "0 or more")
    if not marketing_cost >= 0:
        raise ParameterError("marketing_cost", marketing_cost, "0 or more")
    if not n_new_customers >= 1:
        raise ParameterError("n_new_customers", n_new_customers, "1 or more")
    return (sales_cost + marketing_cost) / n_new_customers
