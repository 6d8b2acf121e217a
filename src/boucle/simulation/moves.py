"""Every move of a lead and of a deal from stage to stage, as it happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from boucle.simulation import story, team
from boucle.simulation.frame import Array, Frame, ids, n_rows, stack, take
from boucle.simulation.odds import DISQUALIFIED, LOST, RECYCLED, REJECTED, WON
from boucle.simulation.versions import version_at

if TYPE_CHECKING:
    from boucle.simulation.world import World


@dataclass(frozen=True, slots=True)
class _Move:
    """One kind of move: which rows make it, from where to where, when, and by whom."""

    which: Array
    before: str
    after: str
    at: Array
    actor: Array
    # Whether the reason of the lead goes with it: sales gave it back.
    gives_back: bool = False


def stage_changes(leads: Frame, deals: Frame, world: World) -> Frame:
    """Return the moves up to the last moment, in order of time."""
    blocks = [_rows("lead", leads["lead_id"], each, leads["reason"]) for each in _of_leads(leads)]
    none = np.full(n_rows(deals), "", dtype=object)
    blocks += [
        _rows("opportunity", deals["opportunity_id"], each, none) for each in _of_deals(deals)
    ]
    found = stack(blocks)
    found = take(found, found["occurred_at"] <= world.end)
    found = take(found, np.argsort(found["occurred_at"], kind="stable"))
    n = n_rows(found)
    return {
        **found,
        "stage_change_id": ids("E", n),
        "agreement_version": version_at(found["occurred_at"]),
        "entered_at": found["occurred_at"] + 120,
    }


def _of_leads(leads: Frame) -> list[_Move]:
    ends, rep = leads["exit"], team.USER_IDS[leads["rep"]]
    marketing = np.full(n_rows(leads), team.USER_IDS[team.DATA_KEEPER], dtype=object)
    is_own = leads["type"] == story.PROSPECTING
    taken = np.isin(ends, (WON, LOST, RECYCLED, DISQUALIFIED))
    back, typo = ends == REJECTED, leads["reason"] == "R-05"
    answered, left = leads["answered_at"], leads["left_at"]
    every = np.ones(n_rows(leads), dtype=bool)
    return [
        _Move(every, "contact", "lead", leads["opened_at"], marketing),
        _Move(every, "lead", "mql", leads["mql_at"], marketing),
        _Move(taken & ~is_own, "mql", "sal", answered, rep),
        # What a representative finds alone skips marketing's stage.
        _Move(taken & is_own, "lead", "sal", answered + 60, rep),
        _Move(ends == RECYCLED, "sal", "recycled", left, rep, gives_back=True),
        _Move(ends == DISQUALIFIED, "sal", "disqualified", left, rep, gives_back=True),
        _Move(back & ~typo, "mql", "disqualified", left, rep, gives_back=True),
        # A wrong address goes back to be corrected.
        _Move(back & typo, "mql", "lead", left, rep, gives_back=True),
        _Move(taken, "sal", "sql", leads["qualified_at"], rep),
        _Move(taken, "sql", "opportunity", leads["deal_at"], rep),
        _Move(ends == WON, "opportunity", "customer", leads["closed_at"], rep),
        _Move(ends == LOST, "opportunity", "lost", leads["closed_at"], rep),
    ]


def _of_deals(deals: Frame) -> list[_Move]:
    every = np.ones(n_rows(deals), dtype=bool)
    won, lost = deals["outcome"] == "won", deals["outcome"] == "lost"
    closed, owner = deals["closed_at"], deals["owner_id"]
    return [
        _Move(every, "", "opportunity", deals["created_at"], owner),
        _Move(won, "opportunity", "customer", closed, owner),
        _Move(lost, "opportunity", "lost", closed, owner),
    ]


def _rows(subject: str, keys: Array, move: _Move, reasons: Array) -> Frame:
    rows = np.flatnonzero(move.which & ~np.isnan(move.at))
    n = len(rows)
    none = np.full(n, "", dtype=object)
    return {
        "subject": np.full(n, subject, dtype=object),
        "subject_id": keys[rows],
        "from_stage": np.full(n, move.before, dtype=object),
        "to_stage": np.full(n, move.after, dtype=object),
        "occurred_at": move.at[rows],
        "actor_id": move.actor[rows],
        "reason_code": reasons[rows] if move.gives_back else none,
    }
