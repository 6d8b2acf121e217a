"""40 % to the first touchpoint, 40 % to the last, 20 % between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.analytics.attribution.one_model import credit_of_one
from boucle.analytics.attribution.shares import shares

if TYPE_CHECKING:
    import ibis.expr.types as ir


def position_based(journeys: ir.Table, *, by: str = "channel") -> ir.Table:
    """Share each win 40/20/40 over the first, the middle and the last touchpoints.

    Parameters
    ----------
    journeys
        From `journeys`.
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

    Notes
    -----
    Two touchpoints take half each, a single one takes all. The middle is shared by evidence.
    """
    return credit_of_one(shares(journeys, ["position_based"]), by, "position_based")
