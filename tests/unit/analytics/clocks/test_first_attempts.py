import pytest

from boucle.analytics.clocks import first_attempts
from boucle.errors import MissingColumnsError

SENT = "2026-05-11T09:00"


def call(occurred_at, **more):
    return {"lead_id": "L", "kind": "call", "is_human": True, "occurred_at": occurred_at} | more


@pytest.fixture
def attempts(company):
    def made(activities, handoffs=None, leads=None):
        result = first_attempts(
            company.table("handoffs", handoffs or [company.handoff(SENT)]),
            company.table("activities", activities),
            until=company.aware("2026-06-01T12:00"),
            leads=company.table("leads", leads) if leads else None,
            time_zone="America/Toronto",
        )
        return {row["handoff_id"]: row for row in result.to_pyarrow().to_pylist()}

    return made


@pytest.mark.parametrize(
    ("activity", "counts"),
    [
        pytest.param(call("2026-05-11T09:10"), True, id="a call"),
        pytest.param(call("2026-05-11T09:00"), True, id="a call in the same second"),
        pytest.param(call("2026-05-11T09:10", is_human=None), True, id="nobody said it was not"),
        pytest.param(call("2026-05-11T08:59"), False, id="a call before the hand-over"),
        pytest.param(call("2026-06-02T09:00"), False, id="a call after the day of the report"),
        pytest.param(call("2026-05-11T09:10", kind="note"), False, id="a note"),
        pytest.param(
            call("2026-05-11T09:10", kind="email", is_human=False), False, id="an automatic reply"
        ),
        pytest.param(call("2026-05-11T09:10", lead_id="other"), False, id="another lead"),
        pytest.param(
            call("2026-05-11T09:10", entered_at="2026-05-20T17:00"), True, id="typed in late"
        ),
    ],
)
def test_what_is_an_attempt(company, attempts, activity, counts):
    row = attempts([activity])["H"]

    expected = company.at(activity["occurred_at"]) if counts else None
    assert (row["first_attempt_at"], row["n_attempts"]) == (expected, int(counts))


def test_the_earliest_wins_and_the_rest_is_counted(company, attempts):
    row = attempts(
        [
            call("2026-05-14T09:00", kind="email"),
            call("2026-05-12T10:00", is_two_way=True),
            call("2026-05-11T11:00"),
            call("2026-05-11T10:00", kind="note"),
        ]
    )["H"]

    assert row["first_attempt_at"] == company.at("2026-05-11T11:00")
    assert row["first_conversation_at"] == company.at("2026-05-12T10:00")
    assert (row["n_attempts"], row["n_channels"]) == (3, 2)
    assert row["n_days"] == pytest.approx(3 - 2 / 24)


def test_a_new_hand_over_starts_anew_and_the_old_one_keeps_its_own(company, attempts):
    rows = attempts(
        [call("2026-05-11T10:00"), call("2026-05-12T09:00"), call("2026-05-13T09:00")],
        [company.handoff(SENT), company.handoff("2026-05-12T09:00", key="H2", to="ben")],
    )

    assert {key: (row["first_attempt_at"], row["n_attempts"]) for key, row in rows.items()} == {
        "H": (company.at("2026-05-11T10:00"), 1),
        "H2": (company.at("2026-05-12T09:00"), 2),
    }


def test_an_activity_without_a_lead_goes_to_the_newest_lead_of_its_contact(company, attempts):
    leads = [
        {"lead_id": "old", "contact_id": "C", "opened_at": "2026-01-05T09:00"},
        {"lead_id": "L", "contact_id": "C", "opened_at": "2026-05-10T09:00"},
        {"lead_id": "later", "contact_id": "C", "opened_at": "2026-05-20T09:00"},
    ]
    row = attempts([call("2026-05-11T10:00", lead_id=None, contact_id="C")], leads=leads)["H"]

    assert row["first_attempt_at"] == company.at("2026-05-11T10:00")


def test_a_missing_column_is_named(company):
    handoffs = company.table("handoffs", [company.handoff(SENT)]).drop("lead_type")
    with pytest.raises(MissingColumnsError, match="lead_type"):
        first_attempts(
            handoffs, company.table("activities", []), until=company.aware("2026-06-01T12:00")
        )
