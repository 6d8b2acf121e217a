"""What holds of every journey, whatever it is."""

from datetime import datetime, timedelta
from random import Random

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boucle.analytics import attribution
from boucle.analytics.attribution import MODELS, credit, journeys, largest_remainder, shares

START = datetime(2026, 1, 1)
DIRECT = ["c0"]
MOMENT = pa.timestamp("us")
TOUCHES = pa.schema(
    [
        ("touchpoint_id", "string"),
        ("contact_id", "string"),
        ("occurred_at", MOMENT),
        ("channel", "string"),
        ("campaign_id", "string"),
        ("evidence", "string"),
    ]
)
CASES = pa.schema(
    [
        ("case_id", "string"),
        ("contact_id", "string"),
        ("outcome", "string"),
        ("decided_at", MOMENT),
        ("amount", "float64"),
        ("lead_at", MOMENT),
        ("opportunity_at", MOMENT),
    ]
)

days = st.integers(0, 40)
people = st.sampled_from(["P", "Q", "R"])
touch_rows = st.lists(
    st.tuples(
        people,
        days,
        st.sampled_from(["c0", "c1", "c2", None]),
        st.sampled_from(["observed", "impression"]),
    ),
    max_size=12,
)
amounts = st.none() | st.floats(0, 1e9)
case_rows = st.lists(
    st.tuples(
        people,
        st.sampled_from(["won", "won", "lost", "open"]),
        st.integers(10, 60),
        amounts,
        st.none() | days,
        st.none() | days,
    ),
    min_size=1,
    max_size=5,
)


def at(day):
    return None if day is None else START + timedelta(days=day)


def touch_table(rows, order=None):
    whole = [
        (f"t{place}", person, at(day), channel, None, evidence)
        for place, (person, day, channel, evidence) in enumerate(rows)
    ]
    return table(TOUCHES, whole, order)


def case_table(rows, order=None):
    whole = [
        (f"case{place}", person, outcome, at(end), amount, at(lead), at(deal))
        for place, (person, outcome, end, amount, lead, deal) in enumerate(rows)
    ]
    return table(CASES, whole, order)


def table(schema, rows, order):
    ordered = Random(order).sample(rows, len(rows)) if order else rows
    dicts = [dict(zip(schema.names, row, strict=True)) for row in ordered]
    return ibis.memtable(pa.Table.from_pylist(dicts, schema=schema))


def shared(touches, cases):
    paths = journeys(touches, cases, evidence_caps={"impression": 0.25})
    return shares(paths, MODELS, half_life_days=7, direct_channels=DIRECT)


def rows_of(shares_table):
    return shares_table.order_by("case_id", "position").to_pyarrow().to_pylist()


@settings(max_examples=8)
@given(touches=touch_rows, cases=case_rows)
def test_shares_of_a_case_sum_to_1_and_none_is_negative(touches, cases):
    rows = rows_of(shared(touch_table(touches), case_table(cases)))

    for model in MODELS:
        sums = {}
        for row in rows:
            assert 0 <= row[f"share_{model}"] <= 1 + 1e-12
            sums[row["case_id"]] = sums.get(row["case_id"], 0) + row[f"share_{model}"]
        assert sums == pytest.approx(dict.fromkeys(sums, 1.0))


@pytest.mark.slow
@settings(max_examples=8)
@given(touches=touch_rows, cases=case_rows)
def test_credit_sums_to_the_wins_with_a_touchpoint_and_to_their_amount(touches, cases):
    table_ = shared(touch_table(touches), case_table(cases))
    won = {row["case_id"]: row["amount"] or 0 for row in rows_of(table_) if row["outcome"] == "won"}

    rows = credit(table_, "channel", MODELS).to_pyarrow().to_pylist()

    for model in MODELS:
        assert sum(row[f"credit_wins_{model}"] for row in rows) == pytest.approx(len(won))
        total = sum(row[f"credit_amount_{model}"] or 0 for row in rows)
        assert total == pytest.approx(sum(won.values()))


@pytest.mark.slow
@settings(max_examples=6)
@given(touches=touch_rows, cases=case_rows, order=st.integers(1, 1000))
def test_the_order_of_rows_changes_nothing(touches, cases, order):
    straight = rows_of(shared(touch_table(touches), case_table(cases)))
    shuffled = rows_of(shared(touch_table(touches, order), case_table(cases, order)))

    assert [list(row.values())[:13] for row in shuffled] == [
        list(row.values())[:13] for row in straight
    ]
    for one, other in zip(straight, shuffled, strict=True):
        for model in MODELS:
            assert one[f"share_{model}"] == pytest.approx(other[f"share_{model}"])


@pytest.mark.slow
@settings(max_examples=6)
@given(touches=touch_rows, cases=case_rows)
def test_twice_the_amounts_is_twice_the_credit(touches, cases):
    double = [(*row[:3], None if row[3] is None else 2 * row[3], *row[4:]) for row in cases]

    def amounts_of(rows):
        table_ = credit(shared(touch_table(touches), case_table(rows)), "channel", MODELS)
        return {
            (row["channel"], model): row[f"credit_amount_{model}"]
            for row in table_.to_pyarrow().to_pylist()
            for model in MODELS
        }

    once = amounts_of(cases)
    assert amounts_of(double) == pytest.approx(
        {key: None if value is None else 2 * value for key, value in once.items()}
    )


@pytest.mark.slow
@settings(max_examples=4)
@given(touches=touch_rows, cases=case_rows)
def test_a_model_alone_gives_what_it_gives_among_several(touches, cases):
    paths = journeys(touch_table(touches), case_table(cases), evidence_caps={"impression": 0.25})
    together = credit(
        shares(paths, MODELS, half_life_days=7, direct_channels=DIRECT), "channel", MODELS
    )
    expected = together.order_by("channel").to_pyarrow().to_pylist()
    options = {
        "time_decay": {"half_life_days": 7},
        "last_non_direct": {"direct_channels": DIRECT},
    }

    for model in MODELS:
        alone = getattr(attribution, model)(paths, **options.get(model, {}))
        rows = alone.order_by("channel").to_pyarrow().to_pylist()
        assert [row["channel"] for row in rows] == [row["channel"] for row in expected]
        for row, wanted in zip(rows, expected, strict=True):
            assert row["credit_wins"] == pytest.approx(wanted[f"credit_wins_{model}"])
            assert row["credit_amount"] == pytest.approx(wanted[f"credit_amount_{model}"])


@pytest.mark.slow
@settings(max_examples=8)
@given(days=st.lists(st.integers(0, 3000), min_size=1, max_size=8), half_life=st.floats(0.01, 1e4))
def test_decay_never_favours_the_older_touchpoint(days, half_life):
    touches = touch_table([("P", day, "c1", "observed") for day in days])
    cases = case_table([("P", "won", 4000, 1.0, None, None)])
    table_ = shares(
        journeys(touches, cases, window_days=5000), ["time_decay"], half_life_days=half_life
    )

    found = [row["share_time_decay"] for row in rows_of(table_)]

    assert found == sorted(found)
    assert sum(found) == pytest.approx(1)


@given(st.lists(st.floats(0, 1e9), max_size=20), st.integers(0, 4))
def test_rounded_parts_add_up_and_are_less_than_a_unit_away(parts, digits):
    total = sum(parts)
    rounded = largest_remainder(parts, total, digits)

    assert float(sum(rounded)) == pytest.approx(round(total, digits), rel=1e-12, abs=1e-4)
    for part, shown in zip(parts, rounded, strict=True):
        assert abs(float(shown) - part) <= 10**-digits * 1.01 + 1e-6
