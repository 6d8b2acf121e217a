"""The methods find what is true: their 95 % intervals hold it in 91 to 98 % of 200 companies."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest
from ibis import _

from boucle.analytics import clocks, lifecycle, timing
from boucle.figures.share import share
from boucle.simulation import odds, story
from boucle.tables.vocabulary import ATTEMPT_KINDS

from .conftest import N_SEEDS, UNTIL, ZONE

DAY = 86_400.0
HORIZON_DAYS = 365
FEWEST, MOST = round(0.91 * N_SEEDS), round(0.98 * N_SEEDS)


def seeded(table, key):
    """Say of each row which company it is of."""
    return table.mutate(seed=table[key].split(":")[0])


def figures_of(rows):
    """Return low and high by the seed of each row of shares."""
    return {row["seed"]: (row["low"], row["high"]) for row in rows}


def bounds(figures):
    return {seed: (figure.low, figure.high) for seed, figure in figures.items()}


@pytest.fixture(scope="module")
def recorded(companies):
    """The stages of every lead, with its company and the channel of its origin."""
    stages = lifecycle.stages(
        companies.leads, companies.stage_changes, companies.opportunities, until=UNTIL
    )
    origins = companies.touchpoints.select(of_touch="touchpoint_id", channel="channel")
    opened = companies.leads.select(of_lead="lead_id", origin="origin_touchpoint_id")
    opened = opened.left_join(origins, opened.origin == origins.of_touch)
    joined = stages.left_join(opened, stages.lead_id == opened.of_lead)
    return seeded(joined, "lead_id").cache()


def won_within(recorded, channel=None):
    rows = recorded if channel is None else recorded.filter(_.channel == channel)
    found = lifecycle.conversion(
        rows, by="seed", horizon_days=HORIZON_DAYS, until=UNTIL, zone=ZONE
    ).filter(_.from_stage == "lead", _.to_stage == "customer")
    return figures_of(found.to_pyarrow().to_pylist())


def true_won_within(model, channel=None):
    leads = model.leads
    days = (leads["closed_at"] - leads["opened_at"]) / DAY
    mature = leads["opened_at"] <= model.end - HORIZON_DAYS * DAY
    if channel is not None:
        mature &= np.isin(leads["origin"], [story.AT[channel]])
    won = (leads["exit"] == odds.WON) & (days <= HORIZON_DAYS)
    return won[mature].mean()


def closed_wins(companies):
    deals = seeded(companies.opportunities, "opportunity_id").filter(_.outcome != "open")
    counted = deals.group_by("seed").agg(n=_.count(), n_won=_.count(where=_.outcome == "won"))
    return bounds(
        {row["seed"]: share(row["n_won"], row["n"]) for row in counted.to_pyarrow().to_pylist()}
    )


def true_closed_wins(model):
    leads = model.leads
    ended = np.isin(leads["exit"], (odds.WON, odds.LOST)) & (leads["closed_at"] <= model.end)
    return (leads["exit"][ended] == odds.WON).mean()


def days_to_won(recorded):
    curves = timing.between_stages(recorded, "lead", "customer", until=UNTIL, zone=ZONE, by="seed")
    return bounds(
        {seed: timing.median_days(curve, cause="reached") for seed, curve in curves.items()}
    )


def true_days_to_won(model):
    leads = model.leads
    won = leads["exit"] == odds.WON
    return np.median((leads["closed_at"] - leads["opened_at"])[won]) / DAY


def deal_curves(companies):
    deals = seeded(companies.opportunities, "opportunity_id")
    counted = timing.durations(
        deals, start="created_at", end="closed_at", outcome="outcome",
        until=UNTIL, zone=ZONE, by="seed",
    )  # fmt: skip
    groups = timing.collected(counted, "seed")
    return {seed: timing.aalen_johansen(group) for seed, group in groups.items()}


def wins_after(companies, days):
    curves = deal_curves(companies)
    return bounds({seed: timing.incidence_at(curve, days) for seed, curve in curves.items()})


def true_wins_after(model, days):
    leads = model.leads
    dealt = np.isin(leads["exit"], (odds.WON, odds.LOST))
    won = (leads["exit"] == odds.WON) & (leads["closed_at"] - leads["deal_at"] <= days * DAY)
    return won[dealt].mean()


@pytest.fixture(scope="module")
def stays(companies):
    """The time in each stage by stage, company by company."""
    visits = timing.visits(
        companies.stage_changes, until=UNTIL, leads=companies.leads,
        opportunities=companies.opportunities,
    )  # fmt: skip
    found = {}
    for time in timing.time_in_stage(seeded(visits, "case_id"), until=UNTIL, zone=ZONE, by="seed"):
        found.setdefault(time.stage, {})[time.value] = time.median
    return {stage: bounds(medians) for stage, medians in found.items()}


def true_stay(model, stage):
    """Return the day by which half have left; those who never leave wait for ever."""
    leads = model.leads
    taken = np.isin(leads["exit"], (odds.WON, odds.LOST, odds.RECYCLED, odds.DISQUALIFIED))
    own = leads["type"] == story.PROSPECTING
    start, end, who = {
        "mql": (leads["mql_at"], leads["answered_at"], ~np.isnan(leads["mql_at"])),
        "sal": (
            leads["answered_at"] + 60 * own,
            np.fmin(leads["left_at"], np.fmin(leads["qualified_at"], np.inf)),
            taken,
        ),
        "sql": (leads["qualified_at"], leads["deal_at"], ~np.isnan(leads["qualified_at"])),
        "opportunity": (leads["deal_at"], leads["closed_at"], ~np.isnan(leads["deal_at"])),
    }[stage]
    waits = (end - start)[who]
    return np.median(np.where(np.isnan(waits), np.inf, waits)) / DAY


def first_attempts(companies):
    rows = seeded(
        clocks.first_attempts(companies.handoffs, companies.activities, until=UNTIL), "handoff_id"
    )
    ended = rows.mutate(
        ended_at=_.first_attempt_at.coalesce(_.next_handed_over_at),
        ended_by=_.first_attempt_at.isnull().ifelse(
            _.next_handed_over_at.isnull().ifelse(None, "moved"), "tried"
        ),
    )
    counted = timing.durations(
        ended, start="handed_over_at", end="ended_at", outcome="ended_by", until=UNTIL, zone=ZONE,
        by="seed", causes=("tried", "moved"),
    )  # fmt: skip
    groups = timing.collected(counted, "seed")
    return bounds(
        {
            seed: timing.median_days(timing.aalen_johansen(group), cause="tried")
            for seed, group in groups.items()
        }
    )


def true_first_attempt(model):
    """Return the median wait for the first attempt that was written down."""
    waits = []
    for passed, done in model.written:
        is_attempt = done["kind"].is_in(*ATTEMPT_KINDS) & done["is_human"].astype(bool)
        done_at = defaultdict(list)
        for lead, moment in zip(
            done["lead"][is_attempt].tolist(), done["occurred_at"][is_attempt].tolist(), strict=True
        ):
            done_at[lead].append(moment)
        turns = sorted(zip(passed["lead"].tolist(), passed["handed_over_at"].tolist(), strict=True))
        for (lead, start), following in pairwise([*turns, (None, 0.0)]):
            until = following[1] if following[0] == lead else np.inf
            own = [moment for moment in done_at[lead] if start <= moment < until]
            waits += [min(own) - start] if own else []
    return np.median(waits) / DAY


@pytest.fixture(scope="module")
def at(companies, recorded, stays):
    """All that estimates are made from."""
    return SimpleNamespace(companies=companies, recorded=recorded, stays=stays)


def coverage(intervals, truth):
    """Return in how many companies the interval holds the truth; one without an end is none."""
    return sum(
        low is not None and high is not None and low <= truth <= high
        for low, high in intervals.values()
    )


CASES = {
    "lead_win_share": (
        lambda at: won_within(at.recorded),
        true_won_within,
    ),
    "lead_win_share of direct traffic": (
        lambda at: won_within(at.recorded, "direct_traffic"),
        lambda model: true_won_within(model, "direct_traffic"),
    ),
    "lead_win_share of paid search": (
        lambda at: won_within(at.recorded, "paid_search"),
        lambda model: true_won_within(model, "paid_search"),
    ),
    "win_share": (lambda at: closed_wins(at.companies), true_closed_wins),
    "median_days_to_won": (lambda at: days_to_won(at.recorded), true_days_to_won),
    "share won 60 days after the deal": (
        lambda at: wins_after(at.companies, 60),
        lambda model: true_wins_after(model, 60),
    ),
    "share won 180 days after the deal": (
        lambda at: wins_after(at.companies, 180),
        lambda model: true_wins_after(model, 180),
    ),
    "median wait for the first attempt": (
        lambda at: first_attempts(at.companies),
        true_first_attempt,
    ),
    **{
        f"median days in {stage}": (
            lambda at, stage=stage: at.stays[stage],
            lambda model, stage=stage: true_stay(model, stage),
        )
        for stage in ("mql", "sal", "sql", "opportunity")
    },
}


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_intervals_hold_the_truth_as_often_as_they_say(name, at, model):
    estimated, true = CASES[name]
    intervals, truth = estimated(at), true(model)

    held = coverage(intervals, truth)

    assert len(intervals) == N_SEEDS
    assert FEWEST <= held <= MOST, f"{held} of {N_SEEDS} hold {truth:.4g}"
