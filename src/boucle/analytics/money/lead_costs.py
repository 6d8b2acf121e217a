"""What each lead cost, in the month in which it was opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibis import _

from boucle.analytics.money.placing import WAYS, placed_spend

if TYPE_CHECKING:
    import ibis.expr.types as ir


def lead_costs(lead_cases: ir.Table, lines: ir.Table) -> ir.Table:
    """Share spend equally over the leads that it brought.

    Parameters
    ----------
    lead_cases
        One row per lead: ``lead_id``, ``channel``, ``campaign_id``, ``month`` of opening.
    lines
        From `spend_lines`: ``channel``, ``campaign_id``, ``month``, ``converted_amount``.

    Returns
    -------
    ir.Table
        One row per lead that carries spend: ``lead_id``, ``cost`` (agreement's currency). What a
        campaign cost in a month is carried by the leads that it opened in that month; if there are
        none, by all its leads (the advance of a tradeshow is paid before anybody comes); without
        any, or without a campaign, by the leads of the channel in that month. What no lead carries
        is in `unplaced_spend`.

    Raises
    ------
    MissingColumnsError
        If a table lacks a column named above.

    Notes
    -----
    Costs and `unplaced_spend` add up to the spend that could be converted. A lead's cost is an
    equal share, not what that lead alone cost. With it, spend can be read by persona, service or
    owner, which no invoice names. Lazy: nothing runs until the result is executed.
    """
    placed = placed_spend(lead_cases, lines).filter(_.way.notnull())
    leads = lead_cases.select("lead_id", "channel", "campaign_id", "month")
    for way, columns in WAYS.items():
        each = placed.filter(_.way == way).group_by(list(columns))
        shares = each.agg(**{f"cost_{way}": (_.amount / _.n_leads).sum()})
        shares = shares.rename({f"of_{name}": name for name in columns})
        leads = leads.left_join(shares, [(name, f"of_{name}") for name in columns]).drop(
            *[f"of_{name}" for name in columns]
        )
    costs = [leads[f"cost_{way}"] for way in WAYS]
    is_costed = costs[0].notnull() | costs[1].notnull() | costs[2].notnull()
    total = costs[0].fill_null(0) + costs[1].fill_null(0) + costs[2].fill_null(0)
    return leads.filter(is_costed).select("lead_id", cost=total)
