"""What sales and marketing wrote down about each lead: moves, hand-overs, answers."""

from __future__ import annotations

from datetime import date

import numpy as np

from boucle.simulation import story, team
from boucle.simulation.frame import DAY, HOUR, Array, Frame, dates_of, ids, n_rows, skewed, stack, take
from boucle.simulation.funnel import World
from boucle.simulation.odds import DISQUALIFIED, LOST, RECYCLED, REJECTED, WON
from boucle.simulation.working_time import seconds_of

_SECOND_VERSION_ON = date(2026, 1, 5)
_FIRST_VERSION_ON = date(2025, 1, 6)
# Where a lead goes that sales gave back, with the reason.
_GIVEN_BACK = ("recycled", "disqualified", "lead")
_GRADES = ("A1", "B1", "C1", "A2", "B2")
_GRADE_SHARES = {
    story.DIRECT: (0.45, 0.35, 0.2, 0.0, 0.0),
    story.REFERRAL: (0.5, 0.3, 0.1, 0.05, 0.05),
    story.EVENT: (0.15, 0.1, 0.05, 0.4, 0.3),
    story.WEBINAR: (0.05, 0.05, 0.1, 0.45, 0.35),
    story.WHITE_PAPER: (0.05, 0.05, 0.15, 0.4, 0.35),
}


def version_at(moments: Array) -> Array:
    """Return the version of the agreement in force at each moment; empty before the first."""
    second = seconds_of(_SECOND_VERSION_ON)
    first = seconds_of(_FIRST_VERSION_ON)
    return np.select([moments >= second, moments >= first], ["2.0.0", "1.0.0"], "").astype(object)


def handoffs(rng: np.random.Generator, leads: Frame, world: World) -> Frame:
    """Return hand-overs; a few go on to a colleague while nobody has answered."""
    rows = np.flatnonzero(leads["handed_at"] <= world.end)
    first = _handoff_rows(rng, leads, rows, leads["handed_at"][rows])
    again = rows[rng.random(len(rows)) < story.REPEAT_HANDOFF_SHARE]
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
    second["from_user_id"] = np.full(n_rows(second), team.USER_IDS[team.SALES_DIRECTOR], dtype=object)
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
        "propensity": np.round(np.clip(leads["win_chance"][rows] * rng.uniform(0.6, 1.5, n), 0, 1), 3),
        "is_exploration": rng.random(n) < 0.05,  # noqa: PLR2004 - the agreement's share
    }


def dispositions(rng: np.random.Generator, leads: Frame, passed: Frame, world: World) -> Frame:
    """Return every answer of sales, in order of time, each to the last hand-over before it."""
    ends = leads["exit"]
    accepted = np.isin(ends, (WON, LOST, RECYCLED, DISQUALIFIED)) & ~np.isnan(leads["handed_at"])
    blocks = [
        _answer_rows(leads, accepted, leads["answered_at"], "accepted"),
        _answer_rows(leads, ends == REJECTED, leads["left_at"], "rejected"),
        _answer_rows(leads, ends == RECYCLED, leads["left_at"], "recycled"),
        _answer_rows(leads, ends == DISQUALIFIED, leads["left_at"], "disqualified"),
        _answer_rows(leads, (ends == WON) | (ends == LOST), leads["qualified_at"], "qualified"),
    ]
    found = stack(blocks)
    found = take(found, found["occurred_at"] <= world.end)
    found = take(found, np.argsort(found["occurred_at"], kind="stable"))
    return _filled(rng, found, leads, passed)


def _answer_rows(leads: Frame, which: Array, at: Array, answer: str) -> Frame:
    rows = np.flatnonzero(which & ~np.isnan(at))
    return {
        "lead": rows,
        "occurred_at": at[rows],
        "answer": np.full(len(rows), answer, dtype=object),
    }


def _filled(rng: np.random.Generator, found: Frame, leads: Frame, passed: Frame) -> Frame:
    n, rows, answer = n_rows(found), found["lead"], found["answer"]
    gives_back = np.isin(answer, ("rejected", "recycled", "disqualified"))
    is_recycled, is_qualified = answer == "recycled", answer == "qualified"
    reason = np.where(gives_back, leads["reason"][rows], "").astype(object)
    # V-05 asks for a reason each time; a few are missing.
    reason = np.where(rng.random(n) < 0.03, "", reason).astype(object)  # noqa: PLR2004
    late = rng.random(n) < team.habit("late_entry_share", leads["rep"][rows])
    lag = np.where(late, skewed(rng, 2 * DAY, 0.8, n), skewed(rng, 0.2 * HOUR, 0.9, n))
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
        "comment": np.where(reason == "R-15", "cherche du développement sur mesure", "").astype(object),
        "entered_at": found["occurred_at"] + np.round(lag),
    }


