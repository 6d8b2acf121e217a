"""Laws of the models that read the data, and of one pass over all models."""

from datetime import datetime, timedelta
from random import Random

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boucle.analytics import attribution
from boucle.analytics.attribution import ALL_MODELS, MARKOV_ORDERS, journeys

START = datetime(2026, 1, 1)
OPTIONS = {"time_decay": {"half_life_days": 7}, "last_non_direct": {"direct_channels": ["c0"]}}
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
# Whole days and few of them: many touchpoints share their second.
touch_rows = st.lists(
    st.tuples(
        people,
        days,
        st.sampled_from([0, 0, 500_000]),
        st.sampled_from(["c0", "c1", "c2", None]),
        st.sampled_from(["observed", "impression"]),
    ),
    max_size=14,
)
case_rows = st.lists(
    st.tuples(
        people,
        st.sampled_from(["won", "won", "lost", "open"]),
        st.integers(10, 60),
        st.none() | st.floats(-1e3, 1e9).map(lambda amount: round(amount, 2)),
        st.none() | days,
        st.none() | days,
    ),
    min_size=1,
    max_size=6,
)


def at(day, microseconds=0):
    return None if day is None else START + timedelta(days=day, microseconds=microseconds)


def table(schema, rows, order):
    ordered = Random(order).sample(rows, len(rows)) if order else rows
    dicts = [dict(zip(schema.names, row, strict=True)) for row in ordered]
    return ibis.memtable(pa.Table.from_pylist(dicts, schema=schema))


def paths_of(touches, cases, order=None, **options):
    touch_table = table(
        TOUCHES,
        [
            (f"t{place}", person, at(day, micro), channel, channel, evidence)
            for place, (person, day, micro, channel, evidence) in enumerate(touches)
        ],
        order,
    )
    case_table = table(
        CASES,
        [
            (f"case{place}", person, outcome, at(end), amount, at(lead), at(deal))
            for place, (person, outcome, end, amount, lead, deal) in enumerate(cases)
        ],
        order,
    )
    return journeys(touch_table, case_table, evidence_caps={"impression": 0.25}, **options)


def rows_of(table):
    return sorted(table.to_pyarrow().to_pylist(), key=lambda row: str(list(row.values())))


def by_channel(table, *also):
    """Return (credit_wins, credit_amount) by channel, and by `also`."""
    return {
        (row["channel"], *(row[name] for name in also)): (row["credit_wins"], row["credit_amount"])
        for row in table.to_pyarrow().to_pylist()
    }


def same(one, other):
    assert one.keys() == other.keys()
    for key, figures in one.items():
        for mine, theirs in zip(figures, other[key], strict=True):
            if mine is None or theirs is None:
                assert mine is theirs
            else:
                assert mine == pytest.approx(theirs, rel=1e-9, abs=1e-6)


def many(seed):
    """A few hundred touchpoints of some sixty cases: one run says what many small ones would."""
    luck = Random(seed)
    who = "PQRSTUVWXYZ"
    touches = [
        (
            luck.choice(who),
            luck.randint(0, 40),
            luck.choice([0, 0, 500_000]),
            luck.choice(["c0", "c1", "c2", "c3", None]),
            luck.choice(["observed", "impression"]),
        )
        for _ in range(250)
    ]
    cases = [
        (
            luck.choice(who),
            luck.choice(["won", "won", "lost", "open"]),
            luck.randint(10, 60),
            luck.choice([None, 5.5, 100.0, -3.0 if seed % 2 else 3.0]),
            luck.choice([None, luck.randint(0, 40)]),
            luck.choice([None, luck.randint(0, 40)]),
        )
        for _ in range(60)
    ]
    return touches, cases


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_one_pass_gives_what_each_model_gives_alone(seed):
    paths = paths_of(*many(seed)).cache()

    together = attribution.credits(paths, half_life_days=7, direct_channels=["c0"]).to_pyarrow()

    rows = ibis.memtable(together)
    for model in ALL_MODELS:
        alone = getattr(attribution, model)(paths, **OPTIONS.get(model, {}))
        same(by_channel(rows.filter(rows.model == model)), by_channel(alone))


