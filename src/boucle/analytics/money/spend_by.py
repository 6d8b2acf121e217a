"""What was spent, by channel, campaign or month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, get_args

import ibis
from ibis import _

from boucle.analytics.money.spend_lines import spend_lines
from boucle.errors import ParameterError

if TYPE_CHECKING:
    import ibis.expr.types as ir

SpendBy = Literal["channel", "campaign_id", "month"]


def spend_by(
    spend: ir.Table,
    campaigns: ir.Table,
    *,
    by: SpendBy | None,
    currency: str,
    rates: ir.Table | None = None,
) -> ir.Table:
    """Add up spend lines in the agreement's currency.

    Parameters
    ----------
    spend, campaigns
        The canonical tables. A line without a channel has that of its campaign.
    by
        ``channel``, ``campaign_id``, ``month`` (of ``spent_on``, a date on the wall already), or
        ``None`` for the total.
    currency
        The agreement's currency, as ``CAD``; a line without a currency is in it.
    rates
        The canonical ``exchange_rates``, or ``None`` where there are none.

    Returns
    -------
    ir.Table
        One row per value of `by` (null: spend that belongs to none): ``spend`` (float64; null where
        no line could be converted), ``hours`` (null where none is given), ``other_currencies``
        (list of ``currency`` and ``amount``, by currency: what could not be converted, and is in no
        sum; null where all could), ``n_lines``.

    Raises
    ------
    MissingColumnsError, WrongColumnTypeError
        If a table lacks a column named above or has it in another type.
    ParameterError
        If `by` is none of the three.

    Notes
    -----
    What has no row was not spent on, or nobody recorded it: no row is not 0.
    Lazy: nothing runs until the result is executed.
    """
    if by is not None and by not in get_args(SpendBy):
        raise ParameterError("by", by, " | ".join(get_args(SpendBy)))

    lines = spend_lines(spend, campaigns, currency=currency, rates=rates)
    keys = [by] if by else []
    # First by currency, then the currencies side by side: one pass over the lines, no join.
    parts = lines.group_by([*keys, "other_currency"]).agg(
        spend=_.converted_amount.sum(),
        hours=_.hours.sum(),
        other_amount=_.other_amount.sum(),
        n_lines=_.count(),
    )
    return parts.group_by(keys).agg(**_sums()) if keys else parts.agg(**_sums())


def _sums() -> dict[str, Any]:
    other = ibis.struct({"currency": _.other_currency, "amount": _.other_amount})
    return {
        "spend": _.spend.sum(),
        "hours": _.hours.sum(),
        "other_currencies": other.collect(where=_.other_currency.notnull()).sort(),
        "n_lines": _.n_lines.sum(),
    }
