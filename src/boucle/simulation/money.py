"""What marketing cost, month by month and campaign by campaign, and the dollar's rate."""

from __future__ import annotations

from datetime import date

import numpy as np

from boucle.simulation import story
from boucle.simulation.campaigns import campaign_of
from boucle.simulation.frame import DAY, Frame, ids, keys_of, n_rows, stack, take
from boucle.simulation.working_time import seconds_of

_RATE, _RATE_STEP = 1.365, 0.0022
_DATED = ("webinar", "networking", "tradeshow")
_USD_SHARE = 0.45


def rates(rng: np.random.Generator, first: date, last: date) -> Frame:
    """Return Canadian dollars for one American dollar, a rate for every day."""
    days = np.arange(seconds_of(first), seconds_of(last) + 1, DAY)
    pull = np.zeros(len(days))
    noise = rng.normal(0, _RATE_STEP, len(days))
    for n in range(1, len(days)):
        pull[n] = 0.99 * pull[n - 1] + noise[n]
    return {
        "rate_on": days,
        "currency": np.full(len(days), "USD", dtype=object),
        "rate": np.round(_RATE + pull, 4),
    }


def spend(rng: np.random.Generator, runs: Frame, rate: Frame, first: date, last: date) -> Frame:
    """Return one cost line per month and always-on channel, and two for each event or webinar."""
    months = _month_ends(first, last)
    blocks = [
        _monthly(rng, months, channel, place, runs)
        for place, channel in enumerate(story.CHANNELS)
        if channel.cost_a_year and channel.code not in _DATED
    ]
    blocks += [_dated(rng, runs, code, last) for code in _DATED]
    found = stack(blocks)
    found = take(found, (found["amount"] > 0) & (found["spent_on"] <= seconds_of(last)))
    found = take(found, np.argsort(found["spent_on"], kind="stable"))
    at = np.searchsorted(rate["rate_on"], found["spent_on"])
    is_usd = found["currency"] == "USD"
    return {
        **found,
        "spend_id": ids("DEP", n_rows(found)),
        # Budgets are in Canadian dollars; two platforms bill in American ones.
        "amount": np.round(
            np.where(is_usd, found["amount"] / rate["rate"][at], found["amount"]), 2
        ),
    }


def _month_ends(first: date, last: date) -> list[date]:
    n = (last.year - first.year) * 12 + last.month - first.month + 1
    months = [divmod(first.year * 12 + first.month - 1 + at, 12) for at in range(n)]
    ends = [date(year, month + 1, 28) for year, month in months]
    return [day for day in ends if first <= day <= last]


def _monthly(
    rng: np.random.Generator, months: list[date], channel: story.Channel, place: int, runs: Frame
) -> Frame:
    n = len(months)
    weights = np.array([story.MONTH_WEIGHTS[day.month - 1] for day in months])
    growth = (1 + story.GROWTH_A_YEAR) ** (np.arange(n) / 12)
    cost = channel.cost_a_year / 12 * weights * growth * rng.uniform(0.85, 1.15, n)
    on = np.array([seconds_of(day) for day in months])
    run = campaign_of(runs, np.full(n, place), on)
    # LinkedIn moved its billing to American dollars on the way.
    is_usd = (channel.currency == "USD") & (np.arange(n) >= n * (1 - _USD_SHARE))
    return {
        "spent_on": on,
        "channel": np.full(n, channel.listed_as, dtype=object),
        "campaign_id": keys_of(runs["campaign_id"], run),
        "amount": np.round(cost, 2),
        "currency": np.where(is_usd, "USD", story.CURRENCY).astype(object),
        "hours": np.round(channel.hours_a_month * rng.uniform(0.7, 1.3, n), 1),
    }


def _dated(rng: np.random.Generator, runs: Frame, code: str, last: date) -> Frame:
    """Return the advance and the rest of what each event cost."""
    rows = np.flatnonzero(runs["at"] == story.AT[code])
    channel = story.CHANNELS[story.AT[code]]
    years = max((last - date(1970, 1, 1)).days - runs["starts_on"].min() / DAY, 365) / 365
    each = channel.cost_a_year * years / max(len(rows), 1) * rng.uniform(0.85, 1.15, len(rows))
    on = np.concatenate([runs["starts_on"][rows] - 21 * DAY, runs["starts_on"][rows] + 5 * DAY])
    hours = channel.hours_a_month * 12 * years / max(len(rows), 1)
    n = 2 * len(rows)
    return {
        "spent_on": np.maximum(on, runs["starts_on"].min()),
        "channel": np.full(n, channel.listed_as, dtype=object),
        "campaign_id": np.tile(runs["campaign_id"][rows], 2),
        "amount": np.round(np.concatenate([each * 0.4, each * 0.6]), 2),
        "currency": np.full(n, story.CURRENCY, dtype=object),
        "hours": np.round(
            np.concatenate([np.full(len(rows), hours * 0.8), np.full(len(rows), hours * 0.2)]), 1
        ),
    }
