"""Credit that halves with age."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.analytics.attribution.one_model import credit_of_one
from boucle.analytics.attribution.shares import HALF_LIFE_DAYS, shares

if TYPE_CHECKING:
    import ibis.expr.types as ir


def time_decay(
    journeys: ir.Table, *, half_life_days: float = HALF_LIFE_DAYS, by: str = "channel"
) -> ir.Table:
    """Share each won amount over earlier touchpoints, recent ones first.

    Parameters
    ----------
    journeys
        From `journeys`.
    half_life_days
        Days after which a touchpoint weighs half. Greater than 0.
    by
        Column to add the credit up by.

    Returns
    -------
    ir.Table
        One row per value of `by`: ``credit_wins`` (wins; sums to the won cases that have a
        touchpoint), ``credit_amount`` (agreement's currency, full precision).

    Raises
    ------
    MissingColumnsError
        If `journeys` lacks a column.
    ParameterError
        If `half_life_days` is not greater than 0.

    Notes
    -----
    The rule is a convention, not an estimate of what a channel caused [1]_. Days are of 86,400
    seconds.

    References
    ----------
    .. [1] Attributing Conversions in a Multichannel Online Marketing Environment.
       Journal of Marketing Research 51(1), 40-56 (2014). doi:10.1509/jmr.13.0050
    """
    shared = shares(journeys, ["time_decay"], half_life_days=half_life_days)
    return credit_of_one(shared, by, "time_decay")
