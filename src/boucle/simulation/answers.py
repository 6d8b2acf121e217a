"""What sales and marketing wrote down about each lead: hand-overs and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from boucle.simulation import story, team
from boucle.simulation.frame import DAY, HOUR, Array, Frame, by_time, dates_of, n_rows, stack
from boucle.simulation.odds import DISQUALIFIED, LOST, RECYCLED, REJECTED, WON
from boucle.simulation.versions import version_at
from boucle.simulation.words import Keys, Words, ids, keys_of, same
from boucle.simulation.working_time import DAY_SECONDS
from boucle.tables.vocabulary import ANSWERS

if TYPE_CHECKING:
    from boucle.simulation.luck import Luck
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


_NO_GRADE = (1.0, 0.0, 0.0, 0.0, 0.0)
_MOVED_ON = "réattribution : absence"


def handoffs(leads: Frame, world: World) -> Frame:
    """Return hand-overs; a few go on to a colleague while nobody has answered."""
    luck = world.luck("handoffs", leads["key"])
    rows = np.flatnonzero(leads["handed_at"] <= world.end)
    again = rows[luck.happens(story.REPEAT_HANDOFF_SHARE)[rows]]
    moved = world.working.add(leads["handed_at"][again], leads["try_seconds"][again] * 0.3)
    is_between = (moved < leads["answered_at"][again]) & (moved <= world.end)
    first = _handoff_rows(luck.at(rows), leads, rows, leads["handed_at"][rows], world)
    second_rows = again[is_between]
    second = _handoff_rows(luck.at(second_rows), leads, second_rows, moved[is_between], world)
    # The first hand-over of these went to the colleague who was not there.
    reps = np.array(team.REPS)
    place = np.searchsorted(reps, leads["rep"][rows])
    other = np.where(np.isin(rows, second_rows), reps[(place + 1) % len(reps)], leads["rep"][rows])
    first["to_user_id"] = world.users[other]
    second["override_reason"] = same(_MOVED_ON, len(second_rows))
    second["from_user_id"] = world.users[np.full(len(second_rows), team.SALES_DIRECTOR)]
    both = by_time(stack([first, second]), "handed_over_at", until=world.end)
    return {**both, "handoff_id": ids("T", n_rows(both), world.block)}


def _handoff_rows(luck: Luck, leads: Frame, rows: Array, at: Array, world: World) -> Frame:
    n, kind = len(rows), leads["type"][rows]
    shares = np.array([_GRADE_SHARES.get(code, _NO_GRADE) for code in range(len(story.LEAD_TYPES))])
    return {
        "row": luck.rows,
        "lead": rows,
        "lead_id": leads["lead_id"][rows],
        "from_user_id": world.users[np.full(n, team.DATA_KEEPER)],
        "to_user_id": world.users[leads["rep"][rows]],
        "handed_over_at": at,
        "lead_type": Words(kind, story.TYPE_CODES),
        "grade": Words(luck.pick(shares, kind), _GRADES),
        "agreement_version": version_at(at, world.scenario),
        "override_reason": same("", n),
        "propensity": np.round(
            np.clip(leads["win_chance"][rows] * luck.uniform(0.6, 1.5), 0, 1), 3
        ),
        "is_exploration": luck.happens(0.05),
    }


def dispositions(leads: Frame, passed: Frame, world: World) -> Frame:
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
    found = by_time(stack(blocks), "occurred_at", until=world.end)
    return _filled(found, leads, passed, world)


def _answer_rows(which: Array, at: Array, answer: str) -> Frame:
    rows = np.flatnonzero(which & ~np.isnan(at))
    code = ANSWERS.index(answer)
    return {"lead": rows, "occurred_at": at[rows], "code": np.full(len(rows), code, dtype=np.int8)}


def _filled(found: Frame, leads: Frame, passed: Frame, world: World) -> Frame:
    n, rows, answer = n_rows(found), found["lead"], Words(found["code"], ANSWERS)
    key = leads["key"][rows] * len(ANSWERS) + found["code"]
    luck = world.luck("answers", key)
    is_recycled, is_qualified = answer.is_in("recycled"), answer.is_in("qualified")
    gives_back = answer.is_in("rejected", "recycled", "disqualified")
    # V-05 asks for a reason each time; a few are missing.
    reason = leads["reason"][rows].blank(~gives_back | luck.happens(0.03))
    late = luck.happens(team.habit("late_entry_share", leads["rep"][rows]))
    days, minutes = luck.skewed(2 * DAY_SECONDS, 0.8), luck.skewed(0.2 * HOUR, 0.9)
    next_step = dates_of(found["occurred_at"] + luck.skewed(8, 0.6) * DAY) + DAY
    return {
        **found,
        "key": key,
        "answer": answer,
        "disposition_id": ids("D", n, world.block),
        "lead_id": leads["lead_id"][rows],
        "handoff_id": _last_handoff(passed, rows, n_rows(leads)),
        "user_id": world.users[leads["rep"][rows]],
        "reason_code": reason,
        "recall_on": np.where(is_recycled, leads["recall_on"][rows], np.nan),
        "contract_ends_on": np.where(is_recycled, leads["contract_ends_on"][rows], np.nan),
        "need_confirmed": _yes_no(luck, is_qualified, 0.96),
        "budget_known": _yes_no(luck, is_qualified, 0.72),
        "decision_maker_involved": _yes_no(luck, is_qualified, 0.8),
        "timeline_known": _yes_no(luck, is_qualified, 0.76),
        "next_step_on": np.where(is_qualified, next_step, np.nan),
        "comment": same(_OTHER_NEED, n).blank(~reason.is_in("R-15")),
        "entered_at": world.working.add(found["occurred_at"], np.where(late, days, minutes)),
    }


def _yes_no(luck: Luck, which: Array, share: float) -> Array:
    """Return 1 and 0 where `which`, NaN elsewhere: an answer that was not asked for."""
    return np.where(which, luck.happens(share).astype(float), np.nan)


def _last_handoff(passed: Frame, rows: Array, n_leads: int) -> Keys:
    last = np.full(n_leads, -1)
    last[passed["lead"]] = np.arange(n_rows(passed))  # in order of time: the later one stays
    found: Keys = keys_of(passed["handoff_id"], last[rows])
    return found
