"""Spend with the leads that it brought: by campaign and month, else campaign, else channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis
from ibis import _

from boucle.analytics.money.contracts import require

if TYPE_CHECKING:
    import ibis.expr.types as ir

# Where a line's leads are, the nearest first: what a lead and a line must share.
WAYS: dict[str, tuple[str, ...]] = {
    "campaign_month": ("campaign_id", "month"),
    "campaign": ("campaign_id",),
    "channel_month": ("channel", "month"),
}


def placed_spend(lead_cases: ir.Table, lines: ir.Table) -> ir.Table:
    """Add to the spend of each channel, campaign and month the leads that carry it.

    Returns ``channel, campaign_id, month, amount``, ``way`` (one of `WAYS`; null where no lead
    carries it) and ``n_leads``.
    """
    require(lead_cases, "lead_cases", "lead_id", "channel", "campaign_id", "month")
    require(lines, "spend_lines", "channel", "campaign_id", "month", "converted_amount")
    keys = ["channel", "campaign_id", "month"]
    spent = lines.group_by(keys).agg(amount=_.converted_amount.sum())
    spent = spent.filter(_.amount.notnull())
    for way, columns in WAYS.items():
        counts = lead_cases.group_by(list(columns)).agg(**{f"n_{way}": _.count()})
        counts = counts.rename({f"of_{name}": name for name in columns})
        # A null meets nothing, so a line without a campaign goes on to its channel.
        spent = spent.left_join(counts, [(name, f"of_{name}") for name in columns]).drop(
            *[f"of_{name}" for name in columns]
        )
    return spent.select(
        *keys,
        "amount",
        way=ibis.cases(*[(spent[f"n_{way}"].notnull(), way) for way in WAYS]),
        n_leads=ibis.coalesce(*[spent[f"n_{way}"] for way in WAYS]),
    )
