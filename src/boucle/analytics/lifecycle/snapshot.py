"""The state of deals: how many, won, lost, open, and for how much."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis
from ibis import _

from boucle.analytics.lifecycle.contracts import DEAL_CASES
from boucle.figures.share_columns import share_columns

if TYPE_CHECKING:
    import ibis.expr.types as ir


def snapshot(deal_cases: ir.Table, *, by: str | None = None) -> ir.Table:
    """Count deals by outcome and add up their amounts.

    Parameters
    ----------
    deal_cases
        One row per deal: ``opportunity_id``, ``outcome`` (open, won, lost), ``amount`` (agreement's
        currency, null where there is none or it can't be converted), and `by`.
    by
        Column to part the deals by; without it the total is one row.

    Returns
    -------
    ir.Table
        One row per value of `by` (null is a value): ``n_opportunities``, ``n_won``, ``n_lost``,
        ``n_open``, ``n_won_without_amount``, ``won_amount`` and ``pipeline_amount`` (open deals;
        null where such deals exist and none has an amount, 0 where there are none),
        ``win_share`` = won ÷ (won + lost) with ``win_share_low``, ``win_share_high`` (Wilson, 95 %)
        and ``win_share_reason``.

    Raises
    ------
    MissingColumnsError
        If the table lacks a column named above.

    Notes
    -----
    A snapshot leaves open deals out of ``win_share``: beside it stands the cohort's conversion.
    Lazy: nothing runs until the result is executed.
    """
    DEAL_CASES.check(deal_cases, *([by] if by else []))

    grouped = deal_cases.group_by(by) if by else deal_cases
    sums = grouped.agg(
        n_opportunities=_.count(),
        n_won=_.count(where=_.outcome == "won"),
        n_lost=_.count(where=_.outcome == "lost"),
        n_open=_.count(where=_.outcome == "open"),
        n_won_without_amount=_.count(where=(_.outcome == "won") & _.amount.isnull()),
        won_amount=_.amount.sum(where=_.outcome == "won"),
        pipeline_amount=_.amount.sum(where=_.outcome == "open"),
    )
    win = share_columns(_.n_won, _.n_won + _.n_lost)
    return sums.mutate(
        won_amount=ibis.ifelse(_.n_won == 0, 0.0, _.won_amount),
        pipeline_amount=ibis.ifelse(_.n_open == 0, 0.0, _.pipeline_amount),
        win_share=win["share"],
        win_share_low=win["low"],
        win_share_high=win["high"],
        win_share_reason=win["reason"],
    )
