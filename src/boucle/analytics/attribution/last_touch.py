"""All credit to the last touchpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.analytics.attribution.one_model import credit_of_one
from boucle.analytics.attribution.shares import shares

if TYPE_CHECKING:
    import ibis.expr.types as ir


def last_touch(journeys: ir.Table, *, by: str = "channel") -> ir.Table:
    """Give each win to its last touchpoint before the decision.

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
    It favours what stands near the decision, as a proposal or a search for the brand.
    """
    return credit_of_one(shares(journeys, ["last_touch"]), by, "last_touch")
