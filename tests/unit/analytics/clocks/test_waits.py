"""Deadlines in the calendar of Québec, worked by hand. 2026-05-18 is a holiday, a Monday."""

import importlib
from pathlib import Path

import pytest

from boucle.agreement import load
from boucle.analytics.clocks import waits
from boucle.errors import ParameterError


def call(occurred_at, **more):
    return {"lead_id": "L", "kind": "call", "is_human": True, "occurred_at": occurred_at} | more


@pytest.fixture
def run(company):
    def made(until="2026-06-01T12:00", versions=None, **rows):
        result = waits(
            company.tables(**rows),
            versions or company.IN_FORCE,
            until=company.aware(until),
            materialise=company.kept,
        )
        rows = result.to_pyarrow().to_pylist()
        return {(row["clock"], row["subject_id"]): row for row in rows}

    return made


def minutes(row, name="business_seconds"):
    return row[name] / 60


# One run for all cases of a table: each case is a lead of its own, with a hand-over of its name.
HOURS = {
    # name: handed over, called, open minutes, civil minutes, state
    "over lunch": ("2026-05-11T11:50", "2026-05-11T13:15", 25, 85, "met"),
    "over lunch, late": ("2026-05-11T11:50", "2026-05-11T13:21", 31, 91, "missed"),
    "Friday, then a holiday": ("2026-05-15T15:50", "2026-05-19T08:50", 30, 5340, "met"),
    "a minute more": ("2026-05-15T15:50", "2026-05-19T08:51", 31, 5341, "missed"),
    "as Friday closes": ("2026-05-15T16:00", "2026-05-19T09:00", 30, 5340, "met"),
    "on a weekend": ("2026-05-09T20:00", "2026-05-11T09:00", 30, 2220, "met"),
    "clocks go forward": ("2026-03-07T20:00", "2026-03-09T08:45", 15, 2145, "met"),
    "over 24 June": ("2026-06-23T16:45", "2026-06-25T08:45", 30, 2400, "met"),
}


def test_a_wait_is_counted_in_open_hours(company, run):
    handoffs = [company.handoff(case[0], lead=name, key=name) for name, case in HOURS.items()]
    calls = [call(case[1], lead_id=name) for name, case in HOURS.items()]
    rows = run(handoffs=handoffs, activities=calls, until="2026-07-01T12:00")

    found = {
        key: (minutes(row), minutes(row, "civil_seconds"), row["state"])
        for (_, key), row in rows.items()
    }
    assert found == {name: case[2:] for name, case in HOURS.items()}
    same = {
        (row["target_seconds"], row["commitment"], row["user_id"], row["agreement_version"])
        for row in rows.values()
    }
    assert same == {(1800, "V-02", "ana", "1.0.0")}


DAY = "2026-05-11T"


def refusal(occurred_at):
    return {"answer": "rejected", "occurred_at": DAY + occurred_at}


STATES = {
    # name: handed over, what happened, expected state. Read at 13:20; due 30 open minutes later.
    "at the deadline": ("11:50", [], [], "open_not_due"),
    "after the deadline": ("11:49", [], [], "open_overdue"),
    "a note": ("09:00", [call(DAY + "09:10", kind="note")], [], "open_overdue"),
    "automatic": ("09:00", [call(DAY + "09:01", is_human=False)], [], "open_overdue"),
    "called before": ("09:00", [call(DAY + "08:59")], [], "open_overdue"),
    "typed in late": (
        "09:00", [call(DAY + "09:20", entered_at="2026-05-20T17:00")], [], "met",
    ),
    "refused in time": ("09:00", [], [refusal("09:20")], "withdrawn"),
    "refused late": ("09:00", [], [refusal("10:00")], "missed"),
    "called, then refused": ("09:00", [call(DAY + "09:10")], [refusal("09:11")], "met"),
}  # fmt: skip


@pytest.mark.slow
def test_only_a_person_stops_the_clock(company, run):
    handoffs, calls, answers = [], [], []
    for name, (sent, activities, said, _) in STATES.items():
        handoffs.append(company.handoff(DAY + sent, lead=name, key=name))
        calls += [each | {"lead_id": name} for each in activities]
        answers += [each | {"lead_id": name} for each in said]
    rows = run(handoffs=handoffs, activities=calls, dispositions=answers, until=DAY + "13:20")

    assert {key: row["state"] for (_, key), row in rows.items()} == {
        name: case[-1] for name, case in STATES.items()
    }
    due = rows["SPEED", "at the deadline"]
    assert (due["due_at"], due["stopped_at"]) == (company.at(DAY + "13:20"), None)
    assert minutes(rows["SPEED", "typed in late"]) == 20


