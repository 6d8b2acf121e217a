"""All credit to the first touchpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.analytics.attribution.one_model import credit_of_one
from boucle.analytics.attribution.shares import shares

if TYPE_CHECKING:
    import ibis.expr.types as ir


def first_touch(journeys: ir.Table, *, by: str = "channel") -> ir.Table:
    """Give each win to its first touchpoint.

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
    It answers who opened the door, and nothing of what came after.
    """
    return credit_of_one(shares(journeys, ["first_touch"]), by, "first_touch")
