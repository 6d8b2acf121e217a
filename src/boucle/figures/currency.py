"""Amounts in one currency, by dated rates, inside the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis.expr.types as ir


def in_currency(
    table: ir.Table, amount: str, currency: str, day: str, rates: ir.Table, *, to: str
) -> ir.Table:
    """Add each amount in one currency, by the last rate on or before its day.

    Parameters
    ----------
    table
        Any table with the three columns named next.
    amount, currency, day
        Names of the columns of the amount (major units), of its currency (empty: already in `to`)
        and of the date whose rate holds.
    rates
        ``rate_on`` (date), ``currency``, ``rate`` (`to` for one unit), one row a day and currency.
    to
        Currency of the result, as ``CAD``.

    Returns
    -------
    ir.Table
        `table` with ``converted`` (float64, in `to`; null without an amount or without a rate) and
        ``unconverted`` (float64, in its own currency; only where a rate is missing).

    Notes
    -----
    A rate holds from its day to the day before the next one. Days before the first rate have none:
    a later rate is never carried backwards.
    """
    import ibis  # start-up

    given = _code(table[currency]).nullif("").fill_null(to.upper())
    asked = table.mutate(asked_currency=given, asked_amount=table[amount].cast("float64"))
    found = _rates_of_days(asked.select(currency="asked_currency", day=day).distinct(), rates)
    # By name: a column of a table and one derived from it are the same to Ibis in a predicate.
    joined = asked.left_join(found, [("asked_currency", "rate_currency"), (day, "rate_day")])
    is_home = joined.asked_currency == to.upper()
    rate = ibis.ifelse(is_home, ibis.literal(1.0), joined.rate_found)
    return joined.select(
        *table.columns,
        converted=joined.asked_amount * rate,
        unconverted=ibis.ifelse(rate.isnull(), joined.asked_amount, ibis.null("float64")),
    )


def _rates_of_days(days: ir.Table, rates: ir.Table) -> ir.Table:
    # Joined on the few distinct days, not on the rows: the join by range stays small.
    import ibis  # start-up

    each = rates.select(
        rate_currency=_code(rates.currency),
        starts_on=rates.rate_on,
        ends_on=rates.rate_on.lead().over(
            ibis.window(group_by=_code(rates.currency), order_by="rate_on")
        ),
        rate_found=rates.rate.cast("float64"),
    )
    held = days.inner_join(
        each,
        [
            days.currency == each.rate_currency,
            days.day >= each.starts_on,
            each.ends_on.isnull() | (days.day < each.ends_on),
        ],
    )
    return held.select("rate_currency", "rate_found", rate_day="day")


def _code(column: ir.StringValue) -> ir.StringValue:
    return column.strip().upper()
