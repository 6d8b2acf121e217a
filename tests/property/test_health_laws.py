"""Laws of data health: order says nothing, a healthy row adds nothing, chance rarely alarms."""

from __future__ import annotations

import random
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from boucle.analytics import health

MONDAY = date(2024, 1, 1)
figures = st.sampled_from(health.FIGURES)


@st.composite
def finding_lists(draw):
    return draw(
        st.lists(
            st.builds(
                health.Finding,
                code=st.sampled_from(["a", "b"]), check=st.just("orphans"),
                severity=st.sampled_from(health.SEVERITIES), table=st.sampled_from(["t", "u"]),
                column=st.just("c"), n=st.integers(1, 5), n_of=st.none() | st.integers(5, 9),
                figure=figures, amount=st.none() | st.floats(1, 100),
            ),
            max_size=8,
        )
    )  # fmt: skip


def alike(**facts):
    return health.Finding("a", "orphans", "wrong", "t", "c", n=1, **facts)


@pytest.mark.slow
@given(findings=finding_lists(), seed=st.integers(0, 99))
@example(findings=[alike(figure="report"), alike(figure="won_amount")], seed=1)
@example(findings=[alike(n_of=1), alike()], seed=1)
@example(findings=[alike(examples=("x",)), alike(examples=("y",))], seed=1)
@example(findings=[alike(facts={"d": "x"}), alike(facts={"e": "x"})], seed=1)
def test_the_order_of_findings_does_not_depend_on_how_they_came(findings, seed):
    shuffled = list(findings)
    random.Random(seed).shuffle(shuffled)

    assert health.by_effect(shuffled) == health.by_effect(findings)


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000), level=st.sampled_from([1, 3, 8]))
def test_days_without_a_fact_may_be_told_or_not(seed, level):
    counts = np.random.default_rng(seed).poisson(level, 200)
    counts[60:67] = 0
    counts[0] = counts[-1] = 1
    whole = [health.DayCount(MONDAY + timedelta(days=n), int(k)) for n, k in enumerate(counts)]
    told = [each for each in whole if each.n]

    starts = [each.starts_on for each in health.jumps(whole, date(2030, 1, 1))]
    assert starts == [each.starts_on for each in health.jumps(told, date(2030, 1, 1))]


@pytest.mark.slow
def test_flat_poisson_counts_rarely_alarm():
    n_seeds, alarms = 300, 0
    for seed in range(n_seeds):
        level = (1, 3, 10, 40)[seed % 4]
        counts = np.random.default_rng(seed).poisson(level, 2 * 364)
        days = [
            health.DayCount(MONDAY + timedelta(days=n), int(k)) for n, k in enumerate(counts) if k
        ]
        alarms += bool(health.jumps(days, date(2030, 1, 1), n_series=8))

    assert alarms / n_seeds < 0.05


def test_a_missing_and_a_doubled_week_are_found_under_chance():
    missed = 0
    for seed in range(40):
        counts = np.random.default_rng(seed).poisson(20, 2 * 364)
        counts[350:357] = 0
        counts[560:567] *= 2
        days = [
            health.DayCount(MONDAY + timedelta(days=n), int(k)) for n, k in enumerate(counts) if k
        ]
        starts = {each.starts_on for each in health.jumps(days, date(2030, 1, 1), n_series=8)}
        missed += starts != {MONDAY + timedelta(days=350), MONDAY + timedelta(days=560)}

    assert missed <= 2
