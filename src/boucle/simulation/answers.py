"""What sales and marketing wrote down about each lead: hand-overs and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from boucle.simulation import story, team
from boucle.simulation.frame import (
    DAY,
    HOUR,
    Array,
    Frame,
    dates_of,
    happens,
    ids,
    n_rows,
    skewed,
    stack,
    take,
)
from boucle.simulation.odds import DISQUALIFIED, LOST, RECYCLED, REJECTED, WON
from boucle.simulation.versions import version_at
from boucle.simulation.working_time import DAY_SECONDS

if TYPE_CHECKING:
    from boucle.simulation.world import World

_OTHER_NEED = "cherche du développement sur mesure"
_GRADES = ("A1", "B1", "C1", "A2", "B2")
_GRADE_SHARES = {
    story.DIRECT: (0.45, 0.35, 0.2, 0.0, 0.0),
    story.REFERRAL: (0.5, 0.3, 0.1, 0.05, 0.05),
    story.EVENT: (0.15, 0.1, 0.05, 0.4, 0.3),
    story.WEBINAR: (0.05, 0.05, 0.1, 0.45, 0.35),
    story.WHITE_PAPER: (0.05, 0.05, 0.15, 0.4, 0.35),
}


def handoffs(rng: np.random.Generator, leads: Frame, world: World) -> Frame:
    """Return hand-overs; a few go on to a colleague while nobody has answered."""
    rows = np.flatnonzero(leads["handed_at"] <= world.end)
    first = _handoff_rows(rng, leads, rows, leads["handed_at"][rows])
    again = rows[happens(rng, len(rows), story.REPEAT_HANDOFF_SHARE)]
    moved = world.working.add(leads["handed_at"][again], leads["try_seconds"][again] * 0.3)
    is_between = (moved < leads["answered_at"][again]) & (moved <= world.end)
    second = _handoff_rows(rng, leads, again[is_between], moved[is_between])
    # The first hand-over of these went to the colleague who was not there.
    reps = np.array(team.REPS)
    moved_on = np.isin(first["lead"], second["lead"])
    place = np.searchsorted(reps, leads["rep"][first["lead"]])
    other = reps[(place + 1) % len(reps)]
    first["to_user_id"] = np.where(moved_on, team.USER_IDS[other], first["to_user_id"])
    second["override_reason"] = np.full(n_rows(second), "réattribution : absence", dtype=object)
    second["from_user_id"] = np.full(
        n_rows(second), team.USER_IDS[team.SALES_DIRECTOR], dtype=object
    )
    both = stack([first, second])
    both = take(both, np.argsort(both["handed_over_at"], kind="stable"))
    return {**both, "handoff_id": ids("T", n_rows(both))}


def _handoff_rows(rng: np.random.Generator, leads: Frame, rows: Array, at: Array) -> Frame:
    n = len(rows)
    kind = leads["type"][rows]
    grades = np.full(n, "", dtype=object)
    for code, shares in _GRADE_SHARES.items():
        mine = kind == code
        grades[mine] = rng.choice(_GRADES, mine.sum(), p=shares)
    return {
        "lead": rows,
        "lead_id": leads["lead_id"][rows],
        "from_user_id": np.full(n, team.USER_IDS[team.DATA_KEEPER], dtype=object),
        "to_user_id": team.USER_IDS[leads["rep"][rows]],
        "handed_over_at": at,
        "lead_type": np.array(story.TYPE_CODES, dtype=object)[kind],
        "grade": grades,
        "agreement_version": version_at(at),
        "override_reason": np.full(n, "", dtype=object),
        "propensity": np.round(
            np.clip(leads["win_chance"][rows] * rng.uniform(0.6, 1.5, n), 0, 1), 3
        ),
        "is_exploration": happens(rng, n, 0.05),
    }


def dispositions(rng: np.random.Generator, leads: Frame, passed: Frame, world: World) -> Frame:
    """Return every answer of sales, in order of time, each to the last hand-over before it."""
    ends = leads["exit"]
    accepted = np.isin(ends, (WON, LOST, RECYCLED, DISQUALIFIED)) & ~np.isnan(leads["handed_at"])
    blocks = [
        _answer_rows(accepted, leads["answered_at"], "accepted"),
        _answer_rows(ends == REJECTED, leads["left_at"], "rejected"),
        _answer_rows(ends == RECYCLED, leads["left_at"], "recycled"),
        _answer_rows(ends == DISQUALIFIED, leads["left_at"], "disqualified"),
        _answer_rows((ends == WON) | (ends == LOST), leads["qualified_at"], "qualified"),
    ]
    found = stack(blocks)
    found = take(found, found["occurred_at"] <= world.end)
    found = take(found, np.argsort(found["occurred_at"], kind="stable"))
    return _filled(rng, found, leads, passed, world)


def _answer_rows(which: Array, at: Array, answer: str) -> Frame:
    rows = np.flatnonzero(which & ~np.isnan(at))
    return {
        "lead": rows,
        "occurred_at": at[rows],
        "answer": np.full(len(rows), answer, dtype=object),
    }


def _filled(
    rng: np.random.Generator, found: Frame, leads: Frame, passed: Frame, world: World
) -> Frame:
    n, rows, answer = n_rows(found), found["lead"], found["answer"]
    gives_back = np.isin(answer, ("rejected", "recycled", "disqualified"))
    is_recycled, is_qualified = answer == "recycled", answer == "qualified"
    reason = np.where(gives_back, leads["reason"][rows], "").astype(object)
    # V-05 asks for a reason each time; a few are missing.
    reason = np.where(happens(rng, n, 0.03), "", reason).astype(object)
    late = rng.random(n) < team.habit("late_entry_share", leads["rep"][rows])
    days, minutes = skewed(rng, 2 * DAY_SECONDS, 0.8, n), skewed(rng, 0.2 * HOUR, 0.9, n)
    next_step = dates_of(found["occurred_at"] + skewed(rng, 8, 0.6, n) * DAY) + DAY
    nan = np.full(n, np.nan)
    return {
        **found,
        "disposition_id": ids("D", n),
        "lead_id": leads["lead_id"][rows],
        "handoff_id": _last_handoff(passed, rows, n_rows(leads)),
        "user_id": team.USER_IDS[leads["rep"][rows]],
        "reason_code": reason,
        "recall_on": np.where(is_recycled, leads["recall_on"][rows], nan),
        "contract_ends_on": np.where(is_recycled, leads["contract_ends_on"][rows], nan),
        "need_confirmed": _yes_no(rng, is_qualified, 0.96),
        "budget_known": _yes_no(rng, is_qualified, 0.72),
        "decision_maker_involved": _yes_no(rng, is_qualified, 0.8),
        "timeline_known": _yes_no(rng, is_qualified, 0.76),
        "next_step_on": np.where(is_qualified, next_step, nan),
        "comment": np.where(reason == "R-15", _OTHER_NEED, "").astype(object),
        "entered_at": world.working.add(found["occurred_at"], np.where(late, days, minutes)),
    }


def _yes_no(rng: np.random.Generator, which: Array, share: float) -> Array:
    """Return 1 and 0 where `which`, NaN elsewhere: an answer that was not asked for."""
    return np.where(which, (happens(rng, len(which), share)).astype(float), np.nan)


def _last_handoff(passed: Frame, rows: Array, n_leads: int) -> Array:
    last = np.full(n_leads, "", dtype=object)
    last[passed["lead"]] = passed["handoff_id"]  # in order of time: the later one stays
    return last[rows]
