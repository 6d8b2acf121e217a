"""Amounts in the agreement's currency, and beside them those that no rate converts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis
from ibis import _

from boucle.analytics.money.contracts import require
from boucle.figures.currency import in_currency
from boucle.tables import table

if TYPE_CHECKING:
    import ibis.expr.types as ir


def convert(
    lines: ir.Table, *, amount: str, currency: str, on: str, rates: ir.Table | None, to: str
) -> ir.Table:
    """Add each amount in one currency, by the last rate on or before its day.

    Parameters
    ----------
    lines
        Any table with the columns named next.
    amount, currency, on
        Columns of the amount (major units), of its currency (empty means `to`) and of the date.
    rates
        The canonical ``exchange_rates`` (`to` for one unit), or ``None`` where there are none.
    to
        The agreement's currency, as ``CAD``.

    Returns
    -------
    ir.Table
        `lines` with ``converted_amount`` (float64, in `to`; null without an amount or a rate),
        ``other_amount`` and ``other_currency`` (only where a rate is missing): never added up with
        the first.

    Raises
    ------
    MissingColumnsError, WrongColumnTypeError
        If a table lacks a column named above or has it in another type.

    Notes
    -----
    A rate holds until the next one; none is carried backwards. Lazy: nothing runs until the result
    is executed.
    """
    require(lines, "lines", amount, currency, on)
    if rates is None:
        rates = table("exchange_rates").empty()
    table("exchange_rates").check(rates)

    done = in_currency(lines, amount, currency, on, rates, to=to)
    code = done[currency].strip().upper()
    return done.select(
        *lines.columns,
        converted_amount=_.converted,
        other_amount=_.unconverted,
        other_currency=ibis.ifelse(_.unconverted.notnull(), code, ibis.null("string")),
    )
