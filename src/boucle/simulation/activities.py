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
    by_time,
    dates_of,
    n_rows,
    place_in_group,
    stack,
    take,
)
from boucle.simulation.odds import LOST, REJECTED, SILENT, WON
from boucle.simulation.words import Words, ids, keys_of
from boucle.simulation.working_time import DAY_SECONDS
from boucle.tables.vocabulary import ACTIVITY_KINDS

if TYPE_CHECKING:
    from boucle.simulation.luck import Luck
    from boucle.simulation.world import World

# Of calls, e-mails and messages.
_ATTEMPT_SHARES = (0.58, 0.36, 0.06)
_GAP_DAYS = 1.6
_COMMENTS = ("boîte vocale", "rappeler la semaine prochaine", "intéressée, veut une démonstration",
             "demande une soumission", "")  # fmt: skip


_CALL, _EMAIL, _MEETING, _MESSAGE, _NOTE = range(len(ACTIVITY_KINDS))
_RESULTS = ("", "conversation", "boîte vocale", "envoyé", "accusé de réception")
_NOTHING, _TALK, _VOICE_MAIL, _SENT, _ACKNOWLEDGED = range(len(_RESULTS))


def activities(leads: Frame, deals: Frame, world: World) -> Frame:
    """Return the activities up to the last moment, in order; what was forgotten is not there."""
    blocks = [
        _attempts(leads, world),
        _automatic(leads, world),
        _meetings(leads, world),
        _follow_ups(leads, deals, world),
        _notes(leads, world),
    ]
    found = by_time(stack(blocks), "occurred_at", until=world.end)
    luck = world.luck("activities", found["row"])
    rep = leads["rep"][found["lead"]]
    forgotten = luck.happens(team.habit("forgets_share", rep)) & found["is_human"]
    return _described(take(found, ~forgotten), leads, deals, world)


def _block(
    luck: Luck, lead: Array, at: Array, kind: Array, *, human: bool, two_way: Array, result: Array
) -> Frame:
    return {
        "row": luck.rows,
        "lead": lead,
        "occurred_at": np.round(at),
        "kind_code": kind.astype(np.int8),
        "is_human": np.full(len(lead), human),
        "is_two_way": two_way,
        "result": result.astype(np.int8),
    }


def _attempts(leads: Frame, world: World) -> Frame:
    """Return the attempts on each lead; the last one reaches whoever could be reached."""
    counts = np.where(np.isnan(leads["tried_at"]), 0, leads["n_attempts"])
    lead, place = np.repeat(np.arange(n_rows(leads)), counts), place_in_group(counts)
    luck = world.luck("attempts", leads["key"]).each(counts, place)
    days = (place + luck.random() * 0.6 * (place > 0)) * _GAP_DAYS
    at = world.working.add(leads["tried_at"][lead], days * DAY_SECONDS)
    reached = ~np.isin(leads["exit"], (REJECTED, SILENT)) & ~leads["reason"].is_in("R-13")
    is_talk = reached[lead] & (place == counts[lead] - 1)
    kind = np.array([_CALL, _EMAIL, _MESSAGE])[luck.place(_ATTEMPT_SHARES)]
    kind = np.where(is_talk & luck.happens(0.75), _CALL, kind)
    result = np.where(is_talk, _TALK, np.where(kind == _CALL, _VOICE_MAIL, _SENT))
    # Nobody calls after the lead has left.
    in_time = ~(at > leads["left_at"][lead])
    block = _block(luck, lead, at, kind, human=True, two_way=is_talk, result=result)
    return take(block, in_time)


def _automatic(leads: Frame, world: World) -> Frame:
    """Return the acknowledgements that the site sends: they are nobody's attempt."""
    lead = np.flatnonzero((leads["type"] == story.DIRECT) & ~np.isnan(leads["handed_at"]))
    luck, n = world.luck("automatic", leads["key"][lead]), len(lead)
    at = leads["opened_at"][lead] + luck.uniform(5, 50)
    none, kind = np.zeros(n, dtype=bool), np.full(n, _EMAIL)
    result = np.full(n, _ACKNOWLEDGED)
    return _block(luck, lead, at, kind, human=False, two_way=none, result=result)


