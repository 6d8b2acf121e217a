"""Wins that no touchpoint explains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.analytics.attribution.contract import CASES

if TYPE_CHECKING:
    import ibis.expr.types as ir


def unattributed(journeys: ir.Table, outcomes: ir.Table, *, by: str | None = None) -> ir.Table:
    """Count the won cases without a touchpoint, which no model credits.

    Parameters
    ----------
    journeys
        From `journeys` (or `shares`).
    outcomes
        What `journeys` was made from.
    by
        Column of `outcomes` to count by, as ``month``; without it, one row for all.

    Returns
    -------
    ir.Table
        ``n_wins`` and ``amount`` (agreement's currency; null where no such win has one), one row
        or one per value of `by`.

    Raises
    ------
    MissingColumnsError
        If a table lacks a column named above.
    """
    CASES.check(outcomes, *([by] if by else []))

    seen = journeys.select("case_id").distinct()
    lone = outcomes.filter(outcomes.outcome == "won").anti_join(seen, "case_id")
    sums = {"n_wins": lone.count(), "amount": lone.amount.cast("float64").sum()}
    return lone.group_by(by).agg(**sums) if by else lone.agg(**sums)
