"""Laws that hold for any durations."""

from datetime import UTC, datetime, timedelta

import ibis
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boucle.analytics import timing

outcomes = st.sampled_from(["won", "lost", "open"])
cases = st.lists(st.tuples(st.integers(0, 40), outcomes), min_size=1, max_size=60)


def counted(rows):
    return timing.CountedDurations.of_cases([days for days, _ in rows], [how for _, how in rows])


@settings(max_examples=60)
@given(rows=cases)
def test_shares_always_add_up_to_one_and_only_grow(rows):
    curve = timing.aalen_johansen(counted(rows))

    total = curve.survival + curve.incidence["won"] + curve.incidence["lost"]
    assert total == pytest.approx(np.ones(len(total)))
    assert (np.diff(curve.survival) <= 1e-12).all()
    assert all((np.diff(share) >= -1e-12).all() for share in curve.incidence.values())


@settings(max_examples=60)
@given(rows=cases)
def test_intervals_hold_their_share_and_stay_within_0_and_1(rows):
    curve = timing.aalen_johansen(counted(rows))

    bands = [(curve.survival, curve.low, curve.high)]
    bands += [
        (curve.incidence[cause], curve.incidence_low[cause], curve.incidence_high[cause])
        for cause in curve.incidence
    ]
    for share, low, high in bands:
        assert (np.isnan(low) | ((low >= 0) & (low <= share + 1e-9))).all()
        assert (np.isnan(high) | ((high <= 1) & (high >= share - 1e-9))).all()


@settings(max_examples=60)
@given(rows=st.lists(st.tuples(st.integers(0, 40), st.sampled_from(["won", "lost"])), min_size=1))
def test_without_open_cases_the_curve_ends_at_the_plain_share(rows):
    curve = timing.aalen_johansen(counted(rows))

    n_won = sum(how == "won" for _, how in rows)
    assert curve.incidence["won"][-1] == pytest.approx(n_won / len(rows))


@settings(max_examples=60)
@given(rows=cases, more=st.integers(0, 40))
def test_an_open_case_adds_no_event(rows, more):
    before, after = counted(rows), counted([*rows, (more, "open")])

    assert after.all_events.sum() == before.all_events.sum()
    assert after.n_cases == before.n_cases + 1


@settings(max_examples=40)
@given(rows=cases, data=st.data())
def test_order_of_cases_changes_nothing(rows, data):
    shuffled = data.draw(st.permutations(rows))

    assert timing.aalen_johansen(counted(rows)).rows() == (
        timing.aalen_johansen(counted(shuffled)).rows()
    )


@settings(max_examples=60)
@given(rows=st.lists(st.tuples(st.integers(0, 40), outcomes), min_size=10, max_size=60))
def test_median_is_the_first_day_at_which_half_of_the_wins_came(rows):
    curve = timing.aalen_johansen(counted(rows))
    figure = timing.median_days(curve, cause="won")

    incidence = curve.incidence["won"]
    if incidence[-1] == 0:
        assert figure.reason == "no_events"
        return
    earlier = curve.time_days < figure.value
    assert (incidence[earlier] < incidence[-1] / 2).all()
    assert timing.maturity(figure.value, curve) >= 0.5 - 1e-9
    assert figure.low is None or figure.low <= figure.value
    assert figure.high is None or figure.high >= figure.value


@settings(max_examples=8)
@given(rows=st.lists(st.tuples(st.integers(0, 40), outcomes), min_size=1, max_size=20))
def test_the_engine_counts_what_python_counts(rows):
    until = datetime(2026, 4, 11, tzinfo=UTC)
    start = (until - timedelta(days=100)).replace(tzinfo=None)
    days = [day if how != "open" else 100 for day, how in rows]
    table = pa.table(
        {
            "started_at": pa.array([start] * len(rows)),
            "closed_at": pa.array([start + timedelta(days=day) for day, _ in rows]),
            "outcome": [how for _, how in rows],
        }
    )

    (group,) = timing.collected(
        timing.durations(
            ibis.memtable(table),
            start="started_at",
            end="closed_at",
            outcome="outcome",
            until=until,
            zone="Etc/UTC",
        )
    ).values()

    expected = timing.CountedDurations.of_cases(days, [how for _, how in rows])
    assert timing.aalen_johansen(group).rows() == timing.aalen_johansen(expected).rows()
