"""Wins that marketing began, that began elsewhere, and that it touched on their way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boucle.analytics import money
from boucle.figures.share import Figure, share

if TYPE_CHECKING:
    from boucle.reporting.money.ground import Ground

_NOTHING = {"n_won": 0, "won_amount": None, "amount_share": None}


def origins(ground: Ground) -> dict[str, Any]:
    """Return originated and other origins, which add up to all, and influenced, apart."""
    frame, channels = ground.frame, ground.marketing_channels
    parts = money.originated(frame.deals, marketing_channels=channels).to_pyarrow().to_pylist()
    by_origin = {part["origin"]: part for part in parts}
    touched = money.influenced(
        frame.journeys, frame.outcomes, marketing_channels=channels
    ).to_pyarrow().to_pylist()[0]  # fmt: skip
    n_won = sum(part["n_won"] for part in parts)
    amounts = [part["won_amount"] for part in parts if part["won_amount"] is not None]
    won_amount = sum(amounts) if amounts else None
    reasons: dict[str, str] = {}
    made = {
        "n_won": n_won,
        "won_amount": won_amount,
        "originated": _part([by_origin.get("marketing", _NOTHING)], n_won),
        "other_origins": _part([by_origin.get(each, _NOTHING) for each in ("other", "unknown")],
                               n_won),
        "n_unknown_origin": by_origin.get("unknown", _NOTHING)["n_won"],
        "influenced": _influenced(touched),
        "reasons": reasons,
    }  # fmt: skip
    if (why := share(0, n_won).reason) is not None:
        reasons["wins_share"] = why
    if n_won and not touched["n_followed"]:
        reasons["influenced"] = "not_recorded"
    if won_amount is None:
        reasons["won_amount"] = reasons["amount_share"] = "no_amount" if n_won else "no_wins"
    return made


def _part(parts: list[dict[str, Any]], n_won: int) -> dict[str, Any]:
    n = sum(part["n_won"] for part in parts)
    sums = {
        name: sum(known) if (known := [p[name] for p in parts if p[name] is not None]) else None
        for name in ("won_amount", "amount_share")
    }
    return {"n_won": n, "wins_share": share(n, n_won).as_json(), **sums}


def _influenced(touched: dict[str, Any]) -> dict[str, Any]:
    if not touched["n_followed"]:
        # Nobody records what comes after the lead: 0 would say that marketing did nothing.
        nothing = Figure(None, touched["n_won"]).as_json()
        return {"n_won": None, "wins_share": nothing, "won_amount": None, "amount_share": None}
    amount, whole = touched["influenced_amount"], touched["won_amount"]
    return {
        "n_won": touched["n_influenced"],
        "wins_share": share(touched["n_influenced"], touched["n_won"]).as_json(),
        "won_amount": amount,
        "amount_share": (amount or 0.0) / whole if whole else None,
    }
