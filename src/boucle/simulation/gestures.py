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
    happens,
    ids,
    keys_of,
    n_rows,
    skewed,
    stack,
    take,
)
from boucle.simulation.moments import in_daytime
from boucle.simulation.odds import LOST, WON
from boucle.simulation.working_time import DAY_SECONDS

if TYPE_CHECKING:
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


def gestures(
    rng: np.random.Generator, leads: Frame, starts: Frame, runs: Frame, world: World
) -> Frame:
    """Return all touchpoints up to the last moment in order of time, with keys.

    ``lead`` is the row of the lead that a touchpoint opened, or -1.
    """
    blocks = [
        _discoveries(rng, starts),
        _between(rng, starts, starts["found_at"], starts["opened_at"], rate=_BEFORE),
        _loose(rng, starts, world.end),
        _origins(rng, leads),
        _after(rng, leads, world.end),
        _between(rng, leads, leads["deal_at"], leads["closed_at"], rate=_IN_DEAL),
        _sales(rng, leads, world),
    ]
    found = stack(blocks)
    found = _moved_to_events(rng, found, runs)
    found = take(found, found["occurred_at"] <= world.end)
    found = take(found, np.argsort(found["occurred_at"], kind="stable"))
    return _described(found, runs, world)


def _block(who: Array, at: Array, channel: Array, kind: Array, **also: Array) -> Frame:
    n = len(who)
    return {
        "contact": who,
        "occurred_at": np.round(at),
        "channel_at": channel,
        "kind": np.asarray(kind, dtype=object),
        "evidence": also.get("evidence", np.full(n, "observed", dtype=object)),
        "lead": also.get("lead", np.full(n, -1)),
        "by": also.get("by", np.full(n, -1)),
        "entered_at": also.get("entered_at", np.full(n, np.nan)),
    }


def _kinds_in(rng: np.random.Generator, channel: Array) -> Array:
    kinds = np.full(len(channel), "page_view", dtype=object)
    for code, shares in _KINDS.items():
        mine = channel == story.AT[code]
        names, weights = zip(*shares, strict=True)
        kinds[mine] = rng.choice(names, mine.sum(), p=weights)
    return kinds


def _discoveries(rng: np.random.Generator, starts: Frame) -> Frame:
    """Return how each person was found: seen in the logs, told by the person, or noted by sales."""
    is_apart = ~(starts["found_at"] >= starts["opened_at"])
    rows = take(starts, is_apart & (starts["found"] != story.AT["sales_outreach"]))
    n, channel = n_rows(rows), rows["found"]
    hidden = np.isin(channel, [story.AT[code] for code in _HIDDEN]) & ~np.isnan(rows["opened_at"])
    bounds = np.cumsum([_SEEN_SHARE, _DECLARED_SHARE, _NOTED_SHARE])
    level = np.where(hidden, np.searchsorted(bounds, rng.random(n)), 0)
    names = np.array(["observed", "declared", "noted", ""], dtype=object)
    told = np.where(level == 1, rows["opened_at"], rows["opened_at"] + 2 * DAY)
    block = _block(
        rows["contact"],
        rows["found_at"],
        channel,
        _kinds_in(rng, channel),
        evidence=names[level],
        entered_at=np.where(level == 0, np.nan, told),
    )
    return take(block, level < len(bounds))


def _spread(rng: np.random.Generator, counts: Array, start: Array, length: Array) -> Array:
    drawn = np.repeat(start, counts) + rng.random(counts.sum()) * np.repeat(length, counts)
    # A new time of day may lie outside of the span: those few keep the moment that was drawn.
    moved = in_daytime(rng, drawn)
    low, high = np.repeat(start, counts), np.repeat(start + length, counts)
    return np.where((moved > low) & (moved < high), moved, drawn)


def _between(
    rng: np.random.Generator, rows: Frame, start: Array, end: Array, *, rate: _Rate
) -> Frame:
    length = np.nan_to_num(end - start).clip(0)
    counts = rng.poisson(np.minimum(length / _MONTH * rate.a_month, rate.most))
    who = np.repeat(rows["contact"], counts)
    places = [story.AT[code] for code in rate.shares]
    channel = rng.choice(places, len(who), p=np.array(list(rate.shares.values())))
    at = _spread(rng, counts, np.nan_to_num(start), length)
    return _block(who, at, channel, _kinds_in(rng, channel))


def _loose(rng: np.random.Generator, starts: Frame, end: float) -> Frame:
    """Return gestures of people who never became a lead."""
    rows = take(starts, np.isnan(starts["opened_at"]))
    until = np.minimum(rows["found_at"] + 4 * _MONTH, end)
    return _between(rng, rows, rows["found_at"], until, rate=_LOOSE)


