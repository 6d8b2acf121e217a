"""Laws of clocks: none runs backwards, breaches only accrue, the order of rows means nothing."""

from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boucle.agreement.calendar import BusinessCalendar
from boucle.agreement.schema.clocks import Clock, ClockRules
from boucle.agreement.schema.commitments import Target
from boucle.analytics.clocks import waits
from boucle.tables import TABLES

DAY = [(time(8, 30), time(12)), (time(13), time(17))]
CALENDAR = BusinessCalendar("America/Toronto", dict.fromkeys(range(5), DAY), {date(2026, 5, 18)})
START = datetime(2026, 5, 4, 4, tzinfo=UTC)
LABEL = {"fr": "Horloge", "en": "Clock"}
TERMS = SimpleNamespace(
    version="1.0.0",
    time_zone="America/Toronto",
    clocks=[
        Clock(code="SPEED", label=LABEL, starts="handed_over", stops="first_human_attempt",
              time="business", party="sales"),
        Clock(code="LIVED", label=LABEL, starts="trigger_gesture", stops="first_human_attempt",
              time="civil"),
    ],
    clock_rules=ClockRules(),
    reasons=(),
    sales_commitments=(
        SimpleNamespace(code="V", clock="SPEED", targets={"*": Target(within="business:PT4H")}),
        SimpleNamespace(code="W", clock="LIVED", targets={"*": Target(within="P1D")}),
    ),
    marketing_commitments=(),
)  # fmt: skip
NAMES = (
    "leads", "touchpoints", "stage_changes", "handoffs", "dispositions", "activities",
    "marketing_replies", "nurture_entries", "pauses",
)  # fmt: skip
FINAL = ("met", "missed", "withdrawn")

hours = st.integers(0, 24 * 28)
lead = st.fixed_dictionaries(
    {
        "handoffs": st.lists(hours, max_size=3),
        "calls": st.lists(st.tuples(hours, st.sampled_from([True, False, None])), max_size=3),
        "answers": st.lists(
            st.tuples(hours, st.sampled_from(["accepted", "rejected", "recycled"])), max_size=2
        ),
        "pauses": st.lists(st.tuples(hours, hours, st.sampled_from(["*", "SPEED"])), max_size=2),
    }
)


@pytest.fixture(autouse=True, scope="module")
def _one_calendar():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BusinessCalendar, "of", classmethod(lambda *_: CALENDAR))
        yield


def later(n_hours):
    return (START + timedelta(hours=n_hours)).replace(tzinfo=None)


def world(leads, order=1):
    rows = {name: [] for name in NAMES}
    for key, each in enumerate(leads):
        own = {"lead_id": f"L{key}"}
        rows["leads"].append(own | {"contact_id": f"C{key}", "opened_at": later(0)})
        rows["handoffs"] += [own | {"handed_over_at": later(at)} for at in set(each["handoffs"])]
        rows["activities"] += [
            own | {"occurred_at": later(at), "kind": "call", "is_human": human}
            for at, human in each["calls"]
        ]
        rows["dispositions"] += [
            own | {"occurred_at": later(at), "answer": answer} for at, answer in each["answers"]
        ]
        rows["pauses"] += [
            own | {"starts_at": later(min(a, b)), "ends_at": later(max(a, b)), "clock": clock}
            for a, b, clock in each["pauses"]
        ]
    return SimpleNamespace(**{name: table(name, given, order) for name, given in rows.items()})


def table(name, rows, order):
    schema, key = TABLES[name].ibis_schema().to_pyarrow(), TABLES[name].key[0]
    whole = [{field: row.get(field) for field in schema.names} for row in rows]
    for at, row in enumerate(whole):
        row[key] = row[key] or f"{name}{at}"
    return ibis.memtable(pa.Table.from_pylist(whole[::order], schema=schema))


def kept(step):
    return ibis.memtable(step.to_pyarrow())


def read(tables, n_hours):
    until = START + timedelta(hours=n_hours)
    result = waits(tables, [(START - timedelta(days=1), TERMS)], until=until, materialise=kept)
    return {(row["clock"], row["subject_id"]): row for row in result.to_pyarrow().to_pylist()}


@pytest.mark.slow
@settings(max_examples=3)
@given(leads=st.lists(lead, min_size=4, max_size=10), at=st.tuples(hours, hours).map(sorted))
def test_no_clock_runs_backwards_and_breaches_only_accrue(leads, at):
    tables = world(leads)
    before, after = read(tables, at[0]), read(tables, at[1])

    for row in after.values():
        assert 0 <= row["paused_business_seconds"] <= row["business_seconds"]
        assert 0 <= row["paused_civil_seconds"] <= row["civil_seconds"]
        assert row["business_seconds"] <= row["civil_seconds"]
        assert row["started_at"] <= row["ended_at"] <= later(at[1])
    assert set(before) <= set(after)
    for key, row in before.items():
        assert after[key]["business_seconds"] >= row["business_seconds"]
        if row["state"] in FINAL:
            assert after[key]["state"] == row["state"]
        if row["state_without_pauses"] == "open_overdue":
            assert after[key]["state_without_pauses"] in ("open_overdue", "missed")
        if row["state"] == "open_overdue":
            assert after[key]["state"] in ("open_overdue", "missed")


@pytest.mark.slow
@settings(max_examples=2)
@given(leads=st.lists(lead, min_size=4, max_size=10), at=hours)
def test_the_bulk_agrees_with_the_calendar_and_the_order_of_rows_means_nothing(leads, at):
    rows = read(world(leads), at)
    turned = read(world(leads, order=-1), at)

    assert turned == rows
    for row in rows.values():
        start, end = (row[name].replace(tzinfo=UTC) for name in ("started_at", "ended_at"))
        assert row["business_seconds"] == CALENDAR.elapsed_seconds(start, end)
        assert row["civil_seconds"] == (end - start).total_seconds()
