from datetime import UTC, datetime

import pytest

from boucle.analytics import lifecycle
from boucle.errors import MissingColumnsError, ParameterError

NO_ZONE = datetime(2026, 3, 1)
UNTIL = datetime(2026, 3, 31, tzinfo=UTC)


def day(number, hour=0):
    return datetime(2026, 3, number, hour)


def change(subject_id, to_stage, at, *, subject="lead"):
    return {
        "stage_change_id": f"{subject_id}-{to_stage}-{at}",
        "subject": subject,
        "subject_id": subject_id,
        "to_stage": to_stage,
        "occurred_at": at,
    }


def deal(opportunity_id, lead_id, outcome, created_at=None, closed_at=None):
    return {
        "opportunity_id": opportunity_id,
        "lead_id": lead_id,
        "outcome": outcome,
        "created_at": created_at,
        "closed_at": closed_at,
    }


OPENED_AT = day(1)


@pytest.fixture
def one_lead(canonical):
    """The stages of lead L1, opened on day 1, after some facts."""

    def run(changes=(), deals=(), until=UNTIL, opened_at=OPENED_AT):
        result = lifecycle.stages(
            canonical("leads", {"lead_id": "L1", "opened_at": opened_at}),
            canonical("stage_changes", *changes),
            canonical("opportunities", *deals),
            until=until,
        )
        (row,) = result.to_pyarrow().to_pylist()
        return {name: value for name, value in row.items() if value not in (None, False)}

    return run


LEAD = {"lead_id": "L1", "opened_at": day(1), "lead_at": day(1)}


@pytest.mark.parametrize(
    ("changes", "deals", "expected"),
    [
        pytest.param((), (), {"current_stage": "lead", "furthest": "lead"}, id="only opened"),
        pytest.param(
            (change("L1", "mql", day(2)), change("L1", "sql", day(4))),
            (),
            {
                "mql_at": day(2),
                "is_mql": True,
                "sql_at": day(4),
                "is_sql": True,
                "current_stage": "sql",
                "furthest": "sql",
            },
            id="a skipped stage stays empty",
        ),
        pytest.param(
            (
                change("L1", "mql", day(2)),
                change("L1", "recycled", day(3)),
                change("L1", "mql", day(9)),
            ),
            (),
            {
                "mql_at": day(2),
                "is_mql": True,
                "recycled_at": day(3),
                "current_stage": "mql",
                "furthest": "mql",
            },
            id="a return keeps the first moment",
        ),
        pytest.param(
            (change("L1", "sql", day(5)), change("L1", "mql", day(5))),
            (),
            {
                "mql_at": day(5),
                "is_mql": True,
                "sql_at": day(5),
                "is_sql": True,
                "current_stage": "sql",
                "furthest": "sql",
            },
            id="two at one moment: the furthest is last",
        ),
        pytest.param(
            (change("D1", "sql", day(5), subject="opportunity"),),
            (deal("D1", "L1", "won", day(6), day(8)),),
            {
                "sql_at": day(5),
                "is_sql": True,
                "opportunity_at": day(6),
                "is_opportunity": True,
                "customer_at": day(8),
                "is_customer": True,
                "current_stage": "customer",
                "furthest": "customer",
            },
            id="a deal's facts are its lead's",
        ),
        pytest.param(
            (),
            (deal("D1", "L1", "lost", day(6), day(8)),),
            {
                "opportunity_at": day(6),
                "is_opportunity": True,
                "lost_at": day(8),
                "current_stage": "lost",
                "furthest": "opportunity",
            },
            id="a loss goes no further than the deal",
        ),
        pytest.param(
            (),
            (deal("D1", "L1", "won"),),
            {
                "is_opportunity": True,
                "is_customer": True,
                "current_stage": "lead",
                "furthest": "customer",
            },
            id="an undated win is a win without a moment",
        ),
        pytest.param(
            (change("L9", "mql", day(2)),),
            (deal("D9", None, "won", day(2), day(3)),),
            {"current_stage": "lead", "furthest": "lead"},
            id="other people's facts change nothing",
        ),
    ],
)
def test_stages_of_one_lead(one_lead, changes, deals, expected):
    assert one_lead(changes, deals) == LEAD | expected


def test_facts_after_the_end_of_follow_up_are_not_there_yet(one_lead):
    facts = (change("L1", "mql", day(2)), change("L1", "sql", day(4)))

    row = one_lead(facts, until=datetime(2026, 3, 3, tzinfo=UTC))

    assert (row["current_stage"], row["furthest"]) == ("mql", "mql")


def test_lead_opened_later_is_left_out_and_an_undated_one_is_kept(canonical):
    leads = canonical("leads", {"lead_id": "late", "opened_at": day(20)}, {"lead_id": "undated"})

    result = lifecycle.stages(
        leads,
        canonical("stage_changes", change("late", "mql", day(2))),
        canonical("opportunities"),
        until=datetime(2026, 3, 3, tzinfo=UTC),
    )

    assert result.to_pyarrow()["lead_id"].to_pylist() == ["undated"]


def test_undated_lead_takes_its_first_change_to_lead(one_lead):
    row = one_lead((change("L1", "lead", day(3)),), opened_at=None)

    assert row["lead_at"] == day(3)


def test_stages_refuses_a_table_without_its_columns_and_a_moment_without_zone(canonical):
    leads, deals = canonical("leads"), canonical("opportunities")
    changes = canonical("stage_changes")

    with pytest.raises(MissingColumnsError) as missing:
        lifecycle.stages(leads.drop("opened_at"), changes, deals, until=UNTIL)
    with pytest.raises(ParameterError):
        lifecycle.stages(leads, changes, deals, until=NO_ZONE)

    assert missing.value.missing == ("opened_at",)


@pytest.mark.parametrize(
    ("changes", "deals", "leads", "expected"),
    [
        pytest.param((), (), (), set(), id="nothing"),
        pytest.param((), (), ({"lead_id": "L1"},), {"lead"}, id="leads"),
        pytest.param((change("L1", "mql", day(2)),), (), (), {"mql"}, id="changes"),
        pytest.param(
            (),
            (deal("D1", "L1", "open"),),
            (),
            {"opportunity", "customer", "lost"},
            id="a linked deal speaks of its end before it comes",
        ),
        pytest.param((), (deal("D1", None, "won"),), (), set(), id="an unlinked deal says nothing"),
    ],
)
def test_recorded_stages(canonical, changes, deals, leads, expected):
    found = lifecycle.recorded_stages(
        canonical("stage_changes", *changes),
        canonical("opportunities", *deals),
        canonical("leads", *leads),
    )

    assert found == frozenset(expected)


def test_recorded_stages_needs_only_the_changes(canonical):
    changes = canonical("stage_changes", change("L1", "mql", day(2)))

    assert lifecycle.recorded_stages(changes) == {"mql"}


def test_fractions_of_a_second_do_not_change_the_stage(one_lead):
    # Half a second is eight ranks, if seconds and ranks are added up as they come.
    at = datetime(2026, 3, 5, 10, 0, 0, 500_000)

    row = one_lead([change("L1", "mql", at)])

    assert (row["current_stage"], row["mql_at"]) == ("mql", at)
