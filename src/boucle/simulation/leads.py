"""Who becomes a lead: when, through which channel found, of which type, by which channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from boucle.simulation import story
from boucle.simulation.campaigns import nearest_held
from boucle.simulation.frame import DAY, HOUR, Array, Frame
from boucle.simulation.moments import busy_moments, in_daytime
from boucle.simulation.working_time import seconds_of

if TYPE_CHECKING:
    from boucle.simulation.firm import Firm
    from boucle.simulation.luck import Luck
    from boucle.simulation.scenario import Scenario

_LEAD_SHARE = 0.79
_OWN_CHANNEL_SHARE = 0.4
DAYS_TO_LEAD_SPREAD = 0.9
# A person has at most so many passes; a pass's own number is the person's times this, and its turn.
PASSES = 3
_FRIDAY = 4


def first_leads(luck: Luck, firm: Firm, scenario: Scenario) -> Frame:
    """Return one row per contact: how each was found and, if ever, first became a lead.

    ``found_at``, ``found`` (row of the channel), ``type``, ``origin`` (row of the channel of the
    gesture that opened the lead), ``opened_at`` (NaN for who never became one), ``comes_anyway``
    (whether they would have come without the channel that found them), ``is_there`` (false for
    those whom no channel found).
    """
    n, runs = len(luck), firm.campaigns
    shares = np.array([channel.found_share for channel in story.CHANNELS])
    found = luck.place(shares)
    kind = luck.pick(story.BECOMES, found)
    origin = _origin(luck, found, kind)
    opened = busy_moments(luck, firm.first, firm.last)
    opened = nearest_held(runs, origin, opened, luck.random())
    opened = np.where(kind == story.PROSPECTING, _office_hours(luck, opened), opened)
    lag = _days_to_lead(luck, found) * DAY
    found_at = in_daytime(luck, np.maximum(opened - lag, seconds_of(firm.first)))
    found_at = nearest_held(runs, found, found_at, luck.random())
    is_lead = luck.happens(_LEAD_SHARE)
    anyway = np.array([channel.anyway_share for channel in story.CHANNELS])[found]
    return with_stops(
        {
            "key": np.arange(n) * PASSES,
            "contact": np.arange(n),
            "found": found,
            # Found by the very gesture that opens the lead, where there is no time between.
            "found_at": np.where(found_at < opened - HOUR, found_at, opened),
            "type": kind,
            "origin": origin,
            "opened_at": np.where(is_lead, opened, np.nan),
            "previous": np.full(n, -1),
            "comes_anyway": luck.happens(anyway),
            "is_there": np.ones(n, dtype=bool),
        },
        scenario,
    )


def with_stops(starts: Frame, scenario: Scenario) -> Frame:
    """Leave out what channels that have stopped would have brought."""
    lost = scenario.has_stopped(starts["found"], starts["found_at"])
    found = by_themselves(
        {**starts, "is_there": starts["is_there"] & (~lost | starts["comes_anyway"])}, lost
    )
    gone = scenario.has_stopped(found["origin"], np.nan_to_num(found["opened_at"]))
    tied = gone & np.isin(found["type"], story.TIED)
    return {
        **found,
        "opened_at": np.where(tied, np.nan, found["opened_at"]),
        "origin": np.where(gone, story.AT["direct_traffic"], found["origin"]),
    }


def by_themselves(starts: Frame, rows: Array) -> Frame:
    """Let the people of `rows` come without the channel that found them: when they ask."""
    # Who would have been found later than the lead was never found before it.
    at = np.where(np.isnan(starts["opened_at"]), starts["found_at"], starts["opened_at"])
    return {
        **starts,
        "found": np.where(rows, story.AT["direct_traffic"], starts["found"]),
        "found_at": np.where(rows, at, starts["found_at"]),
    }


def _origin(luck: Luck, found: Array, kind: Array) -> Array:
    """Return the channel of the gesture that opens the lead."""
    ways = np.array([story.AT[name] for name in story.ASKS_THROUGH])
    others = ways[luck.place(list(story.ASKS_THROUGH.values()))]
    own = np.where(luck.happens(_OWN_CHANNEL_SHARE), found, others)
    at_event = np.where(
        np.isin(found, [story.AT["networking"], story.AT["tradeshow"]]),
        found,
        np.where(luck.happens(0.7), story.AT["networking"], story.AT["tradeshow"]),
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


def _days_to_lead(luck: Luck, found: Array) -> Array:
    medians = np.array([channel.days_to_lead for channel in story.CHANNELS])
    return luck.skewed(medians[found], DAYS_TO_LEAD_SPREAD)


def _office_hours(luck: Luck, moments: Array) -> Array:
    """Move moments to a weekday between nine and five."""
    day = np.floor(moments / DAY)
    weekday = (day + 3) % 7  # 1970-01-01 was a Thursday
    day = np.where(weekday > _FRIDAY, day - 2, day)
    return day * DAY + np.floor(luck.uniform(9, 16.5) * HOUR)