def test_without_positions_one_pass_orders_by_time_and_id():
    paths = paths_of(*many(3)).cache()

    same(
        by_channel(attribution.credits(paths.drop("position")), "model"),
        by_channel(attribution.credits(paths), "model"),
    )


@pytest.mark.slow
@settings(max_examples=6)
@given(touches=touch_rows, cases=case_rows, order=st.integers(1, 1000))
def test_the_order_of_rows_changes_nothing(touches, cases, order):
    straight, shuffled = paths_of(touches, cases), paths_of(touches, cases, order)

    same(
        by_channel(attribution.credits(straight, level=0.9), "model"),
        by_channel(attribution.credits(shuffled, level=0.9), "model"),
    )
    for depth in MARKOV_ORDERS:
        assert rows_of(attribution.markov(straight, depth)) == rows_of(
            attribution.markov(shuffled, depth)
        )


@pytest.mark.slow
@settings(max_examples=4)
@given(touches=touch_rows, cases=case_rows, model=st.sampled_from(ALL_MODELS))
def test_the_credit_of_cases_adds_up_to_the_model_and_to_the_case(touches, cases, model):
    paths = paths_of(touches, cases).cache()
    options = OPTIONS.get(model, {})

    rows = attribution.case_credits(paths, model, **options).to_pyarrow().to_pylist()

    whole = by_channel(getattr(attribution, model)(paths, **options))
    summed, of_case, amount_of = {}, {}, {}
    for row in rows:
        wins, amount = summed.get((row["channel"],), (0.0, None))
        if row["credit_amount"] is not None:
            amount = (amount or 0.0) + row["credit_amount"]
        summed[row["channel"],] = (wins + row["credit_wins"], amount)
        of_case[row["case_id"]] = of_case.get(row["case_id"], 0.0) + row["credit_wins"]
        amount_of.setdefault(row["case_id"], []).append(row["credit_amount"])
    same(summed, whole)
    moved = of_case.pop(None, 0.0)
    assert moved == pytest.approx(0.0, abs=1e-9)
    assert of_case == pytest.approx(dict.fromkeys(of_case, 1.0))
    for place, (_, _, _, amount, _, _) in enumerate(cases):
        for part in [amount_of.get(f"case{place}")]:
            if part and amount is None:
                assert set(part) == {None}
            elif part:
                assert sum(part) == pytest.approx(amount)


@settings(max_examples=3)
@given(touches=touch_rows, cases=case_rows)
def test_every_model_sums_to_the_wins_with_a_touchpoint_and_to_their_amount(touches, cases):
    paths = paths_of(touches, cases).cache()
    won = {
        row["case_id"]: row["amount"] or 0.0
        for row in paths.filter(paths.outcome == "won").to_pyarrow().to_pylist()
    }

    rows = attribution.credits(paths).to_pyarrow().to_pylist()

    for model in ALL_MODELS:
        own = [row for row in rows if row["model"] == model]
        assert sum(row["credit_wins"] for row in own) == pytest.approx(len(won))
        total = sum(row["credit_amount"] or 0.0 for row in own)
        assert total == pytest.approx(sum(won.values()), abs=1e-6)


@pytest.mark.slow
@settings(max_examples=5)
@given(touches=touch_rows, cases=case_rows)
def test_collapsed_repeats_leave_the_chain_of_order_1_as_it_is(touches, cases):
    kept = attribution.markov(paths_of(touches, cases))
    collapsed = attribution.markov(paths_of(touches, cases, collapse_repeats=True))

    same(by_channel(kept), by_channel(collapsed))


@pytest.mark.slow
@settings(max_examples=5)
@given(touches=touch_rows, cases=case_rows)
def test_ordered_credit_sums_to_the_credit_of_the_channel(touches, cases):
    paths = paths_of(touches, cases)
    summed = {}
    for row in attribution.shapley(paths, ordered=True).to_pyarrow().to_pylist():
        wins, amount = summed.get((row["channel"],), (0.0, None))
        if row["credit_amount"] is not None:
            amount = (amount or 0.0) + row["credit_amount"]
        summed[row["channel"],] = (wins + row["credit_wins"], amount)

    same(summed, by_channel(attribution.shapley(paths)))