AGAIN = {
    # name: when somebody else gets it, state of the old clock, state of the new one (at 12:00)
    "in time": ("09:10", "withdrawn", "open_overdue"),
    "after the deadline": ("11:00", "missed", "open_overdue"),
    "a moment ago": ("11:45", "missed", "open_not_due"),
}


@pytest.mark.slow
def test_a_new_owner_has_a_new_clock_and_the_old_one_is_counted(company, run):
    handoffs = [company.handoff(DAY + "09:00", lead=name, key=f"{name}, old") for name in AGAIN]
    handoffs += [
        company.handoff(DAY + case[0], lead=name, key=f"{name}, new", to="ben")
        for name, case in AGAIN.items()
    ]
    rows = run(handoffs=handoffs, until=DAY + "12:00")

    expected = {f"{name}, old": case[1] for name, case in AGAIN.items()}
    expected |= {f"{name}, new": case[2] for name, case in AGAIN.items()}
    assert {key: row["state"] for (_, key), row in rows.items()} == expected
    assert rows["SPEED", "in time, old"]["ended_at"] == company.at(DAY + "09:10")


PAUSED = {
    # name: pauses, minutes paused between 09:00 and 11:20, state
    "its clock": ([("SPEED", "09:05", "11:00")], 115, "met"),
    "every clock": ([("*", "09:05", "11:00")], 115, "met"),
    "another clock": ([("ANSWER", "09:05", "11:00")], 0, "missed"),
    "overlapping count once": (
        [("SPEED", "09:05", "10:00"), ("*", "09:30", "11:00"), ("SPEED", "09:40", "09:50")],
        115,
        "met",
    ),
    "edges": ([("SPEED", "08:00", "09:05"), ("*", "11:15", None)], 10, "missed"),
}


@pytest.mark.slow
def test_pauses_are_subtracted_and_shown(company, run):
    pauses = [
        {"lead_id": name, "clock": clock, "starts_at": DAY + a, "ends_at": b and DAY + b}
        for name, case in PAUSED.items()
        for clock, a, b in case[0]
    ]
    rows = run(
        handoffs=[company.handoff(DAY + "09:00", lead=name, key=name) for name in PAUSED],
        activities=[call(DAY + "11:20", lead_id=name) for name in PAUSED],
        pauses=pauses,
    )

    found = {
        key: (minutes(row, "paused_business_seconds"), row["state"])
        for (_, key), row in rows.items()
    }
    assert found == {name: case[1:] for name, case in PAUSED.items()}
    plain = {(minutes(row), row["state_without_pauses"]) for row in rows.values()}
    assert plain == {(140, "missed")}


def test_each_clock_is_judged_by_the_version_in_force_at_its_start(company, run):
    slower = company.promise("V-02", "SPEED", direct_request=company.within("business:PT2H"))
    versions = [
        (company.aware("2026-05-12T00:00"), company.agreement("2.0.0", promises=(slower,))),
        (company.aware("2026-05-11T00:00"), company.agreement("1.0.0")),
    ]
    days = {"before": "2026-05-08", "first": "2026-05-11", "second": "2026-05-12"}
    handoffs = [company.handoff(f"{day}T09:00", lead=key, key=key) for key, day in days.items()]
    handoffs.append(company.handoff("2026-05-11T09:00", lead="other", key="other", lead_type=None))
    calls = [call(f"{day}T10:00", lead_id=key) for key, day in days.items()]
    rows = run(versions=versions, handoffs=handoffs, activities=calls)

    assert {
        key: (row["agreement_version"], row["state"], row["target_seconds"])
        for (_, key), row in rows.items()
    } == {
        "before": ("1.0.0", "no_target", None),
        "first": ("1.0.0", "missed", 1800),
        "second": ("2.0.0", "met", 7200),
        "other": ("1.0.0", "open_overdue", 16 * 3600),
    }


