"""How each lead truly ends: the chances behind it, and the draw."""

from __future__ import annotations

from functools import lru_cache
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from boucle.simulation import story
from boucle.simulation.frame import HOUR, Array, Frame
from boucle.simulation.team import TEAM, habit, shares_of_reps
from boucle.simulation.words import Words

if TYPE_CHECKING:
    from boucle.simulation.luck import Luck

EXITS = ("won", "lost", "recycled", "disqualified", "rejected", "silent", "interest")
WON, LOST, RECYCLED, DISQUALIFIED, REJECTED, SILENT, NONE = range(len(EXITS))

PERSONA_EFFECTS = np.array([1.25, 1.2, 1.05, 0.35])
CHANNEL_EFFECTS = np.array([channel.effect for channel in story.CHANNELS])
WIN_SHARES = np.array([kind.win_share for kind in story.LEAD_TYPES])
REASONS = tuple(f"R-{n:02d}" for n in range(1, 16))
# An answer within an open hour, within a day, later.
SPEED_EFFECTS = (1.2, 1.0, 0.75)
# How much the wait of one representative varies from lead to lead.
TRY_SPREAD = 1.0
_NOT_A_BUYER = 0.02
_NOT_SERVED = 0.15
LARGEST = 0.6
_DISQUALIFIED_SHARE = 0.04
_KNOWN_ALREADY_SHARE, _ASKED_TO_STOP_SHARE = 0.3, 0.5
_OPEN_DAY = 7.5 * HOUR
_SIZES = (30, 800)


def win_chances(leads: Frame, people: Frame) -> Array:
    """Return the true chance of a win of each lead.

    The mean within a lead type is that type's share; channel, persona, speed and representative
    move a lead around it. A chance depends on its own lead alone: who else there is, is no matter.
    """
    who, kind = leads["contact"], leads["type"]
    effect = CHANNEL_EFFECTS[leads["found"]] * PERSONA_EFFECTS[people["persona"][who]]
    effect = effect * habit("skill", leads["rep"]) * speed_effects(leads["try_seconds"])
    effect = effect * np.where(people["contact_type"][who].is_in("buyer"), 1, _NOT_A_BUYER)
    effect = effect * np.where(people["territory"][who].is_in(""), _NOT_SERVED, 1)
    chance = WIN_SHARES[kind] * effect / expected_effects()[kind]
    return np.asarray(np.minimum(chance, LARGEST))


def speed_effects(try_seconds: Array) -> Array:
    """Return what the open seconds until the first attempt do to the chance of a win."""
    fast, normal, slow = SPEED_EFFECTS
    known = np.select([try_seconds <= HOUR, try_seconds <= _OPEN_DAY], [fast, normal], slow)
    return np.where(np.isnan(try_seconds), 1, known)


@lru_cache(maxsize=1)
def expected_effects() -> Array:
    """Return the mean of all effects by lead type, over first passes and while nobody is away.

    Computed from the story's shares, not from a sample: channel, person and territory are drawn
    apart from each other, and the representative and the wait follow from the territory.
    """
    finds = np.array([channel.found_share for channel in story.CHANNELS])[:, None] * story.BECOMES
    channel = (finds * CHANNEL_EFFECTS[:, None]).sum(axis=0) / finds.sum(axis=0)
    return np.asarray(channel * _expected_person() * _expected_work())


def _expected_person() -> float:
    shares = np.array([persona.share for persona in story.PERSONAS])
    is_buyer = story.CONTACT_TYPE_SHARES[story.CONTACT_TYPES.index("buyer")] / sum(
        story.CONTACT_TYPE_SHARES
    )
    buyer = float((shares * PERSONA_EFFECTS).sum() / shares.sum())
    other = float(PERSONA_EFFECTS[story.NO_PERSONA]) * _NOT_A_BUYER
    return is_buyer * buyer + (1 - is_buyer) * other


