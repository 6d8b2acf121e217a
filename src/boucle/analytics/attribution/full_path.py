"""22.5 % to each of four milestones, 10 % to the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.analytics.attribution.one_model import credit_of_one
from boucle.analytics.attribution.shares import shares

if TYPE_CHECKING:
    import ibis.expr.types as ir


def full_path(journeys: ir.Table, *, by: str = "channel") -> ir.Table:
    """Share each win over four milestones, 22.5 % each, and the rest, 10 %.

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
    The milestones are the first touch, the lead, the opportunity and the last touch before the
    decision. Those on one touchpoint add up; what a case lacks goes to the others in proportion.
    """
    return credit_of_one(shares(journeys, ["full_path"]), by, "full_path")
