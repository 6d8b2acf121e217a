from datetime import UTC, datetime, timedelta

import pytest

from boucle.analytics import timing
from boucle.errors import MissingColumnsError, ParameterError
from boucle.figures.share import Figure

START = datetime(2026, 1, 1)
UNTIL = datetime(2026, 3, 2, tzinfo=UTC)  # day 60


def on(days):
    return None if days is None else START + timedelta(days=days)


def change(subject_id, to_stage, days, subject="lead", number=0):
    return {
        "stage_change_id": f"{subject_id}{to_stage}{days}{number}",
        "subject": subject,
        "subject_id": subject_id,
        "to_stage": to_stage,
        "occurred_at": on(days),
    }


def deal(opportunity_id, lead_id, outcome, created, closed=None):
    return {
        "opportunity_id": opportunity_id,
        "lead_id": lead_id,
        "outcome": outcome,
        "created_at": on(created),
        "closed_at": on(closed),
    }


@pytest.fixture
def stays(canonical):
    """The visits as ``(case, stage, days from, days to, next stage)``."""

    def run(changes=(), leads=None, deals=None):
        result = timing.visits(
            canonical("stage_changes", *changes),
            until=UNTIL,
            leads=None if leads is None else canonical("leads", *leads),
            opportunities=None if deals is None else canonical("opportunities", *deals),
        )
        rows = sorted(
            result.to_pyarrow().to_pylist(), key=lambda row: (row["case_id"], row["visit"])
        )
        return [
            (
                row["case_id"],
                row["stage"],
                (row["entered_at"] - START).days,
                None if row["left_at"] is None else (row["left_at"] - START).days,
                row["next_stage"],
            )
            for row in rows
        ]

    return run


def test_a_return_is_a_visit_of_its_own(stays):
    changes = [change("L", "mql", 1), change("L", "recycled", 4), change("L", "mql", 9)]

    assert stays(changes) == [
        ("L", "mql", 1, 4, "recycled"),
        ("L", "recycled", 4, 9, "mql"),
        ("L", "mql", 9, None, None),
    ]


def test_the_same_stage_twice_in_a_row_is_one_visit(stays):
    changes = [change("L", "mql", 1), change("L", "mql", 1, number=1), change("L", "mql", 3)]

    assert stays([*changes, change("L", "sql", 8)]) == [
        ("L", "mql", 1, 8, "sql"),
        ("L", "sql", 8, None, None),
    ]


def test_leads_and_deals_tell_of_visits_too(stays):
    found = stays(
        [change("D", "sql", 3, subject="opportunity")],
        [{"lead_id": "L", "opened_at": on(0)}],
        [deal("D", "L", "won", 5, 20), deal("E", None, "lost", 2, 4), deal("F", None, "open", 99)],
    )

    assert found == [
        ("E", "opportunity", 2, 4, "lost"),
        ("E", "lost", 4, None, None),
        ("L", "lead", 0, 3, "sql"),
        ("L", "sql", 3, 5, "opportunity"),
        ("L", "opportunity", 5, 20, "customer"),
        ("L", "customer", 20, None, None),
    ]


@pytest.fixture
def mql_visits(canonical):
    """Ten leads in mql: six go to sql after 1 to 6 days, one is lost after 2, three stay."""
    changes = [change(f"L{n}", "mql", 0) for n in range(10)]
    changes += [change(f"L{n}", "sql", n + 1) for n in range(6)]
    changes.append(change("L6", "disqualified", 2))
    return timing.visits(canonical("stage_changes", *changes), until=UNTIL)


def test_time_in_stage_counts_open_visits_as_waiting(mql_visits):
    stages = timing.time_in_stage(mql_visits, until=UNTIL, zone="Etc/UTC")

    assert [time.stage for time in stages] == ["mql", "sql"]
    mql = stages[0]
    assert (mql.n_visits, mql.n_closed, mql.n_open) == (10, 7, 3)
    assert (mql.p25.value, mql.median.value, mql.p75.value) == (2.0, 4.0, None)
    assert mql.mean_of_closed_days == pytest.approx((1 + 2 + 3 + 4 + 5 + 6 + 2) / 7)
    assert mql.next_shares == pytest.approx({"sql": 0.6, "disqualified": 0.1})


def test_time_in_stage_by_a_column(mql_visits):
    visits = mql_visits.mutate(channel=mql_visits.case_id.isin(["L0"]).ifelse("web", "ads"))

    stages = timing.time_in_stage(visits, until=UNTIL, zone="Etc/UTC", by="channel")

    assert [(time.stage, time.value, time.n_visits) for time in stages] == [
        ("mql", "ads", 9),
        ("mql", "web", 1),
        ("sql", "ads", 5),
        ("sql", "web", 1),
    ]


def test_stalled_visits_are_older_than_the_norm_of_those_who_advance(mql_visits):
    norms = timing.stage_norms(mql_visits, until=UNTIL, zone="Etc/UTC")

    # Six advance, on days 1 to 6: three quarters of them by day 5.
    assert norms["mql"].value == 5.0
    assert norms["sql"].reason == "n_under_10"
    rows = timing.stalled(mql_visits, norms=norms, until=UNTIL, zone="Etc/UTC").to_pyarrow()
    assert sorted(
        (row["case_id"], row["stage"], row["age_days"], row["norm_days"])
        for row in rows.to_pylist()
    ) == [(f"L{n}", "mql", 60.0, 5.0) for n in (7, 8, 9)]


def test_nothing_is_stalled_without_a_norm(mql_visits):
    norms = {"mql": Figure(None, 3, reason="n_under_10")}

    found = timing.stalled(mql_visits, norms=norms, until=UNTIL, zone="Etc/UTC")

    assert found.count().to_pyarrow().as_py() == 0


def test_between_stages_lets_exits_compete(canonical):
    leads = canonical("leads", *({"lead_id": f"L{n}"} for n in range(12)))
    moments = {
        "mql_at": START,
        "sql_at": {n: on(n + 1) for n in range(6)},
        "recycled_at": {},
        "disqualified_at": {6: on(3), 7: on(-2)},
        "lost_at": {0: on(40)},
    }
    cases = leads.mutate(
        mql_at=START,
        **{
            name: leads.lead_id.cases(
                *((f"L{n}", at) for n, at in ({"none": None} | values).items()), else_=None
            ).cast("timestamp")
            for name, values in moments.items()
            if name != "mql_at"
        },
    )

    (curve,) = timing.between_stages(cases, "mql", "sql", until=UNTIL, zone="Etc/UTC").values()

    # The exit two days before mql is of another pass: it ends nothing.
    assert {cause: counts.sum() for cause, counts in curve.n_events.items()} == {
        "reached": 6,
        "left": 1,
    }
    assert timing.median_days(curve, cause="reached").value == 3.0


def test_between_stages_refuses_what_it_cannot_use(canonical):
    leads = canonical("leads")

    with pytest.raises(ParameterError):
        timing.between_stages(leads, "mql", "mql", until=UNTIL, zone="Etc/UTC")
    with pytest.raises(MissingColumnsError):
        timing.between_stages(leads, "mql", "sql", until=UNTIL, zone="Etc/UTC")
