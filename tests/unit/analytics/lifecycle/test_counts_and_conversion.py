from datetime import UTC, datetime, timedelta

import ibis
import pytest

from boucle.analytics import lifecycle
from boucle.errors import MissingColumnsError, ParameterError
from boucle.figures.share import wilson

OPENED_AT = datetime(2026, 3, 1, 5)
UNTIL = datetime(2026, 4, 30, tzinfo=UTC)


@pytest.fixture
def staged(canonical):
    """Leads opened on March 1, each with the days after which it came to its stages."""

    def build(*paths, channels=None):
        leads = [{"lead_id": f"L{n}", "opened_at": OPENED_AT} for n in range(len(paths))]
        changes = [
            {
                "stage_change_id": f"{n}{stage}",
                "subject": "lead",
                "subject_id": f"L{n}",
                "to_stage": stage,
                "occurred_at": OPENED_AT + timedelta(days=days),
            }
            for n, path in enumerate(paths)
            for stage, days in path.items()
        ]
        table = lifecycle.stages(
            canonical("leads", *leads),
            canonical("stage_changes", *changes),
            canonical("opportunities"),
            until=UNTIL,
        )
        if channels is None:
            return table
        of_lead = {f"L{n}": channel for n, channel in enumerate(channels)}
        return table.mutate(channel=table.lead_id.cases(*of_lead.items(), else_=None))

    return build


def by_pair(table):
    return {
        (row["from_stage"], row["to_stage"]): (row["n_entered"], row["n_reached"])
        for row in table.to_pyarrow().to_pylist()
    }


def test_counts_are_of_recorded_stages_only(staged):
    table = staged({"mql": 1, "sql": 3}, {"sql": 2}, {}, {"customer": 9})

    assert lifecycle.counts(table).to_pyarrow().to_pylist() == [
        {
            "n_leads": 4,
            "n_mql": 1,
            "n_sal": 0,
            "n_sql": 2,
            "n_opportunity_leads": 0,
            "n_customer_leads": 1,
        }
    ]


def test_counts_by_a_column_keep_the_null(staged):
    table = staged({"mql": 1}, {"mql": 1}, {}, channels=["web", "web", None])

    rows = lifecycle.counts(table, by="channel").to_pyarrow().to_pylist()

    assert {row["channel"]: (row["n_leads"], row["n_mql"]) for row in rows} == {
        "web": (2, 2),
        None: (1, 0),
    }


def test_conversion_counts_the_later_stage_or_one_after_it(staged):
    table = staged({"mql": 1, "sql": 3}, {"mql": 2, "customer": 30}, {"mql": 2}, {"sql": 2}, {})

    assert by_pair(lifecycle.conversion(table)) == {
        ("lead", "mql"): (5, 4),
        ("mql", "sal"): (3, 2),
        ("sal", "sql"): (0, 0),
        ("sql", "opportunity"): (2, 0),
        ("opportunity", "customer"): (0, 0),
        ("lead", "customer"): (5, 1),
    }


@pytest.mark.parametrize(
    ("horizon_days", "expected"),
    [
        pytest.param(10, (3, 1), id="too late does not count", marks=pytest.mark.slow),
        pytest.param(40, (3, 2), id="in time"),
        pytest.param(90, (0, 0), id="nobody was followed so long"),
    ],
)
def test_conversion_within_a_horizon(staged, horizon_days, expected):
    table = staged({"mql": 1}, {"mql": 30}, {})

    result = lifecycle.conversion(
        table, horizon_days=horizon_days, until=UNTIL, zone="America/Toronto"
    )

    assert by_pair(result)["lead", "mql"] == expected


def test_conversion_horizon_leaves_out_entrants_that_came_too_late(staged):
    # Entered mql 1 and 55 days after March 1; April 30 is 59 days after it.
    table = staged({"mql": 1, "sal": 2}, {"mql": 55, "sal": 56})

    result = lifecycle.conversion(table, horizon_days=10, until=UNTIL)

    assert by_pair(result)["mql", "sal"] == (1, 1)


def test_conversion_horizon_counts_days_on_the_wall(staged):
    # From March 1 to March 31 at the same hour, with the clocks changed on March 8: 30 days.
    an_hour_less = OPENED_AT + timedelta(days=30, hours=-1)
    table = staged({"mql": 30}).mutate(
        lead_at=ibis.literal(OPENED_AT), mql_at=ibis.literal(an_hour_less)
    )

    toronto = lifecycle.conversion(table, horizon_days=30, until=UNTIL, zone="America/Toronto")

    assert by_pair(toronto)["lead", "mql"] == (1, 1)


def test_conversion_shows_interval_and_mask(staged):
    table = staged(*[{"mql": 1}] * 3, *[{}] * 9, {"sal": 1}, channels=["a"] * 12 + ["b"])

    rows = {
        row["channel"]: row
        for row in lifecycle.conversion(table, by="channel").to_pyarrow().to_pylist()
        if row["to_stage"] == "mql"
    }

    low, high = wilson(3, 12)
    assert rows["a"] == {
        "channel": "a",
        "from_stage": "lead",
        "to_stage": "mql",
        "n_entered": 12,
        "n_reached": 3,
        "share": 0.25,
        "low": pytest.approx(low),
        "high": pytest.approx(high),
        "reason": None,
    }
    assert (rows["b"]["share"], rows["b"]["reason"]) == (None, "n_under_10")


def test_conversion_refuses_what_it_cannot_use(staged):
    table = staged({})

    with pytest.raises(ParameterError):
        lifecycle.conversion(table, horizon_days=0, until=UNTIL)
    with pytest.raises(ParameterError):
        lifecycle.conversion(table, horizon_days=10)
    with pytest.raises(MissingColumnsError):
        lifecycle.conversion(table, by="channel")