def _origins(rng: np.random.Generator, leads: Frame) -> Frame:
    """Return the gesture that opened each lead; those at events are noted later by sales."""
    kinds = np.array([kind.gesture for kind in story.LEAD_TYPES], dtype=object)[leads["type"]]
    is_form = (leads["type"] == story.INTEREST) & (happens(rng, n_rows(leads), 0.5))
    is_event = leads["type"] == story.EVENT
    by = np.where(is_event | (leads["type"] == story.PROSPECTING), leads["rep"], -1)
    return _block(
        leads["contact"],
        leads["opened_at"],
        leads["origin"],
        np.where(is_form, "form", kinds),
        lead=np.arange(n_rows(leads)),
        by=by,
        entered_at=np.where(is_event, leads["noted_at"], np.nan),
    )


def _after(rng: np.random.Generator, leads: Frame, end: float) -> Frame:
    """Return what people do after they became a lead, and the second gesture of slow types."""
    left = np.where(np.isnan(leads["left_at"]), np.inf, leads["left_at"] + 2 * _MONTH)
    until = np.minimum(np.minimum(left, leads["opened_at"] + _FOLLOWED_MONTHS * _MONTH), end)
    more = _between(rng, leads, leads["opened_at"], until, rate=_AFTER)
    slow = take(leads, np.isin(leads["type"], (story.WEBINAR, story.WHITE_PAPER)))
    email = np.full(n_rows(slow), story.AT["email"])
    kinds = np.where(happens(rng, n_rows(slow), 0.6), "pricing_page", "email_click")
    second = _block(slow["contact"], slow["mql_at"] - 30, email, kinds)
    return stack([more, second])


def _sales(rng: np.random.Generator, leads: Frame, world: World) -> Frame:
    """Return conversations, the meeting that makes a deal, and the proposal."""
    rows = take(leads, (leads["exit"] == WON) | (leads["exit"] == LOST))
    n = n_rows(rows)
    third = world.working.add(
        rows["deal_at"],
        world.working.between(rows["deal_at"], rows["closed_at"]) * rng.uniform(0.3, 0.6, n),
    )
    at = np.concatenate([rows["qualified_at"] - 900, rows["deal_at"] - 2_700, third])
    kinds = np.repeat(np.array(["call", "meeting", "proposal"], dtype=object), n)
    rep = np.tile(rows["rep"], 3)
    lag = np.where(
        rng.random(3 * n) < team.habit("late_entry_share", rep),
        skewed(rng, 2.5 * DAY_SECONDS, 0.7, 3 * n),
        skewed(rng, 0.5 * HOUR, 0.8, 3 * n),
    )
    block = _block(
        np.tile(rows["contact"], 3),
        at,
        np.full(3 * n, story.AT["sales_outreach"]),
        kinds,
        by=rep,
        entered_at=world.working.add(at, lag),
    )
    kept = rng.random(3 * n) >= team.habit("forgets_share", rep) / 2
    return take(block, kept)


def _moved_to_events(rng: np.random.Generator, found: Frame, runs: Frame) -> Frame:
    """Put gestures of events and webinars into one that took place, but for origins: they are."""
    at = nearest_held(runs, found["channel_at"], found["occurred_at"], rng.random(n_rows(found)))
    is_loose = (found["lead"] < 0) & (found["evidence"] == "observed")
    return {**found, "occurred_at": np.where(is_loose, at, found["occurred_at"])}


def _described(found: Frame, runs: Frame, world: World) -> Frame:
    """Add keys, sources, campaigns and where each gesture was noted."""
    n, channel = n_rows(found), found["channel_at"]
    run = campaign_of(runs, channel, found["occurred_at"])
    people = world.people
    is_shown = found["kind"] == "ad_impression"
    names = {
        name: np.array([getattr(each, name) for each in story.CHANNELS], dtype=object)
        for name in ("listed_as", "source", "medium")
    }
    in_person = np.isin(channel, [story.AT["networking"], story.AT["tradeshow"]])
    return {
        **found,
        "touchpoint_id": ids("G", n),
        "contact_id": people["contact_id"][found["contact"]],
        "account_id": people["account_id"][found["contact"]],
        "channel": names["listed_as"][channel],
        "origin_source": names["source"][channel],
        "medium": names["medium"][channel],
        "campaign_id": keys_of(runs["campaign_id"], run),
        "content": keys_of(runs["offer"], run),
        "evidence": np.where(is_shown, "impression", found["evidence"]).astype(object),
        "recorded_by": keys_of(team.USER_IDS, found["by"]),
        "is_offline": in_person | np.isin(found["kind"], ("call", "meeting", "referral")),
        "entered_at": np.where(
            np.isnan(found["entered_at"]), found["occurred_at"] + 60, found["entered_at"]
        ),
    }
