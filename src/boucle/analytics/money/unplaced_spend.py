"""Spend that no lead carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibis import _

from boucle.analytics.money.placing import placed_spend

if TYPE_CHECKING:
    import ibis.expr.types as ir


def unplaced_spend(lead_cases: ir.Table, lines: ir.Table) -> ir.Table:
    """List what was spent where no lead came.

    Parameters
    ----------
    lead_cases
        One row per lead: ``lead_id``, ``channel``, ``campaign_id``, ``month`` of opening.
    lines
        From `spend_lines`: ``channel``, ``campaign_id``, ``month``, ``converted_amount``.

    Returns
    -------
    ir.Table
        ``channel``, ``campaign_id``, ``month``, ``amount`` (agreement's currency): one row for each
        of them whose spend `lead_costs` gives to nobody.

    Raises
    ------
    MissingColumnsError
        If a table lacks a column named above.
    """
    placed = placed_spend(lead_cases, lines)
    return placed.filter(_.way.isnull()).select("channel", "campaign_id", "month", "amount")
