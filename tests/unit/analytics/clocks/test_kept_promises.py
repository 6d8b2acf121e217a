"""Compliance, acceptance, speed, depth and the parts of a wait, worked by hand."""

import ibis
import pytest

from boucle.analytics.clocks import (
    acceptance,
    compliance,
    depth,
    first_attempts,
    speed,
    speed_parts,
    waits,
)
from boucle.errors import MissingColumnsError, ParameterError
from boucle.figures.share import wilson


def call(occurred_at, **more):
    return {"lead_id": "L", "kind": "call", "is_human": True, "occurred_at": occurred_at} | more


def judged(*groups, stops="first_human_attempt", lead_type="direct_request"):
    """Rows of waits: (how many, state, state without pauses, seconds, has it stopped)."""
    rows = [
        {
            "clock": "SPEED", "stops": stops, "lead_type": lead_type, "state": state,
            "state_without_pauses": plain, "target_share": 0.9, "business_seconds": seconds,
            "stopped_at": "2026-05-11T09:00:00" if stopped else None,
        }
        for n, state, plain, seconds, stopped in groups
        for _ in range(n)
    ]  # fmt: skip
    schema = {
        "clock": "string", "stops": "string", "lead_type": "string", "state": "string",
        "state_without_pauses": "string", "target_share": "float64", "business_seconds": "int64",
        "stopped_at": "string",
    }  # fmt: skip
    return ibis.memtable(rows, schema=schema)


MIXED = (
    (6, "met", "met", 600, True),
    (1, "met", "missed", 2000, True),
    (2, "missed", "missed", 4000, True),
    (1, "open_overdue", "open_overdue", 5000, False),
    (4, "open_not_due", "open_not_due", 100, False),
    (1, "withdrawn", "withdrawn", 50, False),
    (1, "no_target", "no_target", 700, True),
)


def test_compliance_counts_overdue_ones_and_leaves_out_those_not_due():
    (row,) = compliance(judged(*MIXED)).to_pyarrow().to_pylist()

    low, high = wilson(7, 10)
    assert row == {
        "clock": "SPEED", "lead_type": "direct_request", "n_met": 7, "n_missed": 3,
        "n_open_overdue": 1, "n_open_not_due": 4, "n_withdrawn": 1, "n_no_target": 1, "n": 10,
        "share": 0.7, "low": pytest.approx(low), "high": pytest.approx(high), "reason": None,
        "share_without_pauses": 0.6, "n_without_pauses": 10, "target_share": 0.9,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("groups", "reason"),
    [
        pytest.param([(9, "met", "met", 1, True)], "n_under_10", id="too few"),
        pytest.param([(9, "open_not_due", "open_not_due", 1, False)], "no_cases", id="none due"),
    ],
)
def test_small_numbers_are_masked(groups, reason):
    (row,) = compliance(judged(*groups)).to_pyarrow().to_pylist()

    assert [row[name] for name in ("share", "low", "high", "reason")] == [None, None, None, reason]


@pytest.mark.parametrize(
    ("n", "state", "bounds"),
    [
        pytest.param(20, "missed", (0.0, 0.1611), id="none of twenty"),
        pytest.param(20, "met", (0.8389, 1.0), id="all of twenty"),
    ],
)
def test_the_interval_is_wilsons(n, state, bounds):
    (row,) = compliance(judged((n, state, state, 1, True))).to_pyarrow().to_pylist()

    assert (row["low"], row["high"]) == pytest.approx(bounds, abs=1e-4)


def test_acceptance_reads_only_clocks_that_an_answer_stops():
    silent = judged((10, "open_overdue", "open_overdue", 1, False), stops="answered")
    both = silent.union(judged((10, "met", "met", 1, True)))

    (row,) = acceptance(both).to_pyarrow().to_pylist()
    assert (row["n"], row["share"]) == (10, 0.0)


def test_speed_keeps_those_still_waiting_in_the_median():
    """Of 16 cases 5 are left open before 600 s, where 6 of the 11 others stop.

    Left: 5/11 after 600 s, 4/11 after 700, 3/11 after 2000, 1/11 after 4000: under a tenth.
    """
    (row,) = speed(judged(*MIXED))

    assert (row.n, row.n_stopped, row.n_judged, row.n_open_overdue) == (16, 10, 10, 1)
    assert (row.median_seconds, row.p90_seconds, row.share) == (600, 4000, 0.7)


def test_bad_input_is_refused():
    table = judged(*MIXED)
    with pytest.raises(MissingColumnsError, match="state"):
        compliance(table.drop("state"))
    with pytest.raises(ParameterError, match="level"):
        compliance(table, level=1)
    with pytest.raises(ParameterError, match="time"):
        speed(table, time="lunar")
    with pytest.raises(MissingColumnsError, match="territory"):
        speed(table, by="territory")


