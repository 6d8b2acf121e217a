"""What was sold in two stretches of time, group by group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis
from ibis import _

from boucle.analytics.money.contracts import WON_CASES
from boucle.errors import ParameterError

if TYPE_CHECKING:
    import ibis.expr.types as ir


def deal_mix(
    deal_cases: ir.Table, *, by: str | None, before: tuple[str, str], after: tuple[str, str]
) -> ir.Table:
    """Add up won deals by group, in a stretch of months and in a later one.

    Parameters
    ----------
    deal_cases
        One row per deal: ``opportunity_id``, ``outcome``, ``amount``, ``margin_share``,
        ``month_closed`` (``2026-10``, or null), and `by`.
    by
        Column to part the deals by (``service``, say); None for all of them at once.
    before, after
        First and last month of each stretch, both included; `before` ends before `after` begins.

    Returns
    -------
    ir.Table
        One row per stretch (``period``: ``before`` or ``after``) and value of `by`: ``n_won`` (with
        an amount), ``won_amount``, ``median_amount``, ``margin`` and ``margined_amount`` (of the
        wins whose margin is known), ``n_without_amount`` (wins in nothing else).

    Raises
    ------
    MissingColumnsError
        If the table lacks a column named above.
    ParameterError
        If the stretches overlap or end before they begin.

    Notes
    -----
    Lazy: nothing runs until the result is executed.
    """
    WON_CASES.check(deal_cases, "month_closed", *([by] if by else []))
    if not before[0] <= before[1] < after[0] <= after[1]:
        raise ParameterError("before, after", (before, after), "months in order, none in both")

    period = ibis.cases(
        (deal_cases.month_closed.between(*before), "before"),
        (deal_cases.month_closed.between(*after), "after"),
    )
    won = deal_cases.mutate(period=period, margin=_.amount * _.margin_share).filter(
        (_.outcome == "won") & _.period.notnull()
    )
    return won.group_by(["period", *([by] if by else [])]).agg(
        n_won=_.amount.count(),
        won_amount=_.amount.sum().fill_null(0.0),
        median_amount=_.amount.median(),
        margin=_.margin.sum().fill_null(0.0),
        margined_amount=_.amount.sum(where=_.margin.notnull()).fill_null(0.0),
        n_without_amount=_.count(where=_.amount.isnull()),
    )
