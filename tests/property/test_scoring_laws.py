"""Laws of scoring: one answer for one lead and for many, decay, no look ahead."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import boucle.simulation
from boucle.agreement import load
from boucle.analytics.scoring import case_facts, engagement, explain, gestures, judged, passes
from boucle.tables import TABLES
from boucle.tables.vocabulary import CONTACT_TYPES, STAGES, TOUCHPOINT_KINDS

DEMO = load(Path(boucle.simulation.__file__).with_name("agreement.yaml"))
START = datetime(2026, 1, 5, 12, tzinfo=UTC)
NAMES = (
    "leads", "contacts", "accounts", "touchpoints", "stage_changes", "handoffs", "dispositions",
    "activities", "opportunities", "opportunity_contacts", "contracts",
)  # fmt: skip


def rows_of(name, rows):
    schema = TABLES[name].ibis_schema().to_pyarrow()
    whole = [{column: row.get(column) for column in schema.names} for row in rows]
    return ibis.memtable(pa.Table.from_pylist(whole, schema=schema))


def kept(step):
    return ibis.memtable(step.to_pyarrow())


def hours_later(hours):
    return (START + timedelta(hours=hours)).replace(tzinfo=None)


touch = st.tuples(st.sampled_from((*TOUCHPOINT_KINDS, None)), st.integers(0, 24 * 200))
person = st.fixed_dictionaries(
    {
        "job_title": st.sampled_from([None, "Présidente", "DIRECTEUR TI", "Commis", "CFO"]),
        "contact_type": st.sampled_from([None, *CONTACT_TYPES]),
        "email": st.sampled_from([None, "a@gmail.com", "b@c.example", "nothing"]),
        "industry": st.sampled_from([None, "manufacturing", "retail"]),
        "n_employees": st.sampled_from([None, 10, 100, 500, 5000]),
        "territory": st.sampled_from([None, "MTL", "Estrie", "elsewhere"]),
        "service_interest": st.sampled_from([None, "CYBER", "INFOGERANCE"]),
        "opened": st.integers(0, 24 * 200),
        "touches": st.lists(touch, max_size=6),
        "answer": st.sampled_from([None, "accepted", "rejected", "recycled", "qualified"]),
    }
)


def world(people):
    """Each person has an account, a lead and gestures; the key of all three is its number."""
    rows = {name: [] for name in NAMES}
    for number, each in enumerate(people):
        key = str(number)
        own = {"lead_id": key, "contact_id": key, "account_id": key}
        rows["leads"].append({**each, **own, "opened_at": hours_later(each["opened"])})
        rows["contacts"].append({**each, **own})
        rows["accounts"].append({**each, **own, "name": f"Firm {key}"})
        for at, (kind, hours) in enumerate(each["touches"]):
            rows["touchpoints"].append(
                {"touchpoint_id": f"{key}-{at}", "kind": kind, "contact_id": key,
                 "occurred_at": hours_later(hours), "origin_source": "web"}
            )  # fmt: skip
        if each["answer"]:
            rows["dispositions"].append(
                {"disposition_id": key, "lead_id": key, "answer": each["answer"],
                 "occurred_at": hours_later(each["opened"] + 1)}
            )  # fmt: skip
    return SimpleNamespace(**{name: rows_of(name, given) for name, given in rows.items()})


def read(table):
    return {row["lead_id"]: row for row in table.to_pyarrow().to_pylist()}


@pytest.mark.slow
@settings(max_examples=3)
@given(people=st.lists(person, min_size=4, max_size=12), hours=st.integers(24 * 50, 24 * 250))
def test_one_lead_and_all_leads_are_judged_alike(people, hours):
    moment = START + timedelta(hours=hours)
    tables = world(people)
    cases = kept(case_facts(tables, DEMO, moment=moment, materialise=kept))
    done = gestures(
        passes(tables.leads, moment=moment, time_zone=DEMO.time_zone),
        tables.touchpoints,
        moment=moment,
        time_zone=DEMO.time_zone,
    ).to_pyarrow().to_pylist()  # fmt: skip
    verdicts = read(judged(cases, DEMO))

    for key, case in read(cases).items():
        own = [row for row in done if row["lead_id"] == key]
        reasons = {(each.part, each.code): each for each in explain(case, DEMO, gestures=own)}
        assert reasons["grade", "fit"].points == pytest.approx(case["fit_points"])
        assert reasons["grade", "engagement"].points == pytest.approx(case["engagement_points"])
        assert reasons["grade", "grade"].result == case["grade"]
        personas = [each.code for each in DEMO.personas if reasons["persona", each.code].value]
        assert case["persona"] == next(iter(personas), None)
        types = [each.code for each in DEMO.lead_types if reasons["lead_type", each.code].value]
        assert case["lead_type"] == next(iter(types), None)
        for stage in STAGES:
            assert reasons["stage", stage].value == verdicts[key][f"is_{stage}"]


@pytest.mark.slow
@settings(max_examples=2)
@given(
    people=st.lists(person, min_size=2, max_size=6),
    later=st.lists(person, min_size=1, max_size=6),
    hours=st.integers(24, 24 * 100),
)
def test_what_happens_later_changes_nothing(people, later, hours):
    moment = START + timedelta(hours=hours)
    pushed = [
        each | {"opened": each["opened"] + hours + 1,
                "touches": [(kind, at + hours + 1) for kind, at in each["touches"]]}
        for each in later
    ]  # fmt: skip
    more = [
        each | {"touches": each["touches"] + extra["touches"]}
        for each, extra in zip(people, pushed, strict=False)
    ] + people[len(pushed) :]
    now = case_facts(world(people), DEMO, moment=moment, materialise=kept)
    with_later = case_facts(world([*more, *pushed]), DEMO, moment=moment, materialise=kept)

    # An answer an hour after the opening may itself be later: both worlds have the same ones.
    assert read(with_later) == read(now)


@pytest.mark.slow
@settings(max_examples=25)
@given(
    touches=st.lists(
        st.tuples(st.sampled_from(TOUCHPOINT_KINDS), st.floats(0, 400)), min_size=1, max_size=8
    ),
    days=st.lists(st.floats(0, 400), min_size=2, max_size=5).map(sorted),
)
def test_engagement_only_fades_without_new_gestures(touches, days):
    worth = {rule.kind for rule in DEMO.scoring.engagement.rules if rule.points >= 0}
    rows = [
        {"lead_id": f"{at:02}", "kind": kind, "age_days": age + day}
        for at, day in enumerate(days)
        for kind, age in touches
        if kind in worth
    ]
    schema = {"lead_id": "string", "kind": "string", "age_days": "float64"}
    points = read(engagement(ibis.memtable(rows, schema=schema), DEMO))

    totals = [points[key]["engagement_points"] for key in sorted(points)]
    assert totals == sorted(totals, reverse=True)
    assert all(0 <= total <= DEMO.scoring.engagement.cap for total in totals)