def _meetings(leads: Frame, world: World) -> Frame:
    """Return the conversation that qualified and the meeting that made the deal."""
    rows = np.flatnonzero((leads["exit"] == WON) | (leads["exit"] == LOST))
    n, key = len(rows), leads["key"][rows]
    at = np.concatenate([leads["qualified_at"][rows] - 900, leads["deal_at"][rows] - 2_700])
    return _block(
        world.luck("meetings", np.concatenate([key * 2, key * 2 + 1])),
        np.tile(rows, 2),
        at,
        np.repeat([_CALL, _MEETING], n),
        human=True,
        two_way=np.ones(2 * n, dtype=bool),
        result=np.full(2 * n, _TALK),
    )


def _follow_ups(leads: Frame, deals: Frame, world: World) -> Frame:
    """Return what was done while the deal was open."""
    luck = world.luck("follow-ups", deals["key"])
    counts = 1 + luck.poisson(2.2)
    lead, luck = np.repeat(deals["lead"], counts), luck.each(counts, place_in_group(counts))
    open_seconds = world.working.between(leads["deal_at"], leads["closed_at"])
    at = world.working.add(leads["deal_at"][lead], open_seconds[lead] * luck.random())
    kind = np.array([_EMAIL, _CALL, _MEETING])[luck.place((0.5, 0.3, 0.2))]
    two_way = (kind != _EMAIL) | luck.happens(0.5)
    result = np.where(two_way, _TALK, _SENT)
    return _block(luck, lead, at, kind, human=True, two_way=two_way, result=result)


def _notes(leads: Frame, world: World) -> Frame:
    luck = world.luck("notes", leads["key"])
    lead = np.flatnonzero(~np.isnan(leads["answered_at"]) & luck.happens(0.2))
    luck, n = luck.at(lead), len(lead)
    none, kind = np.zeros(n, dtype=bool), np.full(n, _NOTE)
    at = leads["answered_at"][lead] + 300
    return _block(luck, lead, at, kind, human=True, two_way=none, result=np.full(n, _NOTHING))


def _described(found: Frame, leads: Frame, deals: Frame, world: World) -> Frame:
    deal_of = np.full(n_rows(leads), -1)
    deal_of[deals["lead"]] = np.arange(n_rows(deals))
    n, lead, at = n_rows(found), found["lead"], found["occurred_at"]
    luck, rep = world.luck("typing", found["row"]), leads["rep"][lead]
    in_deal = (deal_of[lead] >= 0) & (at >= leads["deal_at"][lead])
    is_late = luck.happens(team.habit("late_entry_share", rep))
    late, prompt = luck.skewed(2.5 * DAY_SECONDS, 0.8), luck.skewed(0.4 * HOUR, 0.9)
    entered = world.working.add(at, np.where(is_late, late, prompt))
    talk, is_human = found["is_two_way"], found["is_human"]
    step = dates_of(at + luck.skewed(9, 0.6) * DAY) + DAY
    return {
        **found,
        # Nothing refers to an activity: its date may be written wrong.
        "may_fail": is_human,
        "activity_id": ids("ACT", n, world.block),
        "contact_id": world.people["contact_id"][leads["contact"][lead]],
        "lead_id": leads["lead_id"][lead],
        "opportunity_id": keys_of(deals["opportunity_id"], np.where(in_deal, deal_of[lead], -1)),
        "user_id": world.users[rep],
        "kind": Words(found["kind_code"], ACTIVITY_KINDS),
        "outcome": Words(found["result"], _RESULTS),
        "duration_minutes": np.where(talk, np.round(luck.skewed(14, 0.6)), np.nan),
        "next_step_on": np.where(talk & luck.happens(0.85), step, np.nan),
        "comment": luck.choose(_COMMENTS).blank(~is_human),
        "entered_at": np.where(is_human, entered, at + 1),
    }
