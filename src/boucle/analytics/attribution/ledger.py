"""The journey of one case, with its gaps and what each model credits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from boucle.analytics.attribution.contract import JOURNEYS
from boucle.figures.local_time import days_between

if TYPE_CHECKING:
    import ibis.expr.types as ir


def ledger(shares: ir.Table, case_id: str, *, zone: str = "Etc/UTC") -> ir.Table:
    """List the touchpoints of one case in order.

    Parameters
    ----------
    shares
        From `shares` (or `journeys`).
    case_id
        The case.
    zone
        The agreement's time zone, on whose wall clock days are counted.

    Returns
    -------
    ir.Table
        The rows of the case by ``position``, with all their columns and ``gap_days`` (days since
        the touchpoint before, null for the first). No row where the case has no touchpoint.

    Raises
    ------
    MissingColumnsError
        If the table lacks a column of `journeys`.
    """
    JOURNEYS.check(shares)

    rows = shares.filter(shares.case_id == case_id)
    previous = rows.occurred_at.lag().over(ibis.window(order_by="position"))
    timed = rows.mutate(previous_at=previous)
    gap_days = days_between(timed.previous_at, timed.occurred_at, zone)
    return timed.mutate(gap_days=gap_days).drop("previous_at").order_by("position")
