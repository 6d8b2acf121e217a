"""The way of every lead through sales: hand-over, first attempt, answer, deal, exit, return."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from boucle.simulation import story
from boucle.simulation.frame import (
    DAY,
    HOUR,
    Array,
    Frame,
    dates_of,
    happens,
    n_rows,
    skewed,
    stack,
    take,
)
from boucle.simulation.moments import in_daytime
from boucle.simulation.odds import (
    DISQUALIFIED,
    LOST,
    NONE,
    RECYCLED,
    REJECTED,
    SILENT,
    WON,
    draw_exits,
    reasons,
    win_chances,
)
from boucle.simulation.team import habit, rep_for
from boucle.simulation.working_time import DAY_SECONDS, WorkingTime

if TYPE_CHECKING:
    from boucle.simulation.world import World

_PASSES = 3
_RETURN_SHARE = 0.45
# Median working days: from the answer to the qualified lead, to the deal, to the decision.
_DAYS_TO_QUALIFIED, _DAYS_TO_DEAL, _DAYS_TO_WON, _DAYS_TO_LOST = 9, 12, 30, 38
_LATE_TRANSFER_SHARE = 0.03


def all_leads(rng: np.random.Generator, starts: Frame, world: World) -> Frame:
    """Return every pass of every lead in order of opening; ``previous`` names the pass before."""
    passes = [_one_pass(rng, starts, world)]
    base = 0
    for _ in range(_PASSES - 1):
        back = _returns(rng, passes[-1], base, world.end)
        base += n_rows(passes[-1])
        if n_rows(back) == 0:
            break
        passes.append(_one_pass(rng, back, world))
    return _in_order(stack(passes))


def _in_order(leads: Frame) -> Frame:
    order = np.argsort(leads["opened_at"], kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    previous = leads["previous"]
    renamed = np.where(previous >= 0, place[np.maximum(previous, 0)], -1)
    return take({**leads, "previous": renamed}, order)


def _one_pass(rng: np.random.Generator, starts: Frame, world: World) -> Frame:
    leads = {**starts, **_handed_over(rng, starts, world)}
    leads["win_chance"] = win_chances(leads, world.people)
    leads["exit"] = draw_exits(rng, leads, world.people, world.firms)
    leads["reason"] = reasons(rng, leads, world.people, world.firms)
    leads.update(_answered(rng, leads, world))
    leads.update(_in_sales(rng, leads, world.working))
    leads.update(_promises(rng, leads))
    return leads


def _handed_over(rng: np.random.Generator, leads: Frame, world: World) -> Frame:
    """Return when each lead became an MQL, who got it, and how long until the first attempt."""
    n, kind, opened = n_rows(leads), leads["type"], leads["opened_at"]
    # A conversation at an event is typed at the office, hours or days later.
    noted = world.working.add(opened, skewed(rng, 3 * HOUR, 1.1, n))
    noted = np.where(kind == story.EVENT, noted, opened)
    # A webinar or a white paper alone is no MQL: a second gesture comes first.
    second = in_daytime(rng, opened + DAY + skewed(rng, 4 * DAY, 0.8, n))
    is_slow = np.isin(kind, (story.WEBINAR, story.WHITE_PAPER))
    mql = np.where(is_slow, second, opened + np.floor(rng.uniform(0, 40, n)))
    delay = skewed(rng, 75, 0.6, n) + np.where(
        happens(rng, n, _LATE_TRANSFER_SHARE), rng.uniform(0.5, 20, n) * HOUR, 0
    )
    handed = np.maximum(mql, noted) + np.round(delay)
    is_handed = np.isin(kind, story.HANDED_OVER)
    territory = world.people["territory"][leads["contact"]]
    rep = rep_for(territory, world.absent, np.where(is_handed, handed, opened), leads["contact"])
    typical = np.array([each.try_hours for each in story.LEAD_TYPES])[kind]
    tries = skewed(rng, typical * HOUR * habit("slowness", rep), 1.0, n)
    return {
        "noted_at": noted,
        "mql_at": np.where(is_handed, mql, np.nan),
        "handed_at": np.where(is_handed, handed, np.nan),
        "rep": rep,
        "try_seconds": np.where(is_handed, tries, np.nan),
    }


def _answered(rng: np.random.Generator, leads: Frame, world: World) -> Frame:
    """Return when sales said yes or no, and when the first human attempt was."""
    n, ends, handed = n_rows(leads), leads["exit"], leads["handed_at"]
    answered = world.working.add(handed, leads["try_seconds"] * rng.uniform(0.35, 0.98, n))
    tried = world.working.add(handed, leads["try_seconds"])
    own = leads["opened_at"] + 0
    is_own = leads["type"] == story.PROSPECTING
    answered = np.where(is_own, own, answered)
    # Some refusals need no call; a silent hand-over is called late or never.
    no_call = ((ends == REJECTED) & (happens(rng, n, 0.55))) | (ends == NONE)
    no_call |= (ends == SILENT) & (happens(rng, n, 0.6))
    return {
        "answered_at": np.where((ends == SILENT) | (ends == NONE), np.nan, answered),
        "tried_at": np.where(no_call, np.nan, np.where(is_own, own, tried)),
        "n_attempts": np.where(no_call, 0, 1 + rng.poisson(1.6, n)),
    }


def _in_sales(rng: np.random.Generator, leads: Frame, working: WorkingTime) -> Frame:
    """Return the moments of the qualified lead, the deal, the decision, and other exits."""
    n, ends = n_rows(leads), leads["exit"]
    has_deal = (ends == WON) | (ends == LOST)
    cycle = np.array([channel.cycle for channel in story.CHANNELS])[leads["found"]]
    talked = np.fmax(leads["answered_at"], leads["tried_at"])

    def later(since: Array, median_days: Array | float) -> Array:
        days = skewed(rng, median_days * cycle, 0.55, n)
        return working.add(since, days * DAY_SECONDS + HOUR)

    qualified = np.where(has_deal, later(talked, _DAYS_TO_QUALIFIED), np.nan)
    deal = later(qualified, _DAYS_TO_DEAL)
    closed = later(deal, np.where(ends == WON, _DAYS_TO_WON, _DAYS_TO_LOST))
    is_back = (ends == RECYCLED) | (ends == DISQUALIFIED)
    left = np.where(
        is_back, later(talked, 8), np.where(ends == REJECTED, leads["answered_at"], closed)
    )
    return {"qualified_at": qualified, "deal_at": deal, "closed_at": closed, "left_at": left}


def _promises(rng: np.random.Generator, leads: Frame) -> Frame:
    """Return the recall dates that « pas prêt » and « pas de budget » need, and contract ends."""
    n, reason = n_rows(leads), leads["reason"]
    left = dates_of(leads["left_at"])
    recall = left + np.round(rng.uniform(30, 190, n)) * DAY
    # Not all representatives write the date that the agreement asks for.
    has_recall = np.isin(reason, ("R-09", "R-10")) & (happens(rng, n, 0.85))
    contract = left + np.round(rng.uniform(120, 700, n)) * DAY
    return {
        "recall_on": np.where(has_recall, recall, np.nan),
        "contract_ends_on": np.where(reason == "R-12", contract, np.nan),
    }


def _returns(rng: np.random.Generator, leads: Frame, base: int, end: float) -> Frame:
    """Return the leads of those who come back after recycling, as starts of a new pass."""
    n = n_rows(leads)
    gesture = leads["left_at"] + rng.uniform(50, 260, n) * DAY
    promised = np.fmin(leads["recall_on"], leads["contract_ends_on"] - 90 * DAY)
    opened = in_daytime(rng, np.where(np.isnan(promised), gesture, promised + DAY))
    opened = np.where(opened > leads["left_at"], opened, leads["left_at"] + DAY)
    back = (leads["exit"] == RECYCLED) & (happens(rng, n, _RETURN_SHARE)) & (opened <= end)
    rows = np.flatnonzero(back)
    asks = happens(rng, len(rows), 0.6)
    # The others by a referral, if they first came so, or by a white paper in the newsletter.
    other = np.where(leads["type"][rows] == story.REFERRAL, story.REFERRAL, story.WHITE_PAPER)
    kind = np.where(asks, story.DIRECT, other)
    by_mail = (kind == story.WHITE_PAPER) | happens(rng, len(rows), 0.5)
    through = np.where(by_mail, story.AT["email"], story.AT["direct_traffic"])
    return {
        "contact": leads["contact"][rows],
        "found": leads["found"][rows],
        "found_at": leads["found_at"][rows],
        "type": kind,
        "origin": np.where(kind == story.REFERRAL, leads["origin"][rows], through),
        "opened_at": opened[rows],
        "previous": rows + base,
    }