def _yes_no(rng: np.random.Generator, which: Array, share: float) -> Array:
    """Return 1 and 0 where `which`, NaN elsewhere: an answer that was not asked for."""
    return np.where(which, (rng.random(len(which)) < share).astype(float), np.nan)


def _last_handoff(passed: Frame, rows: Array, n_leads: int) -> Array:
    last = np.full(n_leads, "", dtype=object)
    last[passed["lead"]] = passed["handoff_id"]  # in order of time: the later one stays
    return last[rows]


def stage_changes(leads: Frame, deals: Frame, world: World) -> Frame:
    """Return every move as it happened: of leads to the end, and of deals."""
    moves = [*_lead_moves(leads), *_deal_moves(deals)]
    found = stack(moves)
    found = take(found, found["occurred_at"] <= world.end)
    found = take(found, np.argsort(found["occurred_at"], kind="stable"))
    n = n_rows(found)
    return {
        **found,
        "stage_change_id": ids("E", n),
        "agreement_version": version_at(found["occurred_at"]),
        "evidence": np.full(n, "", dtype=object),
        "entered_at": found["occurred_at"] + 120,
    }


def _lead_moves(leads: Frame) -> list[Frame]:
    ends, rep = leads["exit"], team.USER_IDS[leads["rep"]]
    marketing = np.full(n_rows(leads), team.USER_IDS[team.DATA_KEEPER], dtype=object)
    is_own = leads["type"] == story.PROSPECTING
    taken = np.isin(ends, (WON, LOST, RECYCLED, DISQUALIFIED))
    back = ends == REJECTED
    wrong_address = back & (leads["reason"] == "R-05")
    steps = [
        (~np.isnan(leads["opened_at"]), "contact", "lead", leads["opened_at"], marketing),
        (~np.isnan(leads["mql_at"]), "lead", "mql", leads["mql_at"], marketing),
        (taken & ~is_own, "mql", "sal", leads["answered_at"], rep),
        (taken & is_own, "lead", "sal", leads["answered_at"] + 60, rep),
        (ends == RECYCLED, "sal", "recycled", leads["left_at"], rep),
        (ends == DISQUALIFIED, "sal", "disqualified", leads["left_at"], rep),
        (back & ~wrong_address, "mql", "disqualified", leads["left_at"], rep),
        (wrong_address, "mql", "lead", leads["left_at"], rep),
        (taken, "sal", "sql", leads["qualified_at"], rep),
        (taken, "sql", "opportunity", leads["deal_at"], rep),
        (ends == WON, "opportunity", "customer", leads["closed_at"], rep),
        (ends == LOST, "opportunity", "lost", leads["closed_at"], rep),
    ]
    gave = leads["reason"]
    return [
        _moves("lead", leads["lead_id"], *step, reason=gave if step[2] in _GIVEN_BACK else None)
        for step in steps[1:]
    ] + [_moves("lead", leads["lead_id"], *steps[0])]


def _deal_moves(deals: Frame) -> list[Frame]:
    every = np.ones(n_rows(deals), dtype=bool)
    key, owner = deals["opportunity_id"], deals["owner_id"]
    won, lost = deals["outcome"] == "won", deals["outcome"] == "lost"
    return [
        _moves("opportunity", key, every, "", "opportunity", deals["created_at"], owner),
        _moves("opportunity", key, won, "opportunity", "customer", deals["closed_at"], owner),
        _moves("opportunity", key, lost, "opportunity", "lost", deals["closed_at"], owner),
    ]


def _moves(
    subject: str, keys: Array, which: Array, before: str, after: str, at: Array, actor: Array,
    reason: Array | None = None,
) -> Frame:  # fmt: skip
    rows = np.flatnonzero(which & ~np.isnan(at))
    n = len(rows)
    return {
        "subject": np.full(n, subject, dtype=object),
        "subject_id": keys[rows],
        "from_stage": np.full(n, before, dtype=object),
        "to_stage": np.full(n, after, dtype=object),
        "occurred_at": at[rows],
        "actor_id": actor[rows],
        "reason_code": np.full(n, "", dtype=object) if reason is None else reason[rows],
    }