def _expected_work() -> Array:
    """Return the mean of territory, skill and speed together, by lead type."""
    found, total = np.zeros(len(story.LEAD_TYPES)), 0.0
    for place, row in enumerate(story.TERRITORIES):
        served = 1.0 if row[0] else _NOT_SERVED
        for rep, share in shares_of_reps(place).items():
            speed = np.array([_expected_speed(each, rep) for each in story.LEAD_TYPES])
            found += row[2] * share * served * TEAM[rep].skill * speed
        total += row[2]
    return found / total


def _expected_speed(kind: story.LeadType, rep: int) -> float:
    if kind.try_hours == 0:
        return 1.0
    median = kind.try_hours * HOUR * TEAM[rep].slowness
    until = [NormalDist().cdf(np.log(limit / median) / TRY_SPREAD) for limit in (HOUR, _OPEN_DAY)]
    shares = np.diff([0.0, *until, 1.0])
    return float((shares * np.array(SPEED_EFFECTS)).sum())


def draw_exits(luck: Luck, leads: Frame, people: Frame, firms: Frame) -> Array:
    """Draw how each lead ends, in time; what lies after the last day is cut off elsewhere."""
    drawn = luck.random()
    outcomes = np.array([WON, LOST, REJECTED, SILENT, DISQUALIFIED, RECYCLED])
    bounds = np.cumsum(exit_chances(leads, people, firms), axis=0)
    ends = outcomes[(drawn >= bounds).sum(axis=0)]
    return np.where(leads["type"] == story.INTEREST, NONE, ends)


def exit_chances(leads: Frame, people: Frame, firms: Frame) -> Array:
    """Return the chances of a win, loss, refusal, silence, disqualification; the rest recycles."""
    kinds, kind, win = story.LEAD_TYPES, leads["type"], leads["win_chance"]
    lost = win * np.array([each.lost_per_win for each in kinds])[kind]
    fit = _misfit(people, firms, leads["contact"])
    reject = np.array([each.reject_share for each in kinds])[kind] * np.where(fit, 2.2, 0.7)
    silent = np.where(np.isin(kind, story.HANDED_OVER), story.SILENT_SHARE, 0)
    disqualified = _DISQUALIFIED_SHARE * np.where(fit, 3.0, 1.0)
    return np.array([win, lost, reject, silent, disqualified])


def _misfit(people: Frame, firms: Frame, who: Array) -> Array:
    """Tell who does not belong: role, company size, territory or kind of person."""
    size = firms["n_employees"][people["account"][who]]
    return np.asarray(
        (people["persona"][who] == story.NO_PERSONA)
        | people["territory"][who].is_in("")
        | ~people["contact_type"][who].is_in("buyer")
        | (size < _SIZES[0])
        | (size > _SIZES[1])
    )


def reasons(luck: Luck, leads: Frame, people: Frame, firms: Frame) -> Words:
    """Return the reason code of each lead that sales gave back; empty for the others."""
    ends, who = leads["exit"], leads["contact"]
    size = firms["n_employees"][people["account"][who]]
    some = luck.random()
    rejected = np.select(
        [
            firms["is_old_client"][people["account"][who]],
            people["territory"][who].is_in(""),
            people["persona"][who] == story.NO_PERSONA,
            (size < _SIZES[0]) | (size > _SIZES[1]),
            some < _KNOWN_ALREADY_SHARE,  # the others have a wrong address
        ],
        [7, 3, 1, 2, 6],
        5,
    )
    recycled = 8 + luck.place([0.14, 0.27, 0.13, 0.08, 0.14, 0.24])
    is_buyer = people["contact_type"][who].is_in("buyer")
    closed = np.where(~is_buyer, 4, np.where(some < _ASKED_TO_STOP_SHARE, 14, 15))
    given = [ends == REJECTED, ends == RECYCLED, ends == DISQUALIFIED]
    return Words(np.select(given, [rejected, recycled, closed], 0) - 1, REASONS)
