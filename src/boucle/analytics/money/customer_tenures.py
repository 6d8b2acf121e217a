"""How long each customer has stayed, and the margin of a month of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis
from ibis import _

from boucle.analytics.money.contracts import require
from boucle.analytics.money.convert import convert
from boucle.tables import table

if TYPE_CHECKING:
    from datetime import date

    import ibis.expr.types as ir

# Julian year ÷ 12: tenures of years come out as 12, 24, 36 months.
DAYS_A_MONTH = 365.25 / 12
_GROUPS = ("channel", "persona", "service")


def customer_tenures(
    contracts: ir.Table,
    deal_cases: ir.Table,
    *,
    until_on: date,
    currency: str,
    rates: ir.Table | None = None,
) -> ir.Table:
    """Follow each customer over their contracts.

    Parameters
    ----------
    contracts
        The canonical table.
    deal_cases
        One row per deal: ``opportunity_id``, ``margin_share``, ``channel``, ``persona``,
        ``service``.
    until_on
        Last day of follow-up.
    currency
        The agreement's currency, as ``CAD``; a contract without a currency is in it.
    rates
        The canonical ``exchange_rates``, or ``None`` where there are none. A contract is converted
        at the rate of its first day.

    Returns
    -------
    ir.Table
        One row per customer (an account, else a contract): ``customer``, ``tenure_months`` from the
        first contract's start to the last day known of, ``has_left`` (whether that day is the one
        they left on), ``monthly_margin`` (mean over the tenure, agreement's currency; null where an
        amount, a rate or a margin is missing), and ``channel``, ``persona``, ``service`` of the
        first contract's deal.

    Raises
    ------
    MissingColumnsError, WrongColumnTypeError
        If a table lacks a column named above or has it in another type.

    Notes
    -----
    A contract whose term is over, with no later one and no ``churned_on``, says nothing of what
    came next: the customer is left out of sight (censored) on that day, neither gone nor there.
    Contracts that start after `until_on`, or are undated, are not read.
    """
    table("contracts").check(
        contracts, "account_id", "opportunity_id", "starts_on", "ends_on", "monthly_amount",
        "currency", "margin_share", "churned_on",
    )  # fmt: skip
    require(deal_cases, "deal_cases", "opportunity_id", "margin_share", *_GROUPS)

    known = contracts.filter(_.starts_on <= ibis.literal(until_on))
    known = convert(
        known, amount="monthly_amount", currency="currency", on="starts_on", rates=rates,
        to=currency,
    )  # fmt: skip
    return _customers(_stays(_with_deal(known, deal_cases), until_on))


def _with_deal(contracts: ir.Table, deal_cases: ir.Table) -> ir.Table:
    deals = deal_cases.select(*_GROUPS, deal_id="opportunity_id", usual_margin="margin_share")
    joined = contracts.left_join(deals, [("opportunity_id", "deal_id")])
    margin = ibis.coalesce(joined.margin_share, joined.usual_margin)
    return joined.mutate(
        customer=ibis.coalesce(joined.account_id, joined.contract_id),
        margin_a_month=joined.converted_amount * margin,
    )


def _stays(contracts: ir.Table, until_on: date) -> ir.Table:
    end = ibis.literal(until_on)
    # A churn after the term, or after follow-up, did not end what is seen here.
    seen = ibis.least(contracts.ends_on.fill_null(end), end)
    has_left = (contracts.churned_on <= seen).fill_null(False)  # noqa: FBT003
    stops_on = ibis.ifelse(has_left, contracts.churned_on, seen)
    placed = contracts.mutate(
        is_churned=has_left, stops_on=ibis.greatest(stops_on, contracts.starts_on)
    )
    return placed.mutate(
        days=placed.stops_on.delta(placed.starts_on, unit="day"),
        last_stop_on=placed.stops_on.max().over(ibis.window(group_by="customer")),
    )


def _customers(stays: ir.Table) -> ir.Table:
    is_last = _.stops_on == _.last_stop_on
    found = stays.group_by("customer").agg(
        tenure_days=_.last_stop_on.max().delta(_.starts_on.min(), unit="day"),
        # Whoever keeps one contract has not left, whatever became of the others.
        n_kept=_.count(where=is_last & ~_.is_churned),
        margin_days=(_.margin_a_month * _.days).sum(),
        at_once=_.margin_a_month.sum(),
        n_unknown=_.count(where=_.margin_a_month.isnull()),
        **{name: _[name].argmin(_.starts_on) for name in _GROUPS},
    )
    mean = ibis.ifelse(found.tenure_days > 0, found.margin_days / found.tenure_days, found.at_once)
    return found.select(
        "customer",
        *_GROUPS,
        tenure_months=found.tenure_days / DAYS_A_MONTH,
        has_left=found.n_kept == 0,
        monthly_margin=ibis.ifelse(found.n_unknown == 0, mean, ibis.null("float64")),
    )
