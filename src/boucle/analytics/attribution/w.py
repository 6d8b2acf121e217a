"""30 % each to the first touch, the lead and the opportunity, 10 % to the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.analytics.attribution.one_model import credit_of_one
from boucle.analytics.attribution.shares import shares

if TYPE_CHECKING:
    import ibis.expr.types as ir


def w(journeys: ir.Table, *, by: str = "channel") -> ir.Table:
    """Share each win over three milestones, 30 % each, and the rest, 10 %.

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
    Milestones on one touchpoint add up; what a case lacks goes to the others in proportion.
    Evidence weighs among the rest only.
    """
    return credit_of_one(shares(journeys, ["w"]), by, "w")
