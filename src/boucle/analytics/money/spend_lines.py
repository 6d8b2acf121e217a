"""Spend lines, each with its channel, its month and its amount in the agreement's currency."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from boucle.analytics.money.convert import convert
from boucle.figures.local_time import month_code
from boucle.tables import table

if TYPE_CHECKING:
    import ibis.expr.types as ir


def spend_lines(
    spend: ir.Table, campaigns: ir.Table, *, currency: str, rates: ir.Table | None = None
) -> ir.Table:
    """Place spend lines: whose they are, when, and what they are worth.

    Parameters
    ----------
    spend, campaigns
        The canonical tables. A line without a channel has that of its campaign.
    currency
        The agreement's currency, as ``CAD``; a line without a currency is in it.
    rates
        The canonical ``exchange_rates``, or ``None`` where there are none.

    Returns
    -------
    ir.Table
        One row per line: ``campaign_id``, ``spent_on``, ``month`` (of that date), ``channel``,
        ``amount``, ``currency`` and ``hours`` as given, and the columns of `convert`:
        ``converted_amount``, ``other_amount``, ``other_currency``.

    Raises
    ------
    MissingColumnsError, WrongColumnTypeError
        If a table lacks a column named above or has it in another type.
    """
    table("spend").check(spend, "channel", "campaign_id", "currency", "hours")
    table("campaigns").check(campaigns, "channel")

    channels = campaigns.select("campaign_id", campaign_channel="channel")
    joined = spend.left_join(channels, "campaign_id")
    placed = joined.select(
        "campaign_id",
        "spent_on",
        "amount",
        "currency",
        "hours",
        channel=ibis.coalesce(joined.channel, joined.campaign_channel),
        month=month_code(joined.spent_on),
    )
    return convert(
        placed, amount="amount", currency="currency", on="spent_on", rates=rates, to=currency
    )
