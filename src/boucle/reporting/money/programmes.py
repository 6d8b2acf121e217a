"""Each channel as a programme: what it costs and brings, month after month, until it has paid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boucle.analytics import money
from boucle.figures.share import MASK_UNDER
from boucle.reporting.money.ground import age_margins, month_after

if TYPE_CHECKING:
    from boucle.analytics.money import BreakEven, CurveMonth
    from boucle.reporting.money.ground import Ground

Row = dict[str, Any]
_NO_MONTH = {"value": None, "n": 0, "low": None, "high": None}


def programmes(ground: Ground) -> list[Row]:
    """Return a row a channel that is paid for: its curve over 24 months and when it breaks even."""
    paid = {channel for (channel, _), amount in ground.spend_of.items() if amount}
    rows = [_row(ground, channel) for channel in ground.channels if channel in paid]
    return sorted(rows, key=lambda row: (-(row["monthly_spend"] or 0.0), row["channel"]))


def _row(ground: Ground, channel: str) -> Row:
    months = ground.months_of(channel)
    spend = sum(ground.spend_of.get((channel, month), 0.0) for month in months)
    n_leads = sum(ground.cases_of.get((channel, month), 0) for month in months)
    ages = ground.ages(channel)
    n_won = sum(age["n_won"] for age in ages)
    row: Row = {
        "channel": channel,
        "n_months": len(months),
        "n_leads": n_leads,
        "n_won": n_won,
        "monthly_spend": spend / len(months) if months else None,
        "monthly_leads": n_leads / len(months) if months else None,
        "curve": [],
        "break_even_months": dict(_NO_MONTH, n=n_won),
        "break_even_on": None,
        "reasons": {},
    }
    why = _why_not(ground, channel, n_leads, ages)
    if why is not None:
        row["reasons"] = {"curve": why, "break_even_months": why, "break_even_on": why}
        return row
    even = money.break_even(
        age_margins(ages), monthly_cost=row["monthly_spend"], monthly_cases=row["monthly_leads"]
    )
    return row | (_said(even, n_won, ground) if n_won >= MASK_UNDER else _masked(even, n_won))


def _why_not(ground: Ground, channel: str, n_leads: int, ages: list[Row]) -> str | None:
    if ground.delays.is_too_early("channel", channel):
        return "effect_delay"
    if not n_leads:
        return "no_cases"
    if any(age["n_without_margin"] for age in ages):
        # A win without its margin would count as 0.
        return "no_margin"
    return "n_under_10" if not ages or ages[0]["n_at_risk"] < MASK_UNDER else None


def _masked(even: BreakEven, n_won: int) -> Row:
    """Return the curve alone: under ten wins its interval is too narrow to date anything."""
    why = "n_under_10" if n_won else "no_wins"
    return {
        "curve": [_point(each) for each in even.curve],
        "break_even_months": dict(_NO_MONTH, n=n_won),
        "break_even_on": None,
        "reasons": dict.fromkeys(("break_even_months", "break_even_on"), why),
    }


def _said(even: BreakEven, n_won: int, ground: Ground) -> Row:
    # As of the end of follow-up: a programme that begins in the month after.
    on = None if even.month is None else month_after(ground.last_month, even.month)
    why = {} if even.month is not None else dict.fromkeys(
        ("break_even_months", "break_even_on"), "not_reached"
    )  # fmt: skip
    return {
        "curve": [_point(each) for each in even.curve],
        "break_even_months": {
            "value": even.month, "n": n_won, "low": even.soonest, "high": even.latest
        },
        "break_even_on": on,
        "reasons": why,
    }  # fmt: skip


def _point(each: CurveMonth) -> Row:
    return {
        "month": each.month,
        "cost": each.cost,
        "margin": {"value": each.margin, "low": each.low, "high": each.high},
    }
