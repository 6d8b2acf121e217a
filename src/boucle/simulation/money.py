"""What marketing cost, month by month and campaign by campaign, and the dollar's rate."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from boucle.simulation import story
from boucle.simulation.campaigns import campaign_of
from boucle.simulation.frame import DAY, Frame, n_rows, stack, take
from boucle.simulation.luck import Luck
from boucle.simulation.words import Words, ids, keys_of, same
from boucle.simulation.working_time import seconds_of

if TYPE_CHECKING:
    from boucle.simulation.scenario import Scenario

_RATE, _RATE_STEP = 1.365, 0.0022
_DATED = ("webinar", "networking", "tradeshow")
_USD_SHARE = 0.45


def rates(seed: int, first: date, last: date) -> Frame:
    """Return Canadian dollars for one American dollar, a rate for every day."""
    days = np.arange(seconds_of(first), seconds_of(last) + 1, DAY)
    pull = np.zeros(len(days))
    noise = _RATE_STEP * Luck(seed, "rates", np.arange(len(days))).normal()
    for n in range(1, len(days)):
        pull[n] = 0.99 * pull[n - 1] + noise[n]
    return {
        "rate_on": days,
        "currency": same("USD", len(days)),
        "rate": np.round(_RATE + pull, 4),
    }


def spend(
    seed: int,
    runs: Frame,
    rate: Frame,
    first: date,
    last: date,
    *,
    scale: float,
    scenario: Scenario,
) -> Frame:
    """Return one cost line per month and always-on channel, and two for each event or webinar.

    `scale` is how many times the story's size the company has; what has stopped costs nothing.
    """
    months = _month_ends(first, last)
    blocks = [
        _monthly(Luck(seed, channel.code, np.arange(len(months))), months, channel, place, runs)
        for place, channel in enumerate(story.CHANNELS)
        if channel.cost_a_year and channel.code not in _DATED
    ]
    blocks += [_dated(seed, runs, code, last) for code in _DATED]
    found = stack(blocks)
    found = take(found, (found["amount"] > 0) & (found["spent_on"] <= seconds_of(last)))
    found = take(found, ~scenario.has_stopped(found["at"], found["spent_on"]))
    found = take(found, np.argsort(found["spent_on"], kind="stable"))
    at = np.searchsorted(rate["rate_on"], found["spent_on"])
    # Budgets are in Canadian dollars; two platforms bill in American ones.
    billed = np.where(found["currency"].is_in("USD"), 1 / rate["rate"][at], 1.0)
    return {
        **found,
        "spend_id": ids("DEP", n_rows(found)),
        "amount": np.round(found["amount"] * scale * billed, 2),
    }


def _month_ends(first: date, last: date) -> list[date]:
    n = (last.year - first.year) * 12 + last.month - first.month + 1
    months = [divmod(first.year * 12 + first.month - 1 + at, 12) for at in range(n)]
    ends = [date(year, month + 1, 28) for year, month in months]
    return [day for day in ends if first <= day <= last]


def _monthly(
    luck: Luck, months: list[date], channel: story.Channel, place: int, runs: Frame
) -> Frame:
    n = len(months)
    weights = np.array([story.MONTH_WEIGHTS[day.month - 1] for day in months])
    growth = (1 + story.GROWTH_A_YEAR) ** (np.arange(n) / 12)
    cost = channel.cost_a_year / 12 * weights * growth * luck.uniform(0.85, 1.15)
    on = np.array([seconds_of(day) for day in months])
    run = campaign_of(runs, np.full(n, place), on)
    # LinkedIn moved its billing to American dollars on the way.
    is_usd = (channel.currency == "USD") & (np.arange(n) >= n * (1 - _USD_SHARE))
    return {
        "at": np.full(n, place),
        "spent_on": on,
        "channel": same(channel.listed_as, n),
        "campaign_id": keys_of(runs["campaign_id"], run),
        "amount": np.round(cost, 2),
        "currency": Words(is_usd.astype(np.int8), (story.CURRENCY, "USD")),
        "hours": np.round(channel.hours_a_month * luck.uniform(0.7, 1.3), 1),
    }


def _dated(seed: int, runs: Frame, code: str, last: date) -> Frame:
    """Return the advance and the rest of what each event cost."""
    rows = np.flatnonzero(runs["at"] == story.AT[code])
    channel = story.CHANNELS[story.AT[code]]
    years = max((last - date(1970, 1, 1)).days - runs["starts_on"].min() / DAY, 365) / 365
    varied = Luck(seed, code, rows).uniform(0.85, 1.15)
    each = channel.cost_a_year * years / max(len(rows), 1) * varied
    on = np.concatenate([runs["starts_on"][rows] - 21 * DAY, runs["starts_on"][rows] + 5 * DAY])
    hours = channel.hours_a_month * 12 * years / max(len(rows), 1)
    n = 2 * len(rows)
    return {
        "at": np.full(n, story.AT[code]),
        "spent_on": np.maximum(on, runs["starts_on"].min()),
        "channel": same(channel.listed_as, n),
        "campaign_id": runs["campaign_id"][np.tile(rows, 2)],
        "amount": np.round(np.concatenate([each * 0.4, each * 0.6]), 2),
        "currency": same(story.CURRENCY, n),
        "hours": np.round(
            np.concatenate([np.full(len(rows), hours * 0.8), np.full(len(rows), hours * 0.2)]), 1
        ),
    }
