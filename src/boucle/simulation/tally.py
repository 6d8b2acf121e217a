"""Sums of what was true, block by block, from which `truth.json` is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from boucle.simulation import story
from boucle.simulation.frame import DAY, Array, Frame
from boucle.simulation.odds import DISQUALIFIED, LOST, RECYCLED, REJECTED, WON
from boucle.tables.vocabulary import STAGES_AND_EXITS

if TYPE_CHECKING:
    from boucle.simulation.block import Block

_MINUTES = 1_440
# Steps of a doubling: durations are known to a quarter of a per cent, from a minute on.
_STEPS = 256
_SPAN = 24 * _STEPS


class Durations:
    """How often each duration was seen, group by group, in fine steps that grow with it."""

    def __init__(self, groups: int) -> None:
        self.counts = np.zeros((groups, _SPAN), dtype=np.int64)

    def add(self, group: Array, days: Array) -> None:
        """Count durations; those that are not known are left out."""
        known = ~np.isnan(days) & (days >= 0)
        steps = np.log2(days[known] * _MINUTES + 1) * _STEPS
        at = np.minimum(steps.astype(int), _SPAN - 1)
        np.add.at(self.counts, (np.broadcast_to(group, days.shape)[known], at), 1)

    def quantile(self, groups: Array | list[int] | int, share: float) -> float | None:
        """Return the days by which `share` of the durations of some groups have passed."""
        counts = self.counts[np.atleast_1d(groups)].sum(axis=0)
        if counts.sum() == 0:
            return None
        at = int(np.searchsorted(np.cumsum(counts), share * counts.sum()))
        return float((2 ** ((at + 0.5) / _STEPS) - 1) / _MINUTES)

    def n(self, group: int) -> int:
        """Return how many durations a group has."""
        return int(self.counts[group].sum())


_CHANNELS, _TYPES, _STAGES = len(story.CHANNELS), len(story.LEAD_TYPES), len(STAGES_AND_EXITS)
_PERSONAS = len(story.PERSONAS)


def _zeros(*shape: int) -> Array:
    return np.zeros(shape)


@dataclass
class Tally:
    """What blocks add up to. Wins are those that ever come, also after the last day."""

    n_found: Array = field(default_factory=lambda: _zeros(_CHANNELS, _PERSONAS))
    chance_found: Array = field(default_factory=lambda: _zeros(_CHANNELS, _PERSONAS))
    won_found: Array = field(default_factory=lambda: _zeros(_CHANNELS))
    amount_found: Array = field(default_factory=lambda: _zeros(_CHANNELS))
    n_opened: Array = field(default_factory=lambda: _zeros(_CHANNELS))
    chance_opened: Array = field(default_factory=lambda: _zeros(_CHANNELS))
    won_lost: Array = field(default_factory=lambda: _zeros(_CHANNELS))
    amount_lost: Array = field(default_factory=lambda: _zeros(_CHANNELS))
    n_type: Array = field(default_factory=lambda: _zeros(_TYPES))
    chance_type: Array = field(default_factory=lambda: _zeros(_TYPES))
    won_type: Array = field(default_factory=lambda: _zeros(_TYPES))
    # Leads, wins and amount of the scenario, and of the same company without it, by change.
    changed: Array = field(default_factory=lambda: _zeros(8, 2, 3))
    to_lead: Durations = field(default_factory=lambda: Durations(_CHANNELS))
    to_won: Durations = field(default_factory=lambda: Durations(_CHANNELS))
    stays: Durations = field(default_factory=lambda: Durations(_STAGES * _STAGES))
    n_duplicates: int = 0
    n_blank_sources: int = 0
    n_rows: dict[str, int] = field(default_factory=dict)
    n_bad_dates: dict[str, int] = field(default_factory=dict)

    def merge(self, other: Tally) -> None:
        """Add what other blocks add up to."""
        for name, value in vars(other).items():
            mine = getattr(self, name)
            if isinstance(mine, Durations):
                mine.counts += value.counts
            elif isinstance(mine, dict):
                for key, n in value.items():
                    mine[key] = mine.get(key, 0) + n
            else:
                setattr(self, name, mine + value)


def tally_of(block: Block) -> Tally:
    """Return what one block adds; the block is made."""
    from boucle.simulation.counterfactual import changes, lost_without

    found, leads = Tally(), block.leads
    persona = block.world.people["persona"][leads["contact"]]
    is_won = (leads["exit"] == WON).astype(float)
    amount = is_won * leads["amount"]
    np.add.at(found.n_found, (leads["found"], persona), 1)
    np.add.at(found.chance_found, (leads["found"], persona), leads["win_chance"])
    np.add.at(found.won_found, leads["found"], is_won)
    np.add.at(found.amount_found, leads["found"], amount)
    np.add.at(found.n_opened, leads["origin"], 1)
    np.add.at(found.chance_opened, leads["origin"], leads["win_chance"])
    np.add.at(found.n_type, leads["type"], 1)
    np.add.at(found.chance_type, leads["type"], leads["win_chance"])
    np.add.at(found.won_type, leads["type"], is_won)
    found.won_lost, found.amount_lost = lost_without(block)
    found.changed = changes(block)
    is_first = leads["previous"] < 0
    to_lead = np.where(is_first, leads["opened_at"] - leads["found_at"], np.nan)
    found.to_lead.add(leads["found"], to_lead / DAY)
    to_won = np.where(is_won > 0, leads["closed_at"] - leads["opened_at"], np.nan)
    found.to_won.add(leads["found"], to_won / DAY)
    _add_stays(found, leads)
    found.n_duplicates = int((block.repeats >= 0).sum())
    found.n_blank_sources = int(block.frames["touchpoints"]["origin_source"].is_in("").sum())
    return found


def _add_stays(found: Tally, leads: Frame) -> None:
    """Count every stay in a stage that ends, by stage and next stage."""
    at = {stage: place for place, stage in enumerate(STAGES_AND_EXITS)}
    for (stage, after), days in stays_of(leads).items():
        found.stays.add(np.full(len(days), at[stage] * _STAGES + at[after]), days)


def stays_of(leads: Frame) -> dict[tuple[str, str], Array]:
    """Return the days of every stay in a stage, by stage and next stage; NaN where there is none.

    All of them, also those that end after the last day of the history.
    """
    ends, moments = leads["exit"], _moments(leads)
    taken = np.isin(ends, (WON, LOST, RECYCLED, DISQUALIFIED))
    is_own, typo = leads["type"] == story.PROSPECTING, leads["reason"].is_in("R-05")
    stays = {
        ("lead", "mql"): ~is_own,
        ("lead", "sal"): is_own & taken,
        ("mql", "sal"): taken & ~is_own,
        ("mql", "lead"): (ends == REJECTED) & typo,
        ("mql", "disqualified"): (ends == REJECTED) & ~typo,
        ("sal", "recycled"): ends == RECYCLED,
        ("sal", "disqualified"): ends == DISQUALIFIED,
        ("sal", "sql"): taken,
        ("sql", "opportunity"): taken,
        ("opportunity", "customer"): ends == WON,
        ("opportunity", "lost"): ends == LOST,
    }
    days = {}
    for (stage, after), which in stays.items():
        # A lead that is given back leaves where its other exits are.
        end = (
            moments["left"]
            if after in ("recycled", "disqualified", "lost", "lead")
            else moments[after]
        )
        days[stage, after] = np.where(which, (end - moments[stage]) / DAY, np.nan)
    return days


def _moments(leads: Frame) -> dict[str, Array]:
    is_own = leads["type"] == story.PROSPECTING
    return {
        "lead": leads["opened_at"],
        "mql": leads["mql_at"],
        # What a representative finds alone is taken a minute later.
        "sal": leads["answered_at"] + 60 * is_own,
        "sql": leads["qualified_at"],
        "opportunity": leads["deal_at"],
        "customer": leads["closed_at"],
        "left": leads["left_at"],
    }
