"""From a spend line to its outcomes: what each campaign and month cost and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from boucle.reporting.closed_loop.cubes import Cubes
    from boucle.reporting.closed_loop.spending import Spending

_LEAD_SUMS = ("n_leads", "n_mql", "n_sal", "n_sql")
_DEAL_SUMS = ("n_opportunities", "n_won", "n_lost", "n_open")
_AMOUNT_SUMS = ("n_won_with_amount", "won_amount")


def spend_lines(cubes: Cubes, spending: Spending) -> list[dict[str, Any]]:
    """Return one row a channel, campaign and month in which something was spent.

    Beside the spend stand the leads that the campaign opened in that month and what became of
    their deals: the same cohorts as in every other part of the report.
    """
    leads = {_key(row): row for row in cubes.leads}
    deals: dict[tuple[Any, ...], dict[str, float]] = {}
    for row in cubes.deals:
        sums = deals.setdefault(_key(row), {})
        for name in (*_DEAL_SUMS, *_AMOUNT_SUMS):
            sums[name] = sums.get(name, 0) + (row[name] or 0)
    return [_line(line, leads, deals) for line in spending.lines]


def _key(row: dict[str, Any]) -> tuple[Any, ...]:
    return (row["channel"], row["campaign_id"], row["month"])


def _line(
    line: dict[str, Any],
    leads: dict[tuple[Any, ...], dict[str, Any]],
    deals: dict[tuple[Any, ...], dict[str, float]],
) -> dict[str, Any]:
    came, sold = leads.get(_key(line), {}), deals.get(_key(line), {})
    return {
        "month": line["month"],
        "channel": line["channel"],
        "campaign": line["campaign_id"],
        "n_lines": line["n_lines"],
        "spend": line["amount"],
        "hours": line["hours"],
        **{name: came.get(name, 0) for name in _LEAD_SUMS},
        **{name: sold.get(name, 0) for name in _DEAL_SUMS},
        "won_amount": _won_amount(sold),
    }


def _won_amount(sold: dict[str, float]) -> float | None:
    # Wins without any amount are worth an unknown sum, not 0.
    is_unknown = sold.get("n_won", 0) and not sold.get("n_won_with_amount", 0)
    return None if is_unknown else sold.get("won_amount", 0.0)
