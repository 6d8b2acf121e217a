"""Who becomes a lead: when, through which channel found, of which type, by which channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from boucle.simulation import story
from boucle.simulation.campaigns import nearest_held
from boucle.simulation.frame import DAY, HOUR, Array, Frame, happens, pick, skewed
from boucle.simulation.moments import busy_moments, in_daytime
from boucle.simulation.working_time import seconds_of

if TYPE_CHECKING:
    from datetime import date

_LEAD_SHARE = 0.79
_OWN_CHANNEL_SHARE = 0.4
_SPREAD = 0.9
_FRIDAY = 4


def first_leads(
    rng: np.random.Generator, people: Frame, runs: Frame, first: date, last: date
) -> Frame:
    """Return one row per contact: how each was found and, if ever, first became a lead.

    ``found_at``, ``found`` (row of the channel), ``type``, ``origin`` (row of the channel of the
    gesture that opened the lead), ``opened_at`` (NaN for who never became one).
    """
    n = len(people["contact_id"])
    shares = np.array([[channel.found_share for channel in story.CHANNELS]])
    found = pick(rng, shares, np.zeros(n, dtype=int))
    kind = pick(rng, story.BECOMES, found)
    origin = _origin(rng, found, kind)
    opened = nearest_held(runs, origin, busy_moments(rng, n, first, last), rng.random(n))
    opened = np.where(kind == story.PROSPECTING, _office_hours(rng, opened), opened)
    lag = _days_to_lead(rng, found) * DAY
    found_at = in_daytime(rng, np.maximum(opened - lag, seconds_of(first)))
    found_at = nearest_held(runs, found, found_at, rng.random(n))
    is_lead = happens(rng, n, _LEAD_SHARE)
    return {
        "contact": np.arange(n),
        "found": found,
        # Found by the very gesture that opens the lead, where there is no time between.
        "found_at": np.where(found_at < opened - HOUR, found_at, opened),
        "type": kind,
        "origin": origin,
        "opened_at": np.where(is_lead, opened, np.nan),
        "previous": np.full(n, -1),
    }


def _origin(rng: np.random.Generator, found: Array, kind: Array) -> Array:
    """Return the channel of the gesture that opens the lead."""
    names = list(story.ASKS_THROUGH)
    others = rng.choice(
        [story.AT[name] for name in names], len(found), p=list(story.ASKS_THROUGH.values())
    )
    own = np.where(happens(rng, len(found), _OWN_CHANNEL_SHARE), found, others)
    at_event = np.where(
        np.isin(found, [story.AT["networking"], story.AT["tradeshow"]]),
        found,
        rng.choice([story.AT["networking"], story.AT["tradeshow"]], len(found), p=[0.7, 0.3]),
    )
    fixed = {
        story.REFERRAL: np.where(found == story.AT["partner"], found, story.AT["referral"]),
        story.EVENT: at_event,
        story.WEBINAR: np.full(len(found), story.AT["webinar"]),
        story.PROSPECTING: np.full(len(found), story.AT["sales_outreach"]),
    }
    # Who met a colleague in person asks by the site, not "through the event".
    in_person = np.isin(
        own, [story.AT["networking"], story.AT["tradeshow"], story.AT["sales_outreach"]]
    )
    own = np.where(in_person, story.AT["direct_traffic"], own)
    return np.select([kind == code for code in fixed], list(fixed.values()), own)


def _days_to_lead(rng: np.random.Generator, found: Array) -> Array:
    medians = np.array([channel.days_to_lead for channel in story.CHANNELS])
    return skewed(rng, medians[found], _SPREAD, len(found))


def _office_hours(rng: np.random.Generator, moments: Array) -> Array:
    """Move moments to a weekday between nine and five."""
    day = np.floor(moments / DAY)
    weekday = (day + 3) % 7  # 1970-01-01 was a Thursday
    day = np.where(weekday > _FRIDAY, day - 2, day)
    return day * DAY + np.floor(rng.uniform(9, 16.5, len(moments)) * HOUR)
