"""What would have happened otherwise: without a channel, without what the scenario changes.

Each person draws the same numbers in both worlds, so that the difference is the change's alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from boucle.simulation import story
from boucle.simulation.frame import Array, Frame, n_rows, take
from boucle.simulation.funnel import all_leads
from boucle.simulation.leads import by_themselves
from boucle.simulation.odds import WON
from boucle.simulation.working_time import seconds_of

if TYPE_CHECKING:
    from boucle.simulation.block import Block

MOST_CHANGES = 8


def lost_without(block: Block) -> tuple[Array, Array]:
    """Return the wins and the amount that each channel alone brought, by its place.

    Without a channel, those whom it found do not come, but for some who ask by themselves; leads
    that only it can open (a webinar's, an event's, a referral's, a cold call's) are not opened.
    """
    starts, world = block.starts, block.world
    is_lead = starts["is_there"] & ~np.isnan(starts["opened_at"])
    is_tied = np.isin(starts["type"], story.TIED)
    opens_own = is_tied & (starts["origin"] == starts["found"])
    rows = np.flatnonzero(is_lead & starts["comes_anyway"] & ~opens_own)
    alone = take(by_themselves(starts, np.ones(n_rows(starts), dtype=bool)), rows)
    with_it = _won_by_person(block.leads, n_rows(starts))
    without = _won_by_person(all_leads(alone, world), n_rows(starts))
    lost = np.zeros((2, len(story.CHANNELS)))
    by_found = is_lead & (starts["found"] != story.AT["direct_traffic"])
    by_origin = is_lead & is_tied & (starts["origin"] != starts["found"])
    for mine, channel, saved in (
        (by_found, starts["found"], without),
        (by_origin, starts["origin"], np.zeros_like(without)),
    ):
        for measure in range(2):
            np.add.at(lost[measure], channel[mine], (with_it - saved)[measure][mine])
    return lost[0], lost[1]


def _won_by_person(leads: Frame, n: int) -> Array:
    """Return wins and their amount by person, over all passes."""
    won = leads["exit"] == WON
    found = np.zeros((2, n))
    np.add.at(found[0], leads["contact"][won], 1)
    np.add.at(found[1], leads["contact"][won], leads["amount"][won])
    return found


def changes(block: Block) -> Array:
    """Return leads, wins and amount since each change of the scenario, with all and with none."""
    found = np.zeros((MOST_CHANGES, 2, 3))
    scenario = block.firm.scenario
    if not scenario.changes:
        return found
    plain = type(block)(replace(block.firm, scenario=type(scenario)()), block.number)
    plain.make_leads()
    for place, change in enumerate(scenario.changes):
        for column, leads in enumerate((block.leads, plain.leads)):
            since = leads["opened_at"] >= seconds_of(change.on)
            won = since & (leads["exit"] == WON)
            found[place, column] = since.sum(), won.sum(), leads["amount"][won].sum()
    return found