DAY = "2026-05-11T"
EFFORT = {
    # name: attempts (local time, kind), other events, reached, early stop, state at noon on June 1
    "enough": (["11T09:00 call", "12T09:00 email", "13T09:00 call"], {}, "13T09:00", None, "met"),
    "one channel": (["11T09:00 call", "12T09:00 call", "13T09:00 call"], {}, None, None, "late"),
    "conversation": (["11T09:00 call", "12T09:00 talk"], {}, None, "conversation", "met"),
    "unsubscribed": (["11T09:00 call"], {"unsubscribe": "12T09:00"}, None, "unsubscribed", "met"),
    "founded": (["11T09:00 call"], {"R-01": "12T09:00"}, None, "founded_answer", "met"),
    "gave up": (["11T09:00 call"], {"R-13": "12T09:00"}, None, None, "missed"),
    "too slow": (
        ["11T09:00 call", "12T09:00 email", "29T09:00 call"], {}, "29T09:00", None, "missed",
    ),
    "untouched": ([], {}, None, None, "not_started"),
}  # fmt: skip


@pytest.mark.slow
def test_depth(company):
    target = company.Target(attempts=3, over_business_days=10, channels_min=2)
    promises = (company.promise("V-03", "DEPTH", **{"*": target}),)
    terms = company.agreement(clocks=(company.DEPTH,), promises=promises)
    calls, answers, touches = [], [], []
    for name, (attempts, events, *_) in EFFORT.items():
        for each in attempts:
            moment, kind = each.split()
            talk = {"kind": "call", "is_two_way": True} if kind == "talk" else {"kind": kind}
            calls.append(call("2026-05-" + moment, lead_id=name) | talk)
        for event, moment in events.items():
            at = {"occurred_at": "2026-05-" + moment}
            if event == "unsubscribe":
                touches.append(at | {"contact_id": name, "kind": event})
            else:
                answers.append(at | {"lead_id": name, "answer": "rejected", "reason_code": event})
    tables = company.tables(
        leads=[{"lead_id": n, "contact_id": n, "opened_at": DAY + "08:00"} for n in EFFORT],
        handoffs=[company.handoff(DAY + "08:30", lead=n, key=n) for n in EFFORT],
        activities=calls,
        dispositions=answers,
        touchpoints=touches,
    )
    result = depth(
        tables,
        [(company.aware("2026-01-05T00:00"), terms)],
        until=company.aware("2026-06-01T12:00"),
        materialise=company.kept,
    )
    rows = {row["handoff_id"]: row for row in result.to_pyarrow().to_pylist()}

    assert {
        name: (row["reached_at"], row["early_stop"], row["state"]) for name, row in rows.items()
    } == {
        name: (
            reached and company.at("2026-05-" + reached),
            early,
            {"late": "open_overdue"}.get(state, state),
        )
        for name, (_, _, reached, early, state) in EFFORT.items()
    }
    row = rows["gave up"]
    assert (row["required_attempts"], row["required_channels"], row["required_business_days"]) == (
        3,
        2,
        10,
    )
    assert row["gave_up_at"] == company.at("2026-05-12T09:00")
    # Ten open days from Monday the 11th; the 18th is a holiday.
    assert row["due_at"] == company.at("2026-05-26T09:00")


def test_the_parts_of_a_wait(company):
    leads = [
        {"lead_id": name, "contact_id": name, "opened_at": "2026-05-15T15:00"}
        for name in ("answered", "called before", "nobody")
    ]
    result = speed_parts(
        company.table("leads", leads),
        company.table(
            "handoffs",
            [
                company.handoff("2026-05-15T15:30", lead="answered", key="1"),
                company.handoff("2026-05-15T15:30", lead="called before", key="2"),
            ],
        ),
        company.table(
            "activities",
            [
                call("2026-05-19T09:00", lead_id="answered"),
                call("2026-05-15T15:10", lead_id="called before"),
            ],
        ),
        company.CALENDAR,
        until=company.aware("2026-05-19T12:00"),
    )
    rows = {row["lead_id"]: row for row in result.to_pyarrow().to_pylist()}
    names = ("system_seconds", "human_business_seconds", "human_civil_seconds", "lived_seconds")

    # Friday 15:00 to Tuesday 09:00 is 90 hours, to noon 93; the office was open for one of them.
    assert {name: tuple(row[each] for each in names) for name, row in rows.items()} == {
        "answered": (1800, 3600, 89.5 * 3600, 90 * 3600),
        "called before": (1800, 0, 0, 600),
        "nobody": (93 * 3600, None, None, 93 * 3600),
    }
    assert [rows["nobody"][name] for name in ("is_routed", "is_attempted")] == [False, False]


def test_waits_and_first_attempts_agree(company):
    handoffs = [company.handoff(DAY + "09:00"), company.handoff(DAY + "14:00", key="H2")]
    rows = {"handoffs": handoffs, "activities": [call(DAY + "15:00"), call(DAY + "11:00")]}
    tables, until = company.tables(**rows), company.aware("2026-06-01T12:00")
    run = waits(tables, company.IN_FORCE, until=until, materialise=company.kept)
    first = first_attempts(tables.handoffs, tables.activities, until=until)

    assert company.listed(run, "handoff_id", "stopped_at") == company.listed(
        first, "handoff_id", "first_attempt_at"
    )
