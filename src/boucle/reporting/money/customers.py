"""What winning customers costs, what they bring while they stay, and when they have paid back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boucle.analytics import money
from boucle.analytics.money import Stay

if TYPE_CHECKING:
    from boucle.analytics.money import Lifetime
    from boucle.reporting.money.ground import Ground

Rows = list[dict[str, Any]]
_YEAR, _MOST_YEARS = 12, 5


def customers(ground: Ground, by: str) -> dict[str, Any]:
    """Return a row a value of `by` (``channel``, ``persona``, ``service``), and one of all.

    Each channel's spend is borne equally by the customers that it won, so that costs by service
    add up to those by channel; what channels without a customer cost is in the total alone.
    """
    won, stays = ground.new_customers, ground.stays
    costs = _cost_of_one(ground, won)
    horizon = _horizon(stays)
    values = dict.fromkeys(row[by] for row in (*won, *stays))
    rows = [
        {by: value}
        | _economics(
            *_won_and_cost(_of(won, by, value), costs),
            _lifetime(_of(stays, by, value), horizon),
            is_too_early=ground.delays.is_too_early(by, value),
        )
        for value in values
    ]
    rows.sort(key=lambda row: (row[by] is None, -row["n_new_customers"], row[by] or ""))
    n, spent = sum(row["n"] for row in won), ground.spending.total(None).get(None)
    total = _economics(n, spent, _lifetime(stays, horizon), is_too_early=False)
    return {"horizon_months": horizon, "rows": rows, "total": total}


def _cost_of_one(ground: Ground, won: Rows) -> dict[Any, float]:
    spent = ground.spending.total("channel")
    n_won: dict[Any, int] = {}
    for row in won:
        n_won[row["channel"]] = n_won.get(row["channel"], 0) + row["n"]
    return {channel: spent[channel] / n for channel, n in n_won.items() if channel in spent}


def _of(rows: Rows, column: str, value: Any) -> Rows:
    return [row for row in rows if row[column] == value]


def _horizon(stays: Rows) -> int:
    """Return whole years that somebody was followed: one for all rows, so that they compare."""
    longest = max((row["tenure_months"] for row in stays), default=0.0)
    return _YEAR * max(1, min(_MOST_YEARS, int(longest / _YEAR)))


def _won_and_cost(won: Rows, costs: dict[Any, float]) -> tuple[int, float | None]:
    known = [row["n"] * costs[row["channel"]] for row in won if row["channel"] in costs]
    return sum(row["n"] for row in won), sum(known) if known else None


def _lifetime(stays: Rows, horizon: int) -> Lifetime:
    return money.lifetime_margin(
        (Stay(row["tenure_months"], row["has_left"], row["monthly_margin"]) for row in stays),
        horizon_months=horizon,
    )


def _economics(
    n: int, cost: float | None, lifetime: Lifetime, *, is_too_early: bool
) -> dict[str, Any]:
    reasons: dict[str, str] = {}
    cac = _cac(n, cost, reasons, is_too_early=is_too_early)
    value = lifetime.value
    if value.reason:
        reasons["lifetime_margin"] = reasons["lifetime_to_cac"] = value.reason
    return {
        "n_new_customers": n,
        "cost": cost,
        "cac": cac,
        "monthly_margin": lifetime.monthly_margin,
        "kept_share": lifetime.kept_share,
        "followed_months": lifetime.horizon_months,
        "lifetime_margin": value.as_json(),
        "lifetime_to_cac": value.value / cac if value.value is not None and cac else None,
        "payback_months": _payback(cac, lifetime, reasons),
        "reasons": reasons,
    }


def _cac(
    n: int, cost: float | None, reasons: dict[str, str], *, is_too_early: bool
) -> float | None:
    why = (
        "effect_delay" if is_too_early
        else "no_spend" if cost is None
        else "no_wins" if not n
        else None
    )  # fmt: skip
    if why is not None or cost is None:
        reasons["cac"] = reasons["lifetime_to_cac"] = why or "no_spend"
        return None
    return money.cac(0.0, cost, n)


def _payback(cac: float | None, lifetime: Lifetime, reasons: dict[str, str]) -> float | None:
    if cac is None or lifetime.value.reason:
        reasons["payback_months"] = reasons.get("cac") or reasons["lifetime_margin"]
        return None
    months = money.payback_on_survival(cac, lifetime)
    if months is None:
        reasons["payback_months"] = "not_reached"
    return months
