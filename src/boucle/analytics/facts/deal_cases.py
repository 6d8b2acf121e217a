"""The deals that reports count, each with what they are grouped by."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import ibis

from boucle.figures.currency import in_currency
from boucle.figures.local_time import local_moment, month_code
from boucle.figures.moment import engine_moment
from boucle.tables import TABLES

if TYPE_CHECKING:
    from datetime import datetime

    import ibis.expr.types as ir

COLUMNS = (
    "opportunity_id",
    "lead_id",
    "account_id",
    "owner_id",
    "channel",
    "campaign_id",
    "month",
    "month_closed",
    "territory",
    "persona",
    "service",
    "amount",
    "currency",
    "other_amount",
    "started_at",
    "created_at",
    "closed_at",
    "outcome",
)


def deal_cases(
    opportunities: ir.Table,
    lead_cases: ir.Table,
    accounts: ir.Table,
    users: ir.Table,
    exchange_rates: ir.Table,
    *,
    campaigns: ir.Table,
    zone: str,
    until: datetime,
    currency: str,
) -> ir.Table:
    """List the deals created until a moment, with the columns that every report groups by.

    Parameters
    ----------
    opportunities, accounts, users, campaigns, exchange_rates
        Canonical tables.
    lead_cases
        From `lead_cases`.
    zone
        The agreement's time zone, in which months are cut.
    until
        Last moment that counts (aware). Deals without a creation date are kept.
    currency
        The agreement's currency, as ``CAD``.

    Returns
    -------
    ir.Table
        One row per deal. ``outcome`` is as of `until`: a deal closed later is open, with
        ``closed_at`` and ``month_closed`` null. ``started_at`` is when its lead was opened, else
        ``created_at``; ``month`` is the month of ``started_at``. ``channel``, ``campaign_id``
        are its lead's, else its primary campaign's; ``persona`` its lead's; ``territory`` the
        account's, else the lead's, else the owner's; ``service`` the deal's, else its lead's.
        ``amount`` is in `currency` (float64; null where there is none or no rate) and
        ``other_amount`` in the deal's ``currency``, only where a rate is missing.

    Raises
    ------
    MissingColumnsError
        If a table lacks a column that this needs.

    Notes
    -----
    A closed deal is converted at the rate of the day it closed, an open one at that of `until`.
    """
    TABLES["opportunities"].check(
        opportunities, "account_id", "lead_id", "owner_id", "service", "amount", "currency",
        "created_at", "closed_at", "primary_campaign_id",
    )  # fmt: skip
    TABLES["campaigns"].check(campaigns, "channel")
    deals = _as_of(opportunities, until)
    # A step of its own: the wall clock is a long expression, and two columns read it.
    deals = deals.mutate(closed_wall=local_moment(deals.closed_at, zone))
    deals = _in_one_currency(deals, exchange_rates, zone, until, currency)
    deals = _with_lead(deals, lead_cases)
    deals = _with_campaign(deals, campaigns)
    deals = _with_territory(deals, accounts, users)
    deals = deals.mutate(started_wall=local_moment(deals.started_at, zone))
    return deals.mutate(
        month=month_code(deals.started_wall), month_closed=month_code(deals.closed_wall)
    ).select(*COLUMNS)


def _as_of(opportunities: ir.Table, until: datetime) -> ir.Table:
    end = engine_moment(until)
    deals = opportunities.filter(
        opportunities.created_at.isnull() | (opportunities.created_at <= end)
    )
    is_closed = (deals.outcome != "open") & (deals.closed_at.isnull() | (deals.closed_at <= end))
    return deals.select(
        "opportunity_id",
        "lead_id",
        "created_at",
        "primary_campaign_id",
        "amount",
        "currency",
        deal_account_id="account_id",
        deal_owner_id="owner_id",
        deal_service="service",
        outcome=ibis.ifelse(is_closed, deals.outcome, "open"),
        closed_at=ibis.ifelse(is_closed, deals.closed_at, ibis.null("timestamp")),
    )


def _in_one_currency(
    deals: ir.Table, rates: ir.Table, zone: str, until: datetime, currency: str
) -> ir.Table:
    today = until.astimezone(ZoneInfo(zone)).date()
    dated = deals.mutate(rate_day=deals.closed_wall.date().fill_null(ibis.literal(today)))
    found = in_currency(dated, "amount", "currency", "rate_day", rates, to=currency)
    own = found.currency.strip().upper().nullif("").fill_null(currency)
    return found.mutate(amount=found.converted, other_amount=found.unconverted, currency=own).drop(
        "rate_day", "converted", "unconverted"
    )


def _with_lead(deals: ir.Table, lead_cases: ir.Table) -> ir.Table:
    known = lead_cases.select(
        "opened_at",
        "persona",
        of_lead="lead_id",
        lead_account_id="account_id",
        lead_owner_id="owner_id",
        lead_channel="channel",
        lead_campaign_id="campaign_id",
        lead_territory="territory",
        lead_service="service",
    )
    joined = deals.left_join(known, [("lead_id", "of_lead")])
    return joined.mutate(
        account_id=ibis.coalesce(joined.deal_account_id, joined.lead_account_id),
        owner_id=ibis.coalesce(joined.deal_owner_id, joined.lead_owner_id),
        service=ibis.coalesce(joined.deal_service, joined.lead_service),
        started_at=ibis.coalesce(joined.opened_at, joined.created_at),
    )


def _with_campaign(deals: ir.Table, campaigns: ir.Table) -> ir.Table:
    known = campaigns.select(known_id="campaign_id", primary_channel="channel")
    joined = deals.left_join(known, [("primary_campaign_id", "known_id")])
    # The campaign goes with the channel: a lead of organic search keeps no campaign of its deal.
    is_leads = joined.lead_channel.notnull() | joined.lead_campaign_id.notnull()
    return joined.mutate(
        channel=ibis.ifelse(is_leads, joined.lead_channel, joined.primary_channel),
        campaign_id=ibis.ifelse(is_leads, joined.lead_campaign_id, joined.primary_campaign_id),
    )


def _with_territory(deals: ir.Table, accounts: ir.Table, users: ir.Table) -> ir.Table:
    places = accounts.select(place_id="account_id", account_territory="territory")
    owners = users.select(user_id="user_id", owner_territory="territory")
    joined = deals.left_join(places, [("account_id", "place_id")])
    joined = joined.left_join(owners, [("owner_id", "user_id")])
    return joined.mutate(
        territory=ibis.coalesce(
            joined.account_territory, joined.lead_territory, joined.owner_territory
        )
    )
