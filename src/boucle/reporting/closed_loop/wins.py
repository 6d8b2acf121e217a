"""From a win back to its touchpoints and their cost, and from a spend line to its outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ibis import _

from boucle.reporting.closed_loop.journey_facts import journey_facts

if TYPE_CHECKING:
    from boucle.reporting.closed_loop.spending import Spending
    from boucle.reporting.frame import Frame

# A page holds the latest wins; `boucle report journey ID` opens any of them.
SHOWN_WINS = 40
_SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around the wins: costs of touchpoints, names of accounts, roles of people."""

    costs: dict[tuple[Any, ...], float]
    names: dict[str, str]
    roles: dict[str, dict[str, str | None]]


def wins(frame: Frame, spending: Spending, *, shown: int = SHOWN_WINS) -> list[dict[str, Any]]:
    """Return the latest wins, each with its touchpoints in order, their credit and their cost.

    A touchpoint's cost is what its campaign (its channel where it has none) spent in its month,
    shared equally over that month's touchpoints of the campaign: so the costs add up to the spend.
    """
    deals = frame.deals.filter(_.outcome == "won")
    latest = deals.order_by(_.closed_at.desc(nulls_first=False), _.opportunity_id).limit(shown)
    heads = latest.to_pyarrow().to_pylist()
    touches = _touches(frame, [head["opportunity_id"] for head in heads])
    around = _Around(
        touch_costs(frame, spending) if touches else {},
        _account_names(frame),
        _roles(frame, [head["opportunity_id"] for head in heads]),
    )
    return [_win(head, touches, around, frame) for head in heads]


def win(frame: Frame, spending: Spending, opportunity_id: str) -> dict[str, Any] | None:
    """Return one win with its touchpoints, or None if there is no such won deal."""
    deals = frame.deals.filter((_.outcome == "won") & (_.opportunity_id == opportunity_id))
    heads = deals.to_pyarrow().to_pylist()
    if not heads:
        return None
    touches = _touches(frame, [opportunity_id])
    around = _Around(
        touch_costs(frame, spending), _account_names(frame), _roles(frame, [opportunity_id])
    )
    return _win(heads[0], touches, around, frame)


def _touches(frame: Frame, cases: list[str]) -> list[dict[str, Any]]:
    if not cases:
        return []
    found = frame.shares_of(cases).order_by("case_id", "position").to_pyarrow().to_pylist()
    details = frame.touchpoints.filter(
        _.touchpoint_id.isin([touch["touchpoint_id"] for touch in found])
    ).select("touchpoint_id", "kind", "content", "is_offline", "month")
    kinds = {row["touchpoint_id"]: row for row in details.to_pyarrow().to_pylist()}
    return [{**touch, **kinds[touch["touchpoint_id"]]} for touch in found]


def _roles(frame: Frame, cases: list[str]) -> dict[str, dict[str, str | None]]:
    """Return the role of each person on each deal."""
    on_deals = frame.tables.opportunity_contacts
    rows = on_deals.filter(on_deals.opportunity_id.isin(cases)).select(
        "opportunity_id", "contact_id", "contact_role"
    )
    found: dict[str, dict[str, str | None]] = {}
    for row in rows.to_pyarrow().to_pylist() if cases else []:
        found.setdefault(row["opportunity_id"], {})[row["contact_id"]] = row["contact_role"]
    return found


def _win(
    head: dict[str, Any], touches: list[dict[str, Any]], around: _Around, frame: Frame
) -> dict[str, Any]:
    own = [touch for touch in touches if touch["case_id"] == head["opportunity_id"]]
    names, roles = around.names, around.roles.get(head["opportunity_id"], {})
    steps = [_step(touch, around.costs, frame) for touch in own]
    facts = journey_facts(steps, head["closed_at"], roles)
    places = {person["contact_id"]: person["person"] for person in facts["people"]}
    for step in steps:
        step["person"] = places[step["contact_id"]]
    for earlier, later in zip(own, steps[1:], strict=False):
        waited = later["occurred_at"] - earlier["occurred_at"]
        later["days_since_previous"] = waited.total_seconds() / _SECONDS_A_DAY
    known = [step["cost"] for step in steps if step["cost"] is not None]
    return {
        "opportunity_id": head["opportunity_id"],
        "lead_id": head["lead_id"],
        "account": names.get(head["account_id"], head["account_id"]),
        "service": head["service"],
        "closed_at": head["closed_at"],
        "amount": head["amount"],
        "n_touchpoints": len(steps),
        "cost": sum(known) if known else None,
        **facts,
        "touchpoints": steps,
    }


def _step(
    touch: dict[str, Any], costs: dict[tuple[Any, ...], float], frame: Frame
) -> dict[str, Any]:
    key = (touch["channel"], touch["campaign_id"], touch["month"])
    amount = touch["amount"]
    return {
        "touchpoint_id": touch["touchpoint_id"],
        "occurred_at": touch["occurred_at"],
        "contact_id": touch["contact_id"],
        "channel": touch["channel"],
        "campaign": touch["campaign_id"],
        "kind": touch["kind"],
        "content": touch["content"],
        "evidence": touch["evidence"],
        "is_offline": touch["is_offline"],
        "weight": touch["weight"],
        "milestone": touch["milestone"],
        "days_since_previous": None,
        "cost": costs.get(key),
        "share": {model: touch[f"share_{model}"] for model in frame.models},
        "credit": {
            model: None if amount is None else touch[f"share_{model}"] * amount
            for model in frame.models
        },
    }


def _account_names(frame: Frame) -> dict[str, str]:
    accounts = frame.tables.accounts
    won = frame.deals.filter(_.outcome == "won").select(won_id="account_id").distinct()
    known = accounts.semi_join(won, [("account_id", "won_id")])
    rows = known.select("account_id", "name").to_pyarrow().to_pylist()
    return {row["account_id"]: row["name"] or row["account_id"] for row in rows}


def touch_costs(frame: Frame, spending: Spending) -> dict[tuple[Any, ...], float]:
    """Return the cost of one touchpoint by (channel, campaign, month)."""
    counts = _touch_counts(frame)
    spent: dict[tuple[Any, ...], float] = {}
    for line in spending.lines:
        if line["amount"] is not None:
            key = (line["channel"], line["campaign_id"], line["month"])
            spent[key] = spent.get(key, 0.0) + line["amount"]
    return {key: spent[key] / n for key, n in counts.items() if key in spent and n}


def _touch_counts(frame: Frame) -> dict[tuple[Any, ...], int]:
    touches = frame.touchpoints
    counted = touches.group_by(["channel", "campaign_id", "month"]).agg(n=_.count())
    rows = counted.to_pyarrow().to_pylist()
    return {(row["channel"], row["campaign_id"], row["month"]): row["n"] for row in rows}
