"""The way of every lead through sales: hand-over, first attempt, answer, deal, exit, return."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from boucle.simulation import story
from boucle.simulation.frame import DAY, HOUR, Array, Frame, dates_of, n_rows, stack, take
from boucle.simulation.leads import PASSES
from boucle.simulation.moments import in_daytime
from boucle.simulation.odds import (
    DISQUALIFIED,
    LOST,
    NONE,
    RECYCLED,
    REJECTED,
    SILENT,
    TRY_SPREAD,
    WON,
    draw_exits,
    reasons,
    win_chances,
)
from boucle.simulation.team import habit, rep_for
from boucle.simulation.versions import asks_for_second
from boucle.simulation.working_time import DAY_SECONDS

if TYPE_CHECKING:
    from boucle.simulation.luck import Luck
    from boucle.simulation.world import World

_RETURN_SHARE = 0.45
# Median working days: from the answer to the qualified lead, to the deal, to the decision.
DAYS_TO_QUALIFIED, DAYS_TO_DEAL, DAYS_TO_WON, DAYS_TO_LOST, DAYS_TO_LEFT = 9, 12, 30, 38, 8
SALES_SPREAD, AMOUNT_SPREAD = 0.55, 0.5
_LATE_TRANSFER_SHARE = 0.03


def all_leads(starts: Frame, world: World) -> Frame:
    """Return every pass of every lead in order of opening; ``previous`` names the pass before.

    `starts` has one row per person who ever became a lead.
    """
    passes = [_one_pass(starts, world)]
    base = 0
    for _ in range(PASSES - 1):
        back = _returns(passes[-1], base, world)
        base += n_rows(passes[-1])
        passes.append(_one_pass(back, world))
    return _in_order(stack(passes))


def _in_order(leads: Frame) -> Frame:
    order = np.argsort(leads["opened_at"], kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    previous = leads["previous"]
    renamed = np.where(previous >= 0, place[np.maximum(previous, 0)], -1)
    return take({**leads, "previous": renamed}, order)


def _one_pass(starts: Frame, world: World) -> Frame:
    luck = world.luck("funnel", starts["key"])
    leads = {**starts, **_handed_over(luck, starts, world)}
    leads["win_chance"] = win_chances(leads, world.people)
    leads["exit"] = draw_exits(luck, leads, world.people, world.firms)
    leads["reason"] = reasons(luck, leads, world.people, world.firms)
    leads.update(_answered(luck, leads, world))
    leads.update(_in_sales(luck, leads, world))
    leads.update(_promises(luck, leads))
    leads["service"] = world.people["service"][leads["contact"]]
    median = story.MEDIAN_AMOUNTS[leads["service"]]
    leads["amount"] = np.round(luck.skewed(median, AMOUNT_SPREAD), -1)
    return leads


def _handed_over(luck: Luck, leads: Frame, world: World) -> Frame:
    """Return when each lead became an MQL, who got it, and how long until the first attempt."""
    kind, opened = leads["type"], leads["opened_at"]
    # A conversation at an event is typed at the office, hours or days later.
    noted = world.working.add(opened, luck.skewed(3 * HOUR, 1.1))
    noted = np.where(kind == story.EVENT, noted, opened)
    # Where a webinar or a white paper alone is no MQL, a second gesture comes first.
    second = in_daytime(luck, opened + DAY + luck.skewed(4 * DAY, 0.8))
    is_slow = np.isin(kind, (story.WEBINAR, story.WHITE_PAPER))
    is_slow &= asks_for_second(opened, world.scenario)
    mql = np.where(is_slow, second, opened + np.floor(luck.uniform(0, 40)))
    delay = luck.skewed(75, 0.6)
    late = luck.uniform(0.5, 20) * HOUR
    delay = delay + np.where(luck.happens(_LATE_TRANSFER_SHARE), late, 0)
    handed = np.maximum(mql, noted) + np.round(delay)
    is_handed = np.isin(kind, story.HANDED_OVER)
    territory = world.people["territory"][leads["contact"]]
    rep = rep_for(territory, world.absent, np.where(is_handed, handed, opened), leads["contact"])
    typical = np.array([each.try_hours for each in story.LEAD_TYPES])[kind]
    tries = luck.skewed(typical * HOUR * habit("slowness", rep), TRY_SPREAD)
    tries = tries / world.scenario.try_factors(handed)
    return {
        "noted_at": noted,
        "is_slow": is_slow,
        "mql_at": np.where(is_handed, mql, np.nan),
        "handed_at": np.where(is_handed, handed, np.nan),
        "rep": rep,
        "try_seconds": np.where(is_handed, tries, np.nan),
    }


def _answered(luck: Luck, leads: Frame, world: World) -> Frame:
    """Return when sales said yes or no, and when the first human attempt was."""
    ends, handed = leads["exit"], leads["handed_at"]
    answered = world.working.add(handed, leads["try_seconds"] * luck.uniform(0.35, 0.98))
    tried = world.working.add(handed, leads["try_seconds"])
    own = leads["opened_at"] + 0
    is_own = leads["type"] == story.PROSPECTING
    answered = np.where(is_own, own, answered)
    # Some refusals need no call; a silent hand-over is called late or never.
    no_call = ((ends == REJECTED) & luck.happens(0.55)) | (ends == NONE)
    no_call |= (ends == SILENT) & luck.happens(0.6)
    return {
        "answered_at": np.where((ends == SILENT) | (ends == NONE), np.nan, answered),
        "tried_at": np.where(no_call, np.nan, np.where(is_own, own, tried)),
        "n_attempts": np.where(no_call, 0, 1 + luck.poisson(1.6)),
    }


def _in_sales(luck: Luck, leads: Frame, world: World) -> Frame:
    """Return the moments of the qualified lead, the deal, the decision, and other exits."""
    ends = leads["exit"]
    has_deal = (ends == WON) | (ends == LOST)
    cycle = np.array([channel.cycle for channel in story.CHANNELS])[leads["found"]]
    talked = np.fmax(leads["answered_at"], leads["tried_at"])

    def later(since: Array, median_days: Array | float) -> Array:
        days = luck.skewed(median_days * cycle, SALES_SPREAD)
        return world.working.add(since, days * DAY_SECONDS + HOUR)

    qualified = np.where(has_deal, later(talked, DAYS_TO_QUALIFIED), np.nan)
    deal = later(qualified, DAYS_TO_DEAL)
    closed = later(deal, np.where(ends == WON, DAYS_TO_WON, DAYS_TO_LOST))
    is_back = (ends == RECYCLED) | (ends == DISQUALIFIED)
    left = np.where(
        is_back,
        later(talked, DAYS_TO_LEFT),
        np.where(ends == REJECTED, leads["answered_at"], closed),
    )
    return {"qualified_at": qualified, "deal_at": deal, "closed_at": closed, "left_at": left}


def _promises(luck: Luck, leads: Frame) -> Frame:
    """Return the recall dates that « pas prêt » and « pas de budget » need, and contract ends."""
    left = dates_of(leads["left_at"])
    recall = left + np.round(luck.uniform(30, 190)) * DAY
    # Not all representatives write the date that the agreement asks for.
    has_recall = leads["reason"].is_in("R-09", "R-10") & luck.happens(0.85)
    contract = left + np.round(luck.uniform(120, 700)) * DAY
    return {
        "recall_on": np.where(has_recall, recall, np.nan),
        "contract_ends_on": np.where(leads["reason"].is_in("R-12"), contract, np.nan),
    }


def _returns(leads: Frame, base: int, world: World) -> Frame:
    """Return the leads of those who come back after recycling, as starts of a new pass."""
    luck = world.luck("returns", leads["key"])
    gesture = leads["left_at"] + luck.uniform(50, 260) * DAY
    promised = np.fmin(leads["recall_on"], leads["contract_ends_on"] - 90 * DAY)
    opened = in_daytime(luck, np.where(np.isnan(promised), gesture, promised + DAY))
    opened = np.where(opened > leads["left_at"], opened, leads["left_at"] + DAY)
    back = (leads["exit"] == RECYCLED) & luck.happens(_RETURN_SHARE) & (opened <= world.end)
    rows = np.flatnonzero(back)
    luck = luck.at(rows)
    was = take(leads, rows)
    # Those who do not ask come by a referral, if they first came so, or by the newsletter.
    other = np.where(was["type"] == story.REFERRAL, story.REFERRAL, story.WHITE_PAPER)
    kind = np.where(luck.happens(0.6), story.DIRECT, other)
    by_mail = (kind == story.WHITE_PAPER) | luck.happens(0.5)
    through = np.where(by_mail, story.AT["email"], story.AT["direct_traffic"])
    kept = ("contact", "found", "found_at", "comes_anyway", "is_there")
    found = {
        **{name: was[name] for name in kept},
        "key": was["key"] + 1,
        "type": kind,
        "origin": np.where(kind == story.REFERRAL, was["origin"], through),
        "opened_at": opened[rows],
        "previous": rows + base,
    }
    # Whoever we know comes back all the same, by the site if their way is closed.
    shut = world.scenario.has_stopped(found["origin"], found["opened_at"])
    found["type"] = np.where(shut & (kind == story.REFERRAL), story.DIRECT, kind)
    found["origin"] = np.where(shut, story.AT["direct_traffic"], found["origin"])
    return found
