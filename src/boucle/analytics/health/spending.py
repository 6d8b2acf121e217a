"""What is missing or doubtful of the spend: channels, months, rates, signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import ibis
from ibis import _

from boucle.analytics.health.finding import Finding
from boucle.analytics.health.suspects import MOST_EXAMPLES, Suspect, counted
from boucle.figures.currency import in_currency

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis.expr.types as ir

    from boucle.analytics.health.known import Known

# A channel that brings fewer leads says nothing about a missing bill.
LEAST_LEADS = 20


def spending(known: Known) -> list[Finding]:
    """Find what keeps the spend from being complete, by channel and by month.

    Parameters
    ----------
    known
        The tables, and the cases that the report makes of them. Spend has rows.

    Returns
    -------
    list of Finding
        Lines without a channel, in a currency without a rate, below zero; months that have leads
        and no spend (that of the end of follow-up may not be billed yet); channels of marketing
        that bring 20 leads or more and never cost anything.

    Notes
    -----
    Runs four queries, and one for the examples of each gap found.
    """
    lines = _lines(known)
    placed = counted("completeness", "spend", "spend_id", lines, [
        Suspect("spend_without_channel", "wrong", "channel", _.placed_channel.isnull(), None,
                "spend", _.converted),
    ])  # fmt: skip
    wrong = counted("contradictions", "spend", "spend_id", lines, [
        Suspect("spend_without_rate", "wrong", "currency", _.unconverted.notnull(), None, "spend"),
        Suspect("negative_spend", "wrong", "amount", _.amount < 0, None, "spend",
                -_.converted),
    ])  # fmt: skip
    return [*placed, *wrong, *_months(known, lines), *_channels(known, lines)]


def _lines(known: Known) -> ir.Table:
    tables = known.tables
    campaigns = tables.table("campaigns").select(
        known_id="campaign_id", campaign_channel=_.channel.strip().nullif("")
    )
    lines = in_currency(
        tables.table("spend"), "amount", "currency", "spent_on", tables.table("exchange_rates"),
        to=known.currency,
    )  # fmt: skip
    joined = lines.left_join(campaigns, [("campaign_id", "known_id")])
    channel = ibis.coalesce(joined.channel.strip().nullif(""), joined.campaign_channel)
    return joined.mutate(placed_channel=channel).drop("known_id", "campaign_channel").cache()


def _months(known: Known, lines: ir.Table) -> Iterator[Finding]:
    this_month = f"{known.until.astimezone(ZoneInfo(known.zone)):%Y-%m}"
    paid = {row["month"] for row in _only(lines.select(month=_.spent_on.strftime("%Y-%m")))}
    leads = known.lead_cases.filter(_.month.notnull()).group_by("month").agg(n=_.count())
    counts = {row["month"]: row["n"] for row in _only(leads)}
    gone = sorted(month for month in counts if month not in paid and month < this_month)
    if gone:
        yield Finding(
            "months_without_spend", "completeness", "wrong", "spend", "spent_on",
            n=len(gone), n_of=len(counts), examples=tuple(gone[:MOST_EXAMPLES]),
            figure="cost_per_lead", facts={"leads": sum(counts[month] for month in gone)},
        )  # fmt: skip


def _channels(known: Known, lines: ir.Table) -> Iterator[Finding]:
    paid = {row["placed_channel"] for row in _only(lines.select("placed_channel"))}
    leads = known.lead_cases.filter(_.channel.notnull()).group_by("channel").agg(n=_.count())
    counts = {row["channel"]: row["n"] for row in _only(leads)}
    for channel in known.agreement.channels:
        n = counts.get(channel.code, 0)
        is_bought = channel.is_marketing and not channel.is_direct
        if is_bought and n >= LEAST_LEADS and channel.code not in paid:
            yield Finding(
                "channel_without_spend", "completeness", "remark", "spend", "channel",
                n=n, n_of=sum(counts.values()), figure="cost_per_lead",
                facts={"name": channel.code},
            )  # fmt: skip


def _only(rows: ir.Table) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = rows.distinct().to_pyarrow().to_pylist()
    return found
