"""Credit by milestones, with weights of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.analytics.attribution.contract import JOURNEYS
from boucle.analytics.attribution.one_model import credit_of_one
from boucle.analytics.attribution.share_forms import milestone_share, with_counts
from boucle.analytics.attribution.weights import check_weights

if TYPE_CHECKING:
    from collections.abc import Mapping

    import ibis.expr.types as ir


def milestone(journeys: ir.Table, weights: Mapping[str, float], *, by: str = "channel") -> ir.Table:
    """Share each win over the milestones of its journey.

    Parameters
    ----------
    journeys
        From `journeys`.
    weights
        What ``first``, ``lead``, ``opportunity``, ``last`` (touchpoint) and ``middle`` (all
        others together) are worth; at least 0, brought to a sum of 1.
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
        If a weight is unknown or negative, or all are 0.

    Notes
    -----
    Weights on one touchpoint add up. What a case lacks (a milestone, a middle) goes to what it has,
    in proportion; a case with nothing that is weighted gives all to its first touchpoint.
    Evidence weighs among the touchpoints of the middle only.
    """
    JOURNEYS.check(journeys)
    check_weights(weights)

    counted = with_counts(journeys)
    shared = counted.mutate(share_milestone=milestone_share(counted, weights))
    return credit_of_one(shared, by, "milestone")
