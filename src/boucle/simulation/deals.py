"""Deals, the people on them, and the contracts of those that were won."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from boucle.simulation import story
from boucle.simulation.campaigns import campaign_of
from boucle.simulation.frame import DAY, Array, Frame, dates_of, n_rows, take
from boucle.simulation.odds import WON
from boucle.simulation.words import Words, ids, keys_of, same

if TYPE_CHECKING:
    from boucle.simulation.luck import Luck
    from boucle.simulation.world import World

_LOST_REASONS = ("prix", "concurrent", "aucune décision", "projet reporté", "solution interne")
_LOST_SHARES = (0.28, 0.24, 0.24, 0.16, 0.08)
_NAMES = {
    "INFOGERANCE": "Infogérance",
    "CYBER": "Cybersécurité gérée",
    "NUAGE": "Conseil infonuagique",
}
_TERMS_MONTHS = (12, 24, 36)
_ROLES = ("decision_maker", "technical", "finance", "user")
_OTHER_ROLES = ("influencer", "buyer", "user")
_CHURN_A_MONTH = 0.009
_MONTH = 30.4 * DAY


def opportunities(leads: Frame, world: World) -> Frame:
    """Return the deals that began before the last moment, in order. ``lead`` is the lead's row."""
    rows = np.flatnonzero(leads["deal_at"] <= world.end)
    rows = rows[np.argsort(leads["deal_at"][rows], kind="stable")]
    from_lead = take(leads, rows)
    n, who, runs = len(rows), from_lead["contact"], world.firm.campaigns
    luck = world.luck("deals", from_lead["key"])
    outcome = _outcomes(from_lead, world.end)
    service = _service(luck, from_lead)
    run = campaign_of(runs, from_lead["origin"], from_lead["opened_at"])
    lost = luck.choose(_LOST_REASONS, _LOST_SHARES)
    return {
        "key": from_lead["key"],
        "lead": rows,
        "contact": who,
        "found": from_lead["found"],
        "opportunity_id": ids("AFF", n, world.block),
        "account_id": world.people["account_id"][who],
        "lead_id": from_lead["lead_id"],
        "owner_id": world.users[from_lead["rep"]],
        "name": _names(service, world.firms["name"][world.people["account"][who]]),
        "service": service,
        **_money(luck, from_lead, outcome, service),
        "created_at": from_lead["deal_at"],
        "expected_close_on": dates_of(from_lead["deal_at"] + luck.skewed(55, 0.4) * DAY),
        "closed_at": np.where(outcome.is_in("open"), np.nan, from_lead["closed_at"]),
        "outcome": outcome,
        "lost_reason": lost.blank(~outcome.is_in("lost")),
        "primary_campaign_id": keys_of(runs["campaign_id"], run),
    }


def _money(luck: Luck, leads: Frame, outcome: Words, service: Words) -> Frame:
    is_blank = outcome.is_in("won") & luck.happens(story.NO_AMOUNT_SHARE)
    return {
        "true_amount": leads["amount"],
        "amount": np.where(is_blank, np.nan, leads["amount"]),
        "margin_share": np.round(story.MARGINS[service.codes] + 0.02 * luck.normal(), 3),
        "currency": same(story.CURRENCY, len(outcome)),
    }


def _outcomes(leads: Frame, end: float) -> Words:
    won = np.where(leads["exit"] == WON, 1, 2)
    return Words(np.where(leads["closed_at"] <= end, won, 0), ("open", "won", "lost"))


def _names(service: Words, firm: Array) -> Array:
    pairs = zip(service.tolist(), firm.tolist(), strict=True)
    return np.array([f"{_NAMES[code]} – {name}" for code, name in pairs], dtype=object)


def _service(luck: Luck, leads: Frame) -> Words:
    other = luck.place(np.ones(len(story.SERVICES)))
    return Words(np.where(luck.happens(0.9), leads["service"], other), story.SERVICES)


def opportunity_contacts(deals: Frame, world: World) -> Frame:
    """Return who is on each deal: the lead's person and, often, a colleague of theirs."""
    people, who = world.people, deals["contact"]
    luck = world.luck("roles", deals["key"])
    # Somebody of the same company: the next person in the list of its people, if there is one.
    order = np.argsort(people["account"], kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    neighbour = order[np.minimum(place[who] + 1, len(order) - 1)]
    same_firm = (people["account"][neighbour] == people["account"][who]) & (neighbour != who)
    joined = same_firm & luck.happens(0.7)
    other = 4 + luck.place(np.ones(3))
    rows = np.concatenate([np.arange(len(who)), np.flatnonzero(joined)])
    return {
        "opportunity_id": deals["opportunity_id"][rows],
        "contact_id": people["contact_id"][np.concatenate([who, neighbour[joined]])],
        "contact_role": Words(
            np.concatenate([people["persona"][who], other[joined]]), (*_ROLES, *_OTHER_ROLES)
        ),
    }


def contracts(deals: Frame, world: World) -> Frame:
    """Return the contracts of won deals: the amount of a deal is its first year."""
    won = take(deals, deals["outcome"].is_in("won"))
    won = take(won, np.argsort(won["closed_at"], kind="stable"))
    luck = world.luck("contracts", won["key"])
    starts = dates_of(won["closed_at"] + luck.skewed(18, 0.5) * DAY)
    months = np.array(_TERMS_MONTHS, float)[luck.place((0.3, 0.35, 0.35))]
    until = -np.log1p(-luck.random()) / _CHURN_A_MONTH
    churned = dates_of(starts + until * _MONTH)
    is_gone = (until < months) & (churned <= world.end)
    return {
        "key": won["key"],
        "contract_id": ids("CTR", n_rows(won), world.block),
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
