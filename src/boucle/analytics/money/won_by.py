"""What was won, in revenue and in margin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis
from ibis import _

from boucle.analytics.money.contracts import WON_CASES

if TYPE_CHECKING:
    import ibis.expr.types as ir


def won_by(deal_cases: ir.Table, *, by: str | None = None) -> ir.Table:
    """Add up amounts and margins of won deals.

    Parameters
    ----------
    deal_cases
        One row per deal: ``opportunity_id``, ``outcome``, ``amount`` (agreement's currency, or
        null), ``margin_share`` (0 to 1, or null), and `by`.
    by
        Column to part the deals by; without it the total is one row.

    Returns
    -------
    ir.Table
        One row per value of `by`: ``n_won``, ``won_amount``, ``won_margin`` (null where wins exist
        and none has one, 0 where there are none), ``n_won_without_amount``,
        ``n_won_without_margin`` (amount or margin share missing: in no margin).

    Raises
    ------
    MissingColumnsError
        If the table lacks a column named above.

    Notes
    -----
    Lazy: nothing runs until the result is executed.
    """
    WON_CASES.check(deal_cases, *([by] if by else []))

    is_won = _.outcome == "won"
    margin = _.amount * _.margin_share
    grouped = deal_cases.group_by(by) if by else deal_cases
    sums = grouped.agg(
        n_won=_.count(where=is_won),
        won_amount=_.amount.sum(where=is_won),
        won_margin=margin.sum(where=is_won),
        n_won_without_amount=_.count(where=is_won & _.amount.isnull()),
        n_won_without_margin=_.count(where=is_won & margin.isnull()),
    )
    return sums.mutate(
        won_amount=ibis.ifelse(_.n_won == 0, 0.0, _.won_amount),
        won_margin=ibis.ifelse(_.n_won == 0, 0.0, _.won_margin),
    )
