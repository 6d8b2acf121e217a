"""All credit to the touchpoint that made the lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.analytics.attribution.one_model import credit_of_one
from boucle.analytics.attribution.shares import shares

if TYPE_CHECKING:
    import ibis.expr.types as ir


def lead_creation(journeys: ir.Table, *, by: str = "channel") -> ir.Table:
    """Give each win to the touchpoint at or last before the lead was opened.

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
    A case without one gives all to its first touchpoint.
    """
    return credit_of_one(shares(journeys, ["lead_creation"]), by, "lead_creation")
