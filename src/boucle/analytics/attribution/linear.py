"""The same credit to every touchpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.analytics.attribution.one_model import credit_of_one
from boucle.analytics.attribution.shares import shares

if TYPE_CHECKING:
    import ibis.expr.types as ir


def linear(journeys: ir.Table, *, by: str = "channel") -> ir.Table:
    """Share each win equally over its touchpoints.

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
    Evidence that is capped weighs its cap; shares are then brought back to a sum of 1.
    """
    return credit_of_one(shares(journeys, ["linear"]), by, "linear")
