"""Journeys and every model give the same tables on DuckDB and on Spark."""

from datetime import datetime, timedelta
from random import Random

import ibis
import pyarrow as pa
import pytest

from boucle.analytics import attribution
from boucle.analytics.attribution import ALL_MODELS, MARKOV_ORDERS, MODELS

pytestmark = [
    pytest.mark.slow,
    # What Spark's own libraries warn of is theirs to mend.
    pytest.mark.filterwarnings("ignore"),
]

START = datetime(2026, 1, 1)
OPTIONS = {"time_decay": {"half_life_days": 7}, "last_non_direct": {"direct_channels": ["c0"]}}
MOMENT = pa.timestamp("us")


def company(seed):
    luck, people = Random(seed), "PQRSTUVWXYZ"
    touches = [
        {
            "touchpoint_id": f"t{number}",
            "contact_id": luck.choice(people),
            # A second often holds several touchpoints, at times half a second apart.
            "occurred_at": START
            + timedelta(days=luck.randint(0, 40), microseconds=luck.choice([0, 0, 500_000])),
            "channel": luck.choice(["c0", "c1", "c2", "c3", None]),
            "campaign_id": luck.choice(["K1", "K2", None]),
            "kind": luck.choice(["form", "call"]),
            "evidence": luck.choice(["observed", "impression"]),
        }
        for number in range(250)
    ]
    cases = [
        {
            "case_id": f"case{number}",
            "contact_id": luck.choice(people),
            "outcome": luck.choice(["won", "won", "lost", "open"]),
            "decided_at": START + timedelta(days=luck.randint(10, 60)),
            "amount": luck.choice([None, 5.5, 100.0]),
            "lead_at": START + timedelta(days=luck.randint(0, 40)),
            "opportunity_at": luck.choice([None, START + timedelta(days=luck.randint(0, 40))]),
        }
        for number in range(60)
    ]
    return _table(touches, "occurred_at"), _table(cases, "decided_at", "lead_at", "opportunity_at")


def _table(rows, *moments):
    types = {"amount": pa.float64(), **dict.fromkeys(moments, MOMENT)}
    return pa.Table.from_pylist(
        rows, schema=pa.schema([(name, types.get(name, pa.string())) for name in rows[0]])
    )


@pytest.fixture(scope="module", params=["duckdb", "spark"])
def engine(request):
    if request.param == "duckdb":
        return ibis.duckdb.connect()
    return request.getfixturevalue("spark")


@pytest.fixture(scope="module")
def tables(engine):
    touches, cases = company(seed=1)
    if engine.name == "duckdb":
        return engine.create_table("touches", touches), engine.create_table("cases", cases)
    session = engine._session
    session.createDataFrame(touches).createOrReplaceTempView("touches")
    session.createDataFrame(cases).createOrReplaceTempView("cases")
    return engine.table("touches"), engine.table("cases")


@pytest.fixture(scope="module")
def paths(tables):
    return attribution.journeys(*tables, evidence_caps={"impression": 0.25}).cache()


@pytest.fixture(scope="module")
def expected_tables():
    """The same company in the engine that comes with the library."""
    return [ibis.memtable(table) for table in company(seed=1)]


@pytest.fixture(scope="module")
def expected_paths(expected_tables):
    return attribution.journeys(*expected_tables, evidence_caps={"impression": 0.25}).cache()


def rows_of(engine, table):
    """Return the rows in an order of their texts; figures follow, for they may differ a little."""
    found = (engine.to_pyarrow(table) if engine else table.to_pyarrow()).to_pylist()
    rows = [[_without_zone(value) for value in row.values()] for row in found]
    return sorted(rows, key=lambda row: str([each for each in row if not isinstance(each, float)]))


def _without_zone(value):
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


def same(one, other):
    assert len(one) == len(other) > 0
    for mine, theirs in zip(one, other, strict=True):
        for left, right in zip(mine, theirs, strict=True):
            if isinstance(left, float):
                assert left == pytest.approx(right, rel=1e-9, abs=1e-9)
            else:
                assert left == right


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({}, id="all"),
        pytest.param({"collapse_repeats": True, "drop_direct": ["c0"]}, id="collapsed"),
        pytest.param({"conversion": "lead", "sales_touchpoints": False}, id="leads"),
        pytest.param({"since_last_decision": True, "window_days": 30}, id="cycles"),
    ],
)
def test_journeys(engine, tables, expected_tables, options):
    found = attribution.journeys(*tables, **options)

    same(rows_of(engine, found), rows_of(None, attribution.journeys(*expected_tables, **options)))


@pytest.mark.parametrize("model", [*MODELS, "shapley"])
def test_model(engine, paths, expected_paths, model):
    method, options = getattr(attribution, model), OPTIONS.get(model, {})

    same(
        rows_of(engine, method(paths, **options)),
        rows_of(None, method(expected_paths, **options)),
    )


def test_shapley_in_order(engine, paths, expected_paths):
    same(
        rows_of(engine, attribution.shapley(paths, ordered=True)),
        rows_of(None, attribution.shapley(expected_paths, ordered=True)),
    )


@pytest.mark.parametrize("order", MARKOV_ORDERS)
def test_markov(paths, expected_paths, order):
    found = attribution.markov(paths, order)

    same(rows_of(None, found), rows_of(None, attribution.markov(expected_paths, order)))


@pytest.mark.parametrize("model", ["markov", "shapley", "w"])
def test_credit_of_cases(engine, paths, expected_paths, model):
    same(
        rows_of(engine, attribution.case_credits(paths, model)),
        rows_of(None, attribution.case_credits(expected_paths, model)),
    )


def test_one_pass_with_intervals(paths, expected_paths):
    found = attribution.credits(paths, ALL_MODELS, level=0.95)

    same(
        rows_of(None, found),
        rows_of(None, attribution.credits(expected_paths, ALL_MODELS, level=0.95)),
    )
