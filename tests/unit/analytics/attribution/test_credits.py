"""One pass over all models: its rows, its intervals, its odd journeys."""

from datetime import datetime
from hashlib import md5
from math import sqrt
from random import Random

import ibis
import numpy as np
import pyarrow as pa
import pytest

from boucle.analytics import attribution
from boucle.analytics.attribution import ALL_MODELS, credits  # noqa: A004
from boucle.analytics.attribution.groups import N_GROUPS, group_of
from boucle.analytics.attribution.jackknife import jackknife
from boucle.errors import MissingColumnsError, ParameterError

from .paths import credited, journeys_of, path_table

PATHS = (("ab", "won", 10.0), ("b", "lost", 5.0), ("a-", "won", None), ("c", "open", 1.0))


def rows_of(table):
    return table.to_pyarrow().to_pylist()


def test_rows_are_in_order_and_say_their_model():
    rows = rows_of(credits(journeys_of(*PATHS), ["last_touch", "markov"]))

    assert [(row["model"], row["channel"]) for row in rows] == [
        ("last_touch", "a"), ("last_touch", "b"), ("last_touch", None),
        ("markov", "a"), ("markov", "b"), ("markov", None),
    ]  # fmt: skip
    assert [row["removal_effect"] for row in rows[:3]] == [None] * 3
    assert rows[0] == {
        "model": "last_touch", "channel": "a", "n_wins": 2,
        "credit_wins": 0.0, "credit_amount": 0.0, "removal_effect": None,
    }  # fmt: skip
    # The only win that the unknown channel is in has no amount.
    assert (rows[2]["credit_wins"], rows[2]["credit_amount"]) == (1.0, None)


@pytest.mark.parametrize(
    "paths",
    [
        pytest.param((), id="nothing"),
        pytest.param((("ab", "lost", 3.0),), id="no wins"),
        pytest.param((("ab", "open", 3.0),), id="only open"),
    ],
)
def test_without_a_win_there_are_no_rows(paths):
    assert rows_of(credits(journeys_of(*paths), level=0.95)) == []


def test_one_channel_takes_all_under_every_model():
    rows = rows_of(credits(journeys_of(("aaa", "won", 7.0), ("a", "lost", None))))

    assert [row["model"] for row in rows] == list(ALL_MODELS)
    assert [row["credit_amount"] for row in rows] == pytest.approx([7.0] * len(ALL_MODELS))


def test_a_column_of_numbers_may_be_the_values():
    journeys = journeys_of(*PATHS).mutate(place=ibis._.position)

    def found(model):
        rows = rows_of(credits(journeys, [model], by="place"))
        return {row["place"]: row["credit_wins"] for row in rows}

    # Every case begins with its first place, and all wins have two.
    assert found("first_touch") == {1: 2.0, 2: 0.0}
    assert found("markov") == pytest.approx({1: 1.0, 2: 1.0})


def test_rows_without_position_weight_and_milestone_are_enough():
    bare = journeys_of(*PATHS).select("case_id", "occurred_at", "channel", "outcome", "amount")

    assert rows_of(credits(bare)) == rows_of(credits(journeys_of(*PATHS)))


def test_holes_in_rows():
    whole = path_table(PATHS).to_pylist()
    holes = [{**whole[0], "case_id": None}, {**whole[0], "occurred_at": None}]
    unweighed = [{**row, "weight": None} for row in whole]
    table = pa.Table.from_pylist([*unweighed, *holes], schema=path_table(PATHS).schema)

    assert rows_of(credits(ibis.memtable(table))) == rows_of(credits(journeys_of(*PATHS)))


def test_touchpoints_of_one_second_are_in_order_of_their_position():
    journeys = journeys_of(("ba", "won", 1.0)).mutate(
        occurred_at=ibis.literal(datetime(2026, 1, 1), type="timestamp")
    )

    first = {
        row["channel"]: row["credit_wins"] for row in rows_of(credits(journeys, ["first_touch"]))
    }
    assert first == {"a": 0.0, "b": 1.0}
    # Without positions and ids only the values are left to order by.
    unplaced = rows_of(credits(journeys.drop("position"), ["first_touch"]))
    assert {row["channel"]: row["credit_wins"] for row in unplaced} == {"a": 1.0, "b": 0.0}


@pytest.mark.slow
def test_a_million_touchpoints_of_one_case_are_shared_like_three():
    n = 1_000_000
    moments = np.datetime64("2026-01-01", "us") + np.arange(n) * np.timedelta64(1, "s")
    table = pa.table(
        {
            "case_id": pa.array(["1"] * n),
            "occurred_at": moments,
            "channel": np.arange(n) % 4,
            "outcome": pa.array(["won"] * n),
            "amount": np.full(n, 8.0),
        }
    )

    rows = rows_of(credits(ibis.memtable(table), ["linear", "shapley", "markov", "last_touch"]))

    assert [row["credit_amount"] for row in rows] == pytest.approx([2.0] * 12 + [0, 0, 0, 8.0])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        pytest.param({"models": ["magic"]}, "magic", id="unknown model"),
        pytest.param({"half_life_days": 0}, "half_life_days", id="no half-life"),
        pytest.param({"level": 1}, "level", id="certainty"),
        pytest.param({"level": 0.0}, "level", id="nothing covered"),
    ],
)
def test_a_parameter_out_of_its_range_is_refused(options, message):
    with pytest.raises(ParameterError, match=message):
        credits(journeys_of(*PATHS), **options)


