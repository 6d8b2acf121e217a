"""Every move of a lead and of a deal from stage to stage, as it happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from boucle.simulation import story, team
from boucle.simulation.frame import Array, Frame, by_time, n_rows, stack
from boucle.simulation.odds import DISQUALIFIED, LOST, RECYCLED, REJECTED, WON
from boucle.simulation.versions import version_at
from boucle.simulation.words import Keys, Words, ids
from boucle.tables.vocabulary import STAGES_AND_EXITS, SUBJECTS

if TYPE_CHECKING:
    from boucle.simulation.world import World


_STAGE_CODES = {"": -1, **{stage: code for code, stage in enumerate(STAGES_AND_EXITS)}}


@dataclass(frozen=True, slots=True)
class _Move:
    """One kind of move: which rows make it, from where to where, when, and by whom."""

    which: Array
    before: str
    after: str
    at: Array
    actor: Keys
    # Whether the reason of the lead goes with it: sales gave it back.
    gives_back: bool = False


def stage_changes(leads: Frame, deals: Frame, world: World) -> Frame:
    """Return the moves up to the last moment, in order of time."""
    reasons = leads["reason"]
    none = reasons[np.zeros(n_rows(deals), dtype=int)].blank(np.ones(n_rows(deals), dtype=bool))
    blocks = [_rows(0, np.arange(n_rows(leads)), each, reasons) for each in _of_leads(leads, world)]
    blocks += [_rows(1, np.arange(n_rows(deals)), each, none) for each in _of_deals(deals)]
    found = by_time(stack(blocks), "occurred_at", until=world.end)
    return {
        **found,
        "subject": Words(found["subject_code"], SUBJECTS),
        "subject_id": _subjects(found, leads, deals),
        "from_stage": Words(found["before"], STAGES_AND_EXITS),
        "to_stage": Words(found["after"], STAGES_AND_EXITS),
        "stage_change_id": ids("E", n_rows(found), world.block),
        "agreement_version": version_at(found["occurred_at"], world.scenario),
        "entered_at": found["occurred_at"] + 120,
    }


def _of_leads(leads: Frame, world: World) -> list[_Move]:
    ends, rep = leads["exit"], world.users[leads["rep"]]
    marketing = world.users[np.full(n_rows(leads), team.DATA_KEEPER)]
    is_own = leads["type"] == story.PROSPECTING
    taken = np.isin(ends, (WON, LOST, RECYCLED, DISQUALIFIED))
    back, typo = ends == REJECTED, leads["reason"].is_in("R-05")
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
    won, lost = deals["outcome"].is_in("won"), deals["outcome"].is_in("lost")
    closed, owner = deals["closed_at"], deals["owner_id"]
    return [
        _Move(every, "", "opportunity", deals["created_at"], owner),
        _Move(won, "opportunity", "customer", closed, owner),
        _Move(lost, "opportunity", "lost", closed, owner),
    ]


def _rows(subject: int, row: Array, move: _Move, reasons: Words) -> Frame:
    rows = np.flatnonzero(move.which & ~np.isnan(move.at))
    n = len(rows)
    reason = reasons[rows]
    return {
        "subject_code": np.full(n, subject, dtype=np.int8),
        "row": row[rows],
        "before": np.full(n, _STAGE_CODES[move.before], dtype=np.int8),
        "after": np.full(n, _STAGE_CODES[move.after], dtype=np.int8),
        "occurred_at": move.at[rows],
        "actor_id": move.actor[rows],
        "reason_code": reason if move.gives_back else reason.blank(np.ones(n, dtype=bool)),
    }


def _subjects(found: Frame, leads: Frame, deals: Frame) -> Array:
    """Return the keys of what moved: leads' and deals' have prefixes of their own."""
    keys = np.empty(n_rows(found), dtype=object)
    of_lead = found["subject_code"] == 0
    keys[of_lead] = np.asarray(leads["lead_id"][found["row"][of_lead]])
    keys[~of_lead] = np.asarray(deals["opportunity_id"][found["row"][~of_lead]])
    return keys
