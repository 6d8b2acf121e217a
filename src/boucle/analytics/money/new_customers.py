"""Companies that bought for the first time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis
from ibis import _

from boucle.analytics.money.contracts import require

if TYPE_CHECKING:
    import ibis.expr.types as ir


def new_customers(deal_cases: ir.Table) -> ir.Table:
    """Find the first win of each customer.

    Parameters
    ----------
    deal_cases
        One row per deal, of all time: ``opportunity_id``, ``account_id``, ``outcome``,
        ``closed_at`` (UTC).

    Returns
    -------
    ir.Table
        The rows of `deal_cases`, same columns, that are a customer's first win: by ``closed_at``
        (an undated one last), then by id. A deal without an account is a customer of its own.

    Raises
    ------
    MissingColumnsError
        If the table lacks a column named above.

    Notes
    -----
    Who bought before the data begin looks new. Lazy: nothing runs until the result is executed.
    """
    require(deal_cases, "deal_cases", "opportunity_id", "account_id", "outcome", "closed_at")

    # The mark keeps a deal of no account apart from an account of the same key.
    own = ibis.ifelse(
        deal_cases.account_id.isnull(),
        ibis.literal("deal:") + deal_cases.opportunity_id,
        ibis.literal("account:") + deal_cases.account_id,
    )
    won = deal_cases.mutate(customer=own).filter(_.outcome == "won")
    first = ibis.window(
        group_by="customer", order_by=[won.closed_at.isnull(), "closed_at", "opportunity_id"]
    )
    placed = won.mutate(place=ibis.row_number().over(first))
    return placed.filter(_.place == 0).select(*deal_cases.columns)
