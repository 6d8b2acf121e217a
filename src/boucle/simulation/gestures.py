"""Every moment of contact with a person, before and after they are a lead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from boucle.simulation import story, team
from boucle.simulation.campaigns import campaign_of, nearest_held
from boucle.simulation.frame import (
    DAY,
    HOUR,
    Array,
    Frame,
    by_time,
    n_rows,
    place_in_group,
    stack,
    take,
)
from boucle.simulation.moments import in_daytime
from boucle.simulation.odds import LOST, WON
from boucle.simulation.words import Words, ids, keys_of
from boucle.simulation.working_time import DAY_SECONDS
from boucle.tables.vocabulary import EVIDENCE_LEVELS, TOUCHPOINT_KINDS

if TYPE_CHECKING:
    from boucle.simulation.luck import Luck
    from boucle.simulation.world import World

# What people do in a channel that did not open the lead: kinds with their shares.
_KINDS: dict[str, tuple[tuple[str, float], ...]] = {
    "organic_search": (("page_view", 0.82), ("pricing_page", 0.08), ("white_paper", 0.06),
                    ("careers_page", 0.04)),
    "paid_search": (("ad_click", 1.0),),
    "paid_social": (("ad_click", 0.75), ("white_paper", 0.25)),
    "social": (("page_view", 1.0),),
    "video": (("video_view", 1.0),),
    "display": (("ad_impression", 0.97), ("ad_click", 0.03)),
    "email": (("email_open", 0.68), ("email_click", 0.31), ("unsubscribe", 0.01)),
    "webinar": (("webinar_attended", 1.0),),
    "networking": (("event_attended", 1.0),),
    "tradeshow": (("event_attended", 1.0),),
    "referral": (("other", 1.0),),
    "partner": (("other", 1.0),),
    "direct_traffic": (("page_view", 0.72), ("pricing_page", 0.24), ("careers_page", 0.04)),
    "sales_outreach": (("call", 1.0),),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Rate:
    """How many gestures a month in a span of time, at most how many, and through which channels."""

    a_month: float
    shares: dict[str, float]
    most: int = 12


_BEFORE = _Rate(
    1.1,
    {
        "organic_search": 0.34,
        "email": 0.22,
        "display": 0.22,
        "social": 0.06,
        "video": 0.04,
        "direct_traffic": 0.12,
    },
)
_AFTER = _Rate(
    1.3,
    {
        "organic_search": 0.15,
        "email": 0.42,
        "display": 0.22,
        "webinar": 0.06,
        "direct_traffic": 0.15,
    },
)
_IN_DEAL = _Rate(2.2, {"display": 0.6, "direct_traffic": 0.25, "email": 0.15})
_LOOSE = _Rate(0.7, _BEFORE.shares)
_FOLLOWED_MONTHS = 8
_MONTH = 30 * DAY
# How often a first contact leaves a trace of its own, and what stands for it otherwise.
_HIDDEN = ("social", "video", "networking", "tradeshow", "partner")
_SEEN_SHARE, _DECLARED_SHARE, _NOTED_SHARE = 0.5, 0.25, 0.12


_KIND = {word: code for code, word in enumerate(TOUCHPOINT_KINDS)}
_OBSERVED, _DECLARED, _NOTED, _IMPRESSION = map(
    EVIDENCE_LEVELS.index, ("observed", "declared", "noted", "impression")
)
_EVENT_CHANNELS = ("networking", "tradeshow")


def _kind_tables() -> tuple[Array, Array]:
    """Return codes and shares of what people do: a row a channel, a column a possibility."""
    most = max(map(len, _KINDS.values()))
    codes, shares = np.zeros((len(story.CODES), most), int), np.zeros((len(story.CODES), most))
    for channel, kinds in _KINDS.items():
        for column, (kind, share) in enumerate(kinds):
            codes[story.AT[channel], column] = _KIND[kind]
            shares[story.AT[channel], column] = share
    return codes, shares


_KIND_CODES, _KIND_SHARES = _kind_tables()


def gestures(leads: Frame, starts: Frame, world: World) -> Frame:
    """Return all touchpoints up to the last moment in order of time, with keys.

    ``lead`` is the row of the lead that a touchpoint opened, or -1; ``row`` a number of its own.
    """
    there = take(starts, starts["is_there"])
    of_deal = world.luck("in deal", leads["key"])
    blocks = [
        _discoveries(world.luck("discoveries", there["key"]), there),
        _between(world.luck("before", there["key"]), there, there["opened_at"], _BEFORE, world),
        _loose(there, world),
        _origins(world.luck("origins", leads["key"]), leads),
        _after(leads, world),
        _second(leads, world),
        _between(
            of_deal, {**leads, "found_at": leads["deal_at"]}, leads["closed_at"], _IN_DEAL, world
        ),
        _sales(leads, world),
    ]
    found = _moved_to_events(stack(blocks), world)
    is_gone = world.scenario.has_stopped(found["channel_at"], found["occurred_at"])
    found = take(found, ~is_gone | (found["by"] >= 0))
    return _described(by_time(found, "occurred_at", until=world.end), world)


def _block(luck: Luck, who: Array, at: Array, channel: Array, kind: Array, **also: Array) -> Frame:
    n = len(who)
    return {
        "row": luck.rows,
        "contact": who.astype(np.int32),
        "occurred_at": np.round(at),
        "channel_at": channel.astype(np.int8),
        "kind": kind.astype(np.int8),
        "evidence": also.get("evidence", np.full(n, _OBSERVED)).astype(np.int8),
        "lead": also.get("lead", np.full(n, -1)),
        "by": also.get("by", np.full(n, -1)).astype(np.int8),
        "entered_at": also.get("entered_at", np.full(n, np.nan)),
        # Where in an event's hours the gesture falls, if it belongs to one.
        "spread": also.get("spread", np.zeros(n)),
    }


def _kinds_in(luck: Luck, channel: Array) -> Array:
    return np.asarray(_KIND_CODES[channel, luck.pick(_KIND_SHARES, channel)])


def _discoveries(luck: Luck, starts: Frame) -> Frame:
    """Return how each person was found: seen in the logs, told by the person, or noted by sales."""
    is_apart = ~(starts["found_at"] >= starts["opened_at"])
    rows = np.flatnonzero(is_apart & (starts["found"] != story.AT["sales_outreach"]))
    luck, found = luck.at(rows), take(starts, rows)
    channel, opened = found["found"], found["opened_at"]
    hidden = np.isin(channel, [story.AT[code] for code in _HIDDEN]) & ~np.isnan(opened)
    shares = [_SEEN_SHARE, _DECLARED_SHARE, _NOTED_SHARE]
    level = np.where(hidden, luck.place([*shares, 1 - sum(shares)]), 0)
    evidence = np.array([_OBSERVED, _DECLARED, _NOTED, _NOTED])[level]
    told = np.where(level == 1, opened, opened + 2 * DAY)
    block = _block(
        luck,
        found["contact"],
        found["found_at"],
        channel,
        _kinds_in(luck, channel),
        evidence=evidence,
        entered_at=np.where(level == 0, np.nan, told),
        spread=luck.random(),
    )
    return take(block, level < len(shares))


def _between(luck: Luck, rows: Frame, end: Array, rate: _Rate, world: World) -> Frame:
    """Return gestures from when each row was found until `end`."""
    start = np.nan_to_num(rows["found_at"])
    length = np.nan_to_num(end - rows["found_at"]).clip(0)
    mean = np.minimum(length / _MONTH * rate.a_month, rate.most) * world.firm.density
    counts = luck.poisson(mean)
    each = luck.each(counts, place_in_group(counts))
    places = np.array([story.AT[code] for code in rate.shares])
    channel = places[each.place(list(rate.shares.values()))]
    at = _spread(each, np.repeat(start, counts), np.repeat(length, counts))
    kinds = _kinds_in(each, channel)
    return _block(
        each, np.repeat(rows["contact"], counts), at, channel, kinds, spread=each.random()
    )


def _spread(luck: Luck, start: Array, length: Array) -> Array:
    drawn = start + luck.random() * length
    # A new time of day may lie outside of the span: those few keep the moment that was drawn.
    moved = in_daytime(luck, drawn)
    return np.where((moved > start) & (moved < start + length), moved, drawn)


def _loose(starts: Frame, world: World) -> Frame:
    """Return gestures of people who never became a lead."""
    rows = take(starts, np.isnan(starts["opened_at"]))
    until = np.minimum(rows["found_at"] + 4 * _MONTH, world.end)
    return _between(world.luck("loose", rows["key"]), rows, until, _LOOSE, world)


def _origins(luck: Luck, leads: Frame) -> Frame:
    """Return the gesture that opened each lead; those at events are noted later by sales."""
    kinds = np.array([_KIND[kind.gesture] for kind in story.LEAD_TYPES])[leads["type"]]
    is_form = (leads["type"] == story.INTEREST) & luck.happens(0.5)
    is_event = leads["type"] == story.EVENT
    by = np.where(is_event | (leads["type"] == story.PROSPECTING), leads["rep"], -1)
    return _block(
        luck,
        leads["contact"],
        leads["opened_at"],
        leads["origin"],
        np.where(is_form, _KIND["form"], kinds),
        lead=np.arange(n_rows(leads)),
        by=by,
        entered_at=np.where(is_event, leads["noted_at"], np.nan),
    )


def _after(leads: Frame, world: World) -> Frame:
    """Return what people do after they became a lead."""
    left = np.where(np.isnan(leads["left_at"]), np.inf, leads["left_at"] + 2 * _MONTH)
    until = np.minimum(leads["opened_at"] + _FOLLOWED_MONTHS * _MONTH, world.end)
    rows = {**leads, "found_at": leads["opened_at"]}
    return _between(world.luck("after", leads["key"]), rows, np.minimum(left, until), _AFTER, world)


def _second(leads: Frame, world: World) -> Frame:
    """Return the second gesture, with which a slow type of lead becomes an MQL."""
    slow = take(leads, leads["is_slow"])
    luck = world.luck("second", slow["key"])
    email = np.full(n_rows(slow), story.AT["email"])
    is_stopped = world.scenario.has_stopped(email, slow["mql_at"])
    looks = luck.happens(0.6) | is_stopped
    channel = np.where(is_stopped, story.AT["direct_traffic"], story.AT["email"])
    kinds = np.where(looks, _KIND["pricing_page"], _KIND["email_click"])
    return _block(luck, slow["contact"], slow["mql_at"] - 30, channel, kinds)


def _sales(leads: Frame, world: World) -> Frame:
    """Return conversations, the meeting that makes a deal, and the proposal."""
    rows = take(leads, (leads["exit"] == WON) | (leads["exit"] == LOST))
    n = n_rows(rows)
    luck = world.luck("sales gestures", rows["key"])
    open_seconds = world.working.between(rows["deal_at"], rows["closed_at"])
    third = world.working.add(rows["deal_at"], open_seconds * luck.uniform(0.3, 0.6))
    at = np.concatenate([rows["qualified_at"] - 900, rows["deal_at"] - 2_700, third])
    kinds = np.repeat([_KIND["call"], _KIND["meeting"], _KIND["proposal"]], n)
    rep = np.tile(rows["rep"], 3)
    luck = world.luck("sales notes", np.concatenate([rows["key"] * 3 + turn for turn in range(3)]))
    is_late = luck.happens(team.habit("late_entry_share", rep))
    lag = np.where(is_late, luck.skewed(2.5 * DAY_SECONDS, 0.7), luck.skewed(0.5 * HOUR, 0.8))
    block = _block(
        luck,
        np.tile(rows["contact"], 3),
        at,
        np.full(3 * n, story.AT["sales_outreach"]),
        kinds,
        by=rep,
        entered_at=world.working.add(at, lag),
    )
    return take(block, ~luck.happens(team.habit("forgets_share", rep) / 2))


def _moved_to_events(found: Frame, world: World) -> Frame:
    """Put gestures of events and webinars into one that took place, but for origins: they are."""
    is_loose = (found["lead"] < 0) & (found["evidence"] == _OBSERVED) & (found["by"] < 0)
    at = nearest_held(
        world.firm.campaigns, found["channel_at"], found["occurred_at"], found["spread"]
    )
    return {**found, "occurred_at": np.where(is_loose, at, found["occurred_at"])}


def _described(found: Frame, world: World) -> Frame:
    """Add keys, sources, campaigns and where each gesture was noted."""
    channel, people, runs = found["channel_at"], world.people, world.firm.campaigns
    run = campaign_of(runs, channel, found["occurred_at"])
    names = {
        name: Words(channel, [getattr(each, name) for each in story.CHANNELS])
        for name in ("listed_as", "source", "medium")
    }
    in_person = np.isin(channel, [story.AT[code] for code in _EVENT_CHANNELS])
    by_hand = np.isin(found["kind"], [_KIND[kind] for kind in ("call", "meeting", "referral")])
    shown = found["kind"] == _KIND["ad_impression"]
    entered = found["entered_at"]
    return {
        **found,
        "touchpoint_id": ids("G", n_rows(found), world.block),
        "contact_id": people["contact_id"][found["contact"]],
        "account_id": people["account_id"][found["contact"]],
        "channel": names["listed_as"],
        "origin_source": names["source"],
        "medium": names["medium"],
        "campaign_id": keys_of(runs["campaign_id"], run),
        "kind": Words(found["kind"], TOUCHPOINT_KINDS),
        "content": keys_of(runs["offer"], run),
        "evidence": Words(np.where(shown, _IMPRESSION, found["evidence"]), EVIDENCE_LEVELS),
        "recorded_by": keys_of(world.users, found["by"]),
        "is_offline": in_person | by_hand,
        "entered_at": np.where(np.isnan(entered), found["occurred_at"] + 60, entered),
    }
