"""How each lead truly ends: the chances behind it, and the draw."""

from __future__ import annotations

import numpy as np

from boucle.simulation import story
from boucle.simulation.frame import HOUR, Array, Frame
from boucle.simulation.team import habit

EXITS = ("won", "lost", "recycled", "disqualified", "rejected", "silent", "interest")
WON, LOST, RECYCLED, DISQUALIFIED, REJECTED, SILENT, NONE = range(len(EXITS))

PERSONA_EFFECTS = np.array([1.25, 1.2, 1.05, 0.35])
# An answer within an open hour, within a day, later.
SPEED_EFFECTS = (1.2, 1.0, 0.75)
_NOT_A_BUYER = 0.02
_NOT_SERVED = 0.15
_LARGEST = 0.6
_DISQUALIFIED_SHARE = 0.04
_KNOWN_ALREADY_SHARE, _ASKED_TO_STOP_SHARE = 0.3, 0.5
_OPEN_DAY = 7.5 * HOUR
_SIZES = (30, 800)


def win_chances(leads: Frame, people: Frame) -> Array:
    """Return the true chance of a win of each lead.

    The mean within a lead type is that type's share; channel, persona, speed and representative
    move a lead around it.
    """
    who = leads["contact"]
    effect = np.array([channel.effect for channel in story.CHANNELS])[leads["found"]]
    effect = effect * PERSONA_EFFECTS[people["persona"][who]]
    effect = effect * habit("skill", leads["rep"]) * _speed_effect(leads["try_seconds"])
    effect = effect * np.where(people["contact_type"][who] == "buyer", 1, _NOT_A_BUYER)
    effect = effect * np.where(people["territory"][who] == "", _NOT_SERVED, 1)
    n = len(story.LEAD_TYPES)
    n_each = np.maximum(np.bincount(leads["type"], minlength=n), 1)
    means = np.bincount(leads["type"], weights=effect, minlength=n) / n_each
    base = np.array([kind.win_share for kind in story.LEAD_TYPES])[leads["type"]]
    chance = base * effect / np.maximum(means[leads["type"]], 1e-9)
    return np.asarray(np.minimum(chance, _LARGEST))


def _speed_effect(try_seconds: Array) -> Array:
    fast, normal, slow = SPEED_EFFECTS
    known = np.select([try_seconds <= HOUR, try_seconds <= _OPEN_DAY], [fast, normal], slow)
    return np.where(np.isnan(try_seconds), 1, known)


def draw_exits(rng: np.random.Generator, leads: Frame, people: Frame, firms: Frame) -> Array:
    """Draw how each lead ends, in time; what lies after the last day is cut off elsewhere."""
    kinds = story.LEAD_TYPES
    kind = leads["type"]
    win = leads["win_chance"]
    lost = win * np.array([each.lost_per_win for each in kinds])[kind]
    fit = _misfit(people, firms, leads["contact"])
    reject = np.array([each.reject_share for each in kinds])[kind] * np.where(fit, 2.2, 0.7)
    silent = np.where(np.isin(kind, story.HANDED_OVER), story.SILENT_SHARE, 0)
    disqualified = _DISQUALIFIED_SHARE * np.where(fit, 3.0, 1.0)
    bounds = np.cumsum([win, lost, reject, silent, disqualified], axis=0)
    outcomes = np.array([WON, LOST, REJECTED, SILENT, DISQUALIFIED, RECYCLED])
    drawn = rng.random(len(kind))
    ends = outcomes[(drawn >= bounds).sum(axis=0)]
    return np.where(kind == story.INTEREST, NONE, ends)


def _misfit(people: Frame, firms: Frame, who: Array) -> Array:
    """Tell who does not belong: role, company size, territory or kind of person."""
    size = firms["n_employees"][people["account"][who]]
    return np.asarray(
        (people["persona"][who] == story.NO_PERSONA)
        | (people["territory"][who] == "")
        | (people["contact_type"][who] != "buyer")
        | (size < _SIZES[0])
        | (size > _SIZES[1])
    )


def reasons(rng: np.random.Generator, leads: Frame, people: Frame, firms: Frame) -> Array:
    """Return the reason code of each lead that sales gave back; empty for the others."""
    ends, who = leads["exit"], leads["contact"]
    size = firms["n_employees"][people["account"][who]]
    some = rng.random(len(who))
    rejected = np.select(
        [
            firms["is_old_client"][people["account"][who]],
            people["territory"][who] == "",
            people["persona"][who] == story.NO_PERSONA,
            (size < _SIZES[0]) | (size > _SIZES[1]),
            some < _KNOWN_ALREADY_SHARE,  # the others have a wrong address
        ],
        ["R-07", "R-03", "R-01", "R-02", "R-06"],
        "R-05",
    )
    codes = ["R-08", "R-09", "R-10", "R-11", "R-12", "R-13"]
    recycled = rng.choice(codes, len(who), p=[0.14, 0.27, 0.13, 0.08, 0.14, 0.24])
    is_buyer = people["contact_type"][who] == "buyer"
    closed = np.where(~is_buyer, "R-04", np.where(some < _ASKED_TO_STOP_SHARE, "R-14", "R-15"))
    given = [ends == REJECTED, ends == RECYCLED, ends == DISQUALIFIED]
    return np.select(given, [rejected, recycled, closed], "").astype(object)
