"""What representatives did and wrote down: attempts, conversations, meetings, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from boucle.simulation import story, team
from boucle.simulation.frame import (
    DAY,
    HOUR,
    Array,
    Frame,
    choose,
    dates_of,
    happens,
    ids,
    keys_of,
    n_rows,
    place_in_group,
    skewed,
    stack,
    take,
)
from boucle.simulation.odds import LOST, REJECTED, SILENT, WON
from boucle.simulation.working_time import DAY_SECONDS

if TYPE_CHECKING:
    from boucle.simulation.world import World

_ATTEMPT_KINDS, _ATTEMPT_SHARES = ("call", "email", "message"), (0.58, 0.36, 0.06)
_GAP_DAYS = 1.6
_COMMENTS = ("boîte vocale", "rappeler la semaine prochaine", "intéressée, veut une démonstration",
             "demande une soumission", "")  # fmt: skip


def activities(rng: np.random.Generator, leads: Frame, deals: Frame, world: World) -> Frame:
    """Return the activities up to the last moment, in order; what was forgotten is not there."""
    blocks = [
        _attempts(rng, leads, world),
        _automatic(rng, leads),
        _meetings(rng, leads, deals, world),
        _notes(rng, leads),
    ]
    found = stack(blocks)
    found = take(found, found["occurred_at"] <= world.end)
    found = take(found, np.argsort(found["occurred_at"], kind="stable"))
    forgotten = rng.random(n_rows(found)) < team.habit("forgets_share", leads["rep"][found["lead"]])
    found = take(found, ~(forgotten & (found["is_human"] > 0)))
    return _described(rng, found, leads, deals, world)


def _block(
    lead: Array, at: Array, kind: Array, *, human: bool, two_way: Array, result: Array
) -> Frame:
    return {
        "lead": lead,
        "occurred_at": np.round(at),
        "kind": np.asarray(kind, dtype=object),
        "is_human": np.full(len(lead), float(human)),
        "is_two_way": two_way.astype(float),
        "outcome": np.asarray(result, dtype=object),
    }


def _attempts(rng: np.random.Generator, leads: Frame, world: World) -> Frame:
    """Return the attempts on each lead; the last one reaches whoever could be reached."""
    counts = np.where(np.isnan(leads["tried_at"]), 0, leads["n_attempts"])
    lead = np.repeat(np.arange(n_rows(leads)), counts)
    place = place_in_group(counts)
    days = (place + rng.random(len(lead)) * 0.6 * (place > 0)) * _GAP_DAYS
    at = world.working.add(leads["tried_at"][lead], days * DAY_SECONDS)
    reached = ~np.isin(leads["exit"], (REJECTED, SILENT)) & (leads["reason"] != "R-13")
    is_talk = reached[lead] & (place == counts[lead] - 1)
    kind = choose(rng, _ATTEMPT_KINDS, len(lead), _ATTEMPT_SHARES)
    kind = np.where(is_talk & (happens(rng, len(lead), 0.75)), "call", kind)
    result = np.where(is_talk, "conversation", np.where(kind == "call", "boîte vocale", "envoyé"))
    # Nobody calls after the lead has left.
    in_time = ~(at > leads["left_at"][lead])
    block = _block(lead, at, kind, human=True, two_way=is_talk, result=result)
    return take(block, in_time)


def _automatic(rng: np.random.Generator, leads: Frame) -> Frame:
    """Return the acknowledgements that the site sends: they are nobody's attempt."""
    lead = np.flatnonzero((leads["type"] == story.DIRECT) & ~np.isnan(leads["handed_at"]))
    at = leads["opened_at"][lead] + rng.uniform(5, 50, len(lead))
    none = np.zeros(len(lead), dtype=bool)
    kind = np.full(len(lead), "email", dtype=object)
    result = np.full(len(lead), "accusé de réception", dtype=object)
    return _block(lead, at, kind, human=False, two_way=none, result=result)


def _meetings(rng: np.random.Generator, leads: Frame, deals: Frame, world: World) -> Frame:
    """Return the conversation that qualified, the meeting that made the deal, follow-ups after."""
    rows = np.flatnonzero((leads["exit"] == WON) | (leads["exit"] == LOST))
    counts = np.zeros(n_rows(leads), dtype=int)
    counts[deals["lead"]] = 1 + rng.poisson(2.2, n_rows(deals))
    later = np.repeat(np.arange(n_rows(leads)), counts)
    open_seconds = world.working.between(leads["deal_at"], leads["closed_at"])
    after = world.working.add(leads["deal_at"][later], open_seconds[later] * rng.random(len(later)))
    lead = np.concatenate([rows, rows, later])
    at = np.concatenate([leads["qualified_at"][rows] - 900, leads["deal_at"][rows] - 2_700, after])
    kind = np.concatenate(
        [
            np.full(len(rows), "call", dtype=object),
            np.full(len(rows), "meeting", dtype=object),
            choose(rng, ("email", "call", "meeting"), len(later), (0.5, 0.3, 0.2)),
        ]
    )
    two_way = (kind != "email") | (happens(rng, len(lead), 0.5))
    result = np.where(two_way, "conversation", "envoyé")
    return _block(lead, at, kind, human=True, two_way=two_way, result=result)


def _notes(rng: np.random.Generator, leads: Frame) -> Frame:
    lead = np.flatnonzero(~np.isnan(leads["answered_at"]) & (happens(rng, n_rows(leads), 0.2)))
    none = np.zeros(len(lead), dtype=bool)
    kind = np.full(len(lead), "note", dtype=object)
    result = np.full(len(lead), "", dtype=object)
    return _block(
        lead, leads["answered_at"][lead] + 300, kind, human=True, two_way=none, result=result
    )


def _described(
    rng: np.random.Generator,
    found: Frame,
    leads: Frame,
    deals: Frame,
    world: World,
) -> Frame:
    has_deal = np.full(n_rows(leads), -1)
    has_deal[deals["lead"]] = np.arange(n_rows(deals))
    n, lead, at = n_rows(found), found["lead"], found["occurred_at"]
    rep = leads["rep"][lead]
    in_deal = (has_deal[lead] >= 0) & (at >= leads["deal_at"][lead])
    is_late = rng.random(n) < team.habit("late_entry_share", rep)
    late, prompt = skewed(rng, 2.5 * DAY_SECONDS, 0.8, n), skewed(rng, 0.4 * HOUR, 0.9, n)
    entered = world.working.add(at, np.where(is_late, late, prompt))
    talk = found["is_two_way"] > 0
    step = dates_of(at + skewed(rng, 9, 0.6, n) * DAY) + DAY
    return {
        **found,
        # Nothing refers to an activity: its date may be written wrong.
        "may_fail": found["is_human"] > 0,
        "activity_id": ids("ACT", n),
        "contact_id": world.people["contact_id"][leads["contact"][lead]],
        "lead_id": leads["lead_id"][lead],
        "opportunity_id": keys_of(deals["opportunity_id"], np.where(in_deal, has_deal[lead], -1)),
        "user_id": team.USER_IDS[rep],
        "duration_minutes": np.where(talk, np.round(skewed(rng, 14, 0.6, n)), np.nan),
        "next_step_on": np.where(talk & (happens(rng, n, 0.85)), step, np.nan),
        "comment": np.where(found["is_human"] > 0, choose(rng, _COMMENTS, n), "").astype(object),
        "entered_at": np.where(found["is_human"] > 0, entered, at + 1),
    }