@pytest.mark.parametrize(("n", "column"), [(2**18 + 1, "by"), (2**9 + 1, "weight")])
def test_more_values_than_a_number_holds_are_refused(n, column):
    table = pa.table(
        {
            "case_id": pa.array(np.arange(n)).cast("string"),
            "occurred_at": pa.array([datetime(2026, 1, 1)] * n, pa.timestamp("us")),
            "channel": np.arange(n) if column == "by" else np.zeros(n, int),
            "weight": np.arange(1, n + 1) / n if column == "weight" else np.ones(n),
            "outcome": pa.array(["won"] * n),
            "amount": np.ones(n),
        }
    )

    with pytest.raises(ParameterError, match=column):
        credits(ibis.memtable(table))


@pytest.mark.parametrize("column", ["occurred_at", "channel", "amount", "case_id"])
def test_a_missing_column_is_named(column):
    with pytest.raises(MissingColumnsError, match=column):
        credits(journeys_of(*PATHS).drop(column))


def drawn(n_cases, seed):
    luck = Random(seed)
    return [
        (
            "".join(luck.choices("aabc", k=luck.randint(1, 5))),
            luck.choice(["won", "lost"]),
            luck.uniform(1, 100),
        )
        for _ in range(n_cases)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("model", ["first_touch", "shapley", "markov"])
def test_intervals_are_those_of_leaving_each_group_out(model):
    journeys = ibis.memtable(path_table(drawn(400, seed=4)))
    alone = getattr(attribution, model)

    rows = rows_of(credits(journeys, [model], level=0.95))

    grouped = journeys.mutate(own=group_of(journeys.case_id)).cache()
    without = [credited(alone(grouped.filter(grouped.own != g))) for g in range(N_GROUPS)]
    whole = credited(alone(journeys))
    for row in rows:
        for place, unit in enumerate(("credit_wins", "credit_amount")):
            value = whole[row["channel"]][place]
            left = [each[row["channel"]][place] * 100 / 99 for each in without]
            mean = sum(left) / 100
            error = sqrt(99 / 100 * sum((each - mean) ** 2 for each in left))
            # Student's quantile at 97.5 % with 99 degrees of freedom: 1.98422.
            assert row[unit] == pytest.approx(value)
            assert row[f"{unit}_low"] == pytest.approx(max(value - 1.98422 * error, 0), rel=1e-5)
            assert row[f"{unit}_high"] == pytest.approx(value + 1.98422 * error, rel=1e-5)


def test_the_groups_of_a_case_are_its_own_whatever_the_engine():
    ids = ibis.memtable({"case_id": ["case0", "affaire-é", ""]})

    found = {row["case_id"]: row["own"] for row in rows_of(ids.mutate(own=group_of(ids.case_id)))}

    # The first four hexadecimal digits of the digest, modulo 100.
    assert found == {each: int(md5(each.encode()).hexdigest()[:4], 16) % N_GROUPS for each in found}


@pytest.mark.parametrize(("level", "quantile"), [(0.95, 1.98422), (0.8, 1.29016), (0.99, 2.62641)])
def test_the_bounds_of_a_jackknife(level, quantile):
    # A hundred groups that sum to 200: half of them hold 1, half 3. The spread of a sum of 100
    # draws from them is 100 times their variance, 100/99.
    groups = np.array([[1.0], [3.0]] * 50)

    low, high = jackknife(groups.sum(axis=0), groups.sum(axis=0) - groups, level)

    assert low[0] == pytest.approx(200 - quantile * sqrt(100 * 100 / 99), rel=1e-5)
    assert high[0] == pytest.approx(200 + quantile * sqrt(100 * 100 / 99), rel=1e-5)


def test_a_negative_amount_may_have_a_negative_bound():
    journeys = ibis.memtable(path_table([("a", "won", -5.0), ("ab", "won", 1.0)]))

    rows = rows_of(credits(journeys, ["linear"], level=0.9))

    assert rows[0]["channel"] == "a"
    assert rows[0]["credit_amount_low"] < rows[0]["credit_amount"] == -4.5


@pytest.mark.slow
def test_a_rerun_after_late_news_is_a_run_from_scratch(touches, cases):
    early = touches((10, "a"), (20, "b"))
    late = touches((10, "a"), (20, "b"), (15, "c"))
    news = [{"case_id": "1"}, {"case_id": "2", "outcome": "open"}]
    after = [{"case_id": "1", "amount": 70}, {"case_id": "2", "outcome": "lost"}]

    def run(touchpoints, outcomes):
        return rows_of(credits(attribution.journeys(touchpoints, cases(*outcomes))))

    first = run(early, news)
    assert run(late, after) == run(late, list(reversed(after)))
    assert run(late, after) != first
    assert run(early, news) == first
