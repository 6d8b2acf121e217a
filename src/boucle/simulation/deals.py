"""Deals, the people on them, and the contracts of those that were won."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from boucle.simulation import story
from boucle.simulation.campaigns import campaign_of
from boucle.simulation.frame import (
    DAY,
    Array,
    Frame,
    choose,
    dates_of,
    happens,
    ids,
    keys_of,
    n_rows,
    skewed,
    take,
)
from boucle.simulation.odds import WON
from boucle.simulation.team import USER_IDS

if TYPE_CHECKING:
    from boucle.simulation.world import World

_LOST_REASONS = ("prix", "concurrent", "aucune décision", "projet reporté", "solution interne")
_LOST_SHARES = (0.28, 0.24, 0.24, 0.16, 0.08)
_NAMES = {
    "INFOGERANCE": "Infogérance",
    "CYBER": "Cybersécurité gérée",
    "NUAGE": "Conseil infonuagique",
}
_TERMS_MONTHS = (12, 24, 36)
_CHURN_A_MONTH = 0.009
_MONTH = 30.4 * DAY


def opportunities(rng: np.random.Generator, leads: Frame, runs: Frame, world: World) -> Frame:
    """Return the deals that began before the last moment. ``lead`` is the row of the lead."""
    rows = np.flatnonzero(leads["deal_at"] <= world.end)
    from_lead = take(leads, rows)
    n, who = len(rows), from_lead["contact"]
    is_closed = from_lead["closed_at"] <= world.end
    is_won = from_lead["exit"] == WON
    outcome = np.where(is_closed, np.where(is_won, "won", "lost"), "open").astype(object)
    service = _service(rng, who, world)
    run = campaign_of(runs, from_lead["origin"], from_lead["opened_at"])
    lost = choose(rng, _LOST_REASONS, n, _LOST_SHARES)
    return {
        "lead": rows,
        "contact": who,
        "found": from_lead["found"],
        "opportunity_id": ids("AFF", n),
        "account_id": world.people["account_id"][who],
        "lead_id": from_lead["lead_id"],
        "owner_id": USER_IDS[from_lead["rep"]],
        "name": _names(service, world.firms["name"][world.people["account"][who]]),
        "service": service,
        **_amounts(rng, service, outcome == "won"),
        "currency": np.full(n, story.CURRENCY, dtype=object),
        "created_at": from_lead["deal_at"],
        "expected_close_on": dates_of(from_lead["deal_at"] + skewed(rng, 55, 0.4, n) * DAY),
        "closed_at": np.where(is_closed, from_lead["closed_at"], np.nan),
        "outcome": outcome,
        "lost_reason": np.where(outcome == "lost", lost, "").astype(object),
        "primary_campaign_id": keys_of(runs["campaign_id"], run),
    }


def _names(service: Array, firm: Array) -> Array:
    pairs = zip(service, firm, strict=True)
    return np.array([f"{_NAMES[code]} – {name}" for code, name in pairs], dtype=object)


def _service(rng: np.random.Generator, who: Array, world: World) -> Array:
    drawn = world.people["service"][who]
    other = rng.integers(0, len(story.SERVICES), len(who))
    kept = np.where(happens(rng, len(who), 0.9), drawn, other)
    return np.array(story.SERVICES, dtype=object)[kept]


def _amounts(rng: np.random.Generator, service: Array, is_won: Array) -> Frame:
    n = len(service)
    at = np.array([story.SERVICES.index(code) for code in service], dtype=int)
    amount = np.round(skewed(rng, story.MEDIAN_AMOUNTS[at], 0.5, n), -1)
    is_blank = is_won & (happens(rng, n, story.NO_AMOUNT_SHARE))
    return {
        "true_amount": amount,
        "amount": np.where(is_blank, np.nan, amount),
        "margin_share": np.round(story.MARGINS[at] + rng.normal(0, 0.02, n), 3),
    }


def opportunity_contacts(rng: np.random.Generator, deals: Frame, people: Frame) -> Frame:
    """Return who is on each deal: the lead's person and, often, a colleague of theirs."""
    n, who = n_rows(deals), deals["contact"]
    roles = np.array(["decision_maker", "technical", "finance", "user"], dtype=object)
    # Somebody of the same company: the next person in the list of its people, if there is one.
    order = np.argsort(people["account"], kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    neighbour = order[np.minimum(place[who] + 1, len(order) - 1)]
    same = (people["account"][neighbour] == people["account"][who]) & (neighbour != who)
    joined = same & (happens(rng, n, 0.7))
    both = np.concatenate([who, neighbour[joined]])
    role = np.concatenate(
        [
            roles[people["persona"][who]],
            choose(rng, ("influencer", "buyer", "user"), int(joined.sum())),
        ]
    )
    return {
        "opportunity_id": np.concatenate(
            [deals["opportunity_id"], deals["opportunity_id"][joined]]
        ),
        "contact_id": people["contact_id"][both],
        "contact_role": role,
    }


def contracts(rng: np.random.Generator, deals: Frame, end: float) -> Frame:
    """Return the contracts of won deals: the amount of a deal is its first year."""
    won = take(deals, deals["outcome"] == "won")
    n = n_rows(won)
    starts = dates_of(won["closed_at"] + skewed(rng, 18, 0.5, n) * DAY)
    months = choose(rng, _TERMS_MONTHS, n, (0.3, 0.35, 0.35)).astype(float)
    until = rng.exponential(1 / _CHURN_A_MONTH, n)
    churned = dates_of(starts + until * _MONTH)
    is_gone = (until < months) & (churned <= end)
    return {
        "contract_id": ids("CTR", n),
        "account_id": won["account_id"],
        "opportunity_id": won["opportunity_id"],
        "contact": won["contact"],
        "starts_on": starts,
        "ends_on": dates_of(starts + months * _MONTH),
        "monthly_amount": np.round(won["true_amount"] / 12, 2),
        "currency": won["currency"],
        "margin_share": won["margin_share"],
        "churned_on": np.where(is_gone, churned, np.nan),
    }