EVENTS = {
    "activities": [
        call(
            "2026-05-11T10:00", activity_id="A", is_two_way=True, duration_minutes=30.0,
            entered_at="2026-05-11T11:00",
        ),
        call("2026-05-19T09:00"),
    ],
    "dispositions": [
        {"disposition_id": "D1", "lead_id": "L", "answer": "rejected",
         "occurred_at": "2026-05-11T10:00"},
        {"disposition_id": "D2", "lead_id": "L", "answer": "recycled",
         "recall_on": "2026-05-19", "occurred_at": "2026-05-11T16:00"},
    ],
    "marketing_replies": [{"disposition_id": "D1", "occurred_at": "2026-05-11T13:30"}],
    "nurture_entries": [{"lead_id": "L", "entered_at_track": "2026-05-12T09:00"}],
}  # fmt: skip
OTHERS = {
    # clock: what it starts from, minutes of its own time
    "ANSWER": ("H", 60),
    "ROUTE": ("L", 5),
    "LIVED": ("L", 65),
    "UPDATE": ("A", 30),
    "REPLY": ("D1", 150),
    "NURTURE": ("D2", 90),
    "RECALL": ("D2", 30),
}


@pytest.mark.slow
def test_the_other_clocks(company, run):
    clocks = [getattr(company, code) for code in OTHERS]
    promises = [
        company.promise("P", code, **{"*": company.within("business:P1D")}) for code in OTHERS
    ]
    terms = company.agreement(clocks=clocks, promises=promises)
    lead = {"lead_id": "L", "contact_id": "C", "opened_at": "2026-05-11T08:55"}
    tables = {"leads": [lead], "handoffs": [company.handoff("2026-05-11T09:00")], **EVENTS}
    rows = run(versions=[(company.aware("2026-01-05T00:00"), terms)], **tables)

    assert {
        code: (key, minutes(row, f"{getattr(company, code).time}_seconds"))
        for (code, key), row in rows.items()
    } == OTHERS
    assert {(row["state"], row["lead_type"]) for row in rows.values()} == {
        ("met", "direct_request")
    }


@pytest.mark.slow
def test_a_business_day_is_an_open_day(company, run):
    promise = company.promise("P", "SPEED", **{"*": company.within("business:P1D")})
    versions = [(company.aware("2026-01-05T00:00"), company.agreement(promises=(promise,)))]
    called = {"in time": "2026-05-19T14:00", "late": "2026-05-19T14:01"}
    handoffs = [company.handoff("2026-05-15T14:00", lead=name, key=name) for name in called]
    calls = [call(at, lead_id=name) for name, at in called.items()]
    rows = run(versions=versions, handoffs=handoffs, activities=calls)

    assert rows["SPEED", "late"]["due_at"] == company.at("2026-05-19T14:00")
    assert [rows["SPEED", name]["state"] for name in called] == ["met", "missed"]


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["boucle.agreement:starter", "boucle.simulation:agreement"])
def test_the_agreements_that_ship(company, run, folder):
    package, name = folder.split(":")
    path = Path(importlib.import_module(package).__file__).with_name(f"{name}.yaml")
    terms = load(path)
    lead = {"lead_id": "L", "contact_id": "C", "opened_at": "2026-05-11T08:55"}
    rows = run(
        versions=[(company.aware("2026-01-05T00:00"), terms)],
        leads=[lead],
        handoffs=[company.handoff("2026-05-11T09:00")],
        stage_changes=[
            {"subject": "lead", "subject_id": "L", "to_stage": "mql",
             "occurred_at": "2026-05-11T08:56"},
        ],
        **EVENTS,
    )  # fmt: skip

    assert {code for code, _ in rows} == {clock.code for clock in terms.clocks}
    promised = {each.clock for each in (*terms.sales_commitments, *terms.marketing_commitments)}
    assert all(row["state"] != "no_target" for (code, _), row in rows.items() if code in promised)


def test_unknown_clocks_and_missing_versions_are_refused(company):
    until = company.aware("2026-06-01T12:00")
    with pytest.raises(ParameterError, match="versions"):
        waits(company.tables(), [], until=until)
    with pytest.raises(ParameterError, match="clocks"):
        waits(company.tables(), company.IN_FORCE, until=until, clocks=["NONE"])
