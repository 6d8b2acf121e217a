"""Leads, deals and how they ended: origin, month, territory, currency, state as of a moment."""

from datetime import UTC, date, datetime
from decimal import Decimal

import ibis
import pytest

from boucle.analytics.facts import deal_cases, lead_cases, members, origins, outcomes
from boucle.errors import ParameterError

ZONE = "America/Toronto"
UNTIL = datetime(2026, 12, 31, tzinfo=UTC)


def on(month, day, hour=12, year=2026):
    return datetime(year, month, day, hour)


def listed(table, *columns, key):
    return table.order_by(key).select(*columns).to_pyarrow().to_pylist()


@pytest.mark.parametrize(
    ("lead", "touches", "expected"),
    [
        pytest.param(
            {"origin_touchpoint_id": "t9"},
            [("t1", "P", on(1, 1)), ("L#origin", "P", on(3, 1)), ("t9", "Q", on(5, 1))],
            "t9",
            id="the one the lead names wins",
        ),
        pytest.param(
            {"origin_touchpoint_id": "gone"},
            [("t1", "P", on(1, 1)), ("L#origin", "P", on(3, 1))],
            "L#origin",
            id="named but absent: the mapped lead source",
        ),
        pytest.param({}, [("t2", "P", on(2, 1)), ("t1", "P", on(1, 1))], "t1", id="else the first"),
        pytest.param(
            {}, [("t2", "P", on(1, 1)), ("t1", "P", on(1, 1))], "t1", id="same time: by id"
        ),
        pytest.param({}, [("t1", "P", on(3, 1))], "t1", id="at the moment of opening"),
        pytest.param({}, [("t1", "P", on(3, 1, hour=13))], None, id="an hour after is no origin"),
        pytest.param({}, [("t1", "P", on(3, 1, year=2025))], "t1", id="365 days before"),
        pytest.param({}, [("t1", "P", on(2, 28, year=2025))], None, id="366 days before"),
        pytest.param({}, [("t1", "Q", on(1, 1))], None, id="somebody else's"),
        pytest.param({"opened_at": None}, [("t1", "P", on(1, 1))], None, id="undated lead"),
    ],
)
def test_origin_of_a_lead(rows_of, lead, touches, expected):
    leads = rows_of("leads", {"lead_id": "L", "contact_id": "P", "opened_at": on(3, 1), **lead})
    table = rows_of(
        "touchpoints",
        *[{"touchpoint_id": i, "contact_id": c, "occurred_at": at} for i, c, at in touches],
    )

    found = origins(leads, table).origin_touchpoint_id.to_pyarrow().to_pylist()

    assert found == ([] if expected is None else [expected])


@pytest.fixture
def leads_table(rows_of):
    leads = rows_of(
        "leads",
        # 04:30 UTC on March 1 is still February in Montréal.
        {
            "lead_id": "L1", "contact_id": "P1", "opened_at": on(3, 1, 4).replace(minute=30),
            "owner_id": "U1", "service_interest": "audit",
        },
        {"lead_id": "L2", "contact_id": "P2", "account_id": "A2", "opened_at": on(4, 1)},
        {"lead_id": "L3", "contact_id": None},
        {"lead_id": "L4", "contact_id": "P1", "opened_at": on(1, 1, year=2027)},
    )  # fmt: skip
    contacts = rows_of(
        "contacts",
        {"contact_id": "P1", "account_id": "A1"},
        {"contact_id": "P2", "account_id": "A1"},
    )
    accounts = rows_of(
        "accounts",
        {"account_id": "A1", "territory": "east"},
        {"account_id": "A2", "territory": "west"},
    )
    touches = rows_of(
        "touchpoints",
        {
            "touchpoint_id": "t1", "contact_id": "P1", "occurred_at": on(1, 5),
            "channel": "blog", "campaign_id": "C1",
        },
    )  # fmt: skip
    return lead_cases(leads, contacts, accounts, touches, zone=ZONE, until=UNTIL)


def test_lead_cases(leads_table):
    columns = (
        "lead_id", "account_id", "channel", "campaign_id", "month", "owner_id", "territory",
        "persona", "service", "origin_touchpoint_id",
    )  # fmt: skip
    rows = [tuple(row.values()) for row in listed(leads_table, *columns, key="lead_id")]

    assert rows == [
        ("L1", "A1", "blog", "C1", "2026-02", "U1", "east", None, "audit", "t1"),
        ("L2", "A2", None, None, "2026-04", None, "west", None, None, None),
        ("L3", None, None, None, None, None, None, None, None, None),
    ]


def test_personas_are_joined_where_given(rows_of):
    leads = rows_of("leads", {"lead_id": "L1"}, {"lead_id": "L2"})
    nothing = [rows_of(name) for name in ("contacts", "accounts", "touchpoints")]
    personas = rows_of("leads", {"lead_id": "L2"}).select("lead_id", persona=ibis.literal("owner"))

    table = lead_cases(leads, *nothing, zone=ZONE, until=UNTIL, personas=personas)

    assert listed(table, "lead_id", "persona", key="lead_id") == [
        {"lead_id": "L1", "persona": None},
        {"lead_id": "L2", "persona": "owner"},
    ]


@pytest.fixture
def deals_table(rows_of, leads_table):
    deals = rows_of(
        "opportunities",
        {
            "opportunity_id": "D1", "lead_id": "L1", "amount": Decimal(1000), "currency": "CAD",
            "created_at": on(5, 1), "closed_at": on(6, 1), "outcome": "won",
            "primary_campaign_id": "C2",
        },
        {
            "opportunity_id": "D2", "lead_id": "L2", "amount": Decimal(100), "currency": "usd",
            "created_at": on(5, 1), "closed_at": on(6, 10), "outcome": "won",
            "primary_campaign_id": "C2", "service": "training",
        },
        {
            "opportunity_id": "D3", "amount": Decimal(100), "currency": "EUR", "owner_id": "U1",
            "created_at": on(7, 1), "closed_at": on(3, 1, year=2027), "outcome": "lost",
        },
        {"opportunity_id": "D4", "outcome": "won"},
        {"opportunity_id": "D5", "outcome": "open", "created_at": on(2, 1, year=2027)},
    )  # fmt: skip
    rates = rows_of(
        "exchange_rates",
        {"rate_on": date(2026, 6, 1), "currency": "USD", "rate": 1.3},
        {"rate_on": date(2026, 6, 11), "currency": "USD", "rate": 1.4},
    )
    campaigns = rows_of("campaigns", {"campaign_id": "C2", "channel": "events"})
    users = rows_of("users", {"user_id": "U1", "territory": "north"})
    accounts = rows_of("accounts", {"account_id": "A1", "territory": "east"})
    return deal_cases(
        deals, leads_table, accounts, users, rates,
        campaigns=campaigns, zone=ZONE, until=UNTIL, currency="CAD",
    )  # fmt: skip


def test_deal_cases(deals_table):
    columns = (
        "opportunity_id", "account_id", "owner_id", "channel", "campaign_id", "month",
        "month_closed", "territory", "service", "amount", "currency", "other_amount", "outcome",
    )  # fmt: skip
    rows = [tuple(row.values()) for row in listed(deals_table, *columns, key="opportunity_id")]

    assert rows == [
        (
            "D1", "A1", "U1", "blog", "C1", "2026-02", "2026-06", "east", "audit",
            1000.0, "CAD", None, "won",
        ),
        (
            "D2", "A2", None, "events", "C2", "2026-04", "2026-06", "west", "training",
            pytest.approx(130.0), "USD", None, "won",
        ),
        (
            "D3", None, "U1", None, None, "2026-07", None, "north", None,
            None, "EUR", 100.0, "open",
        ),
        ("D4", None, None, None, None, None, None, None, None, None, "CAD", None, "won"),
    ]  # fmt: skip


def test_outcomes_are_deals_and_leads_without_one(rows_of, leads_table, deals_table):
    changes = rows_of(
        "stage_changes",
        {
            "stage_change_id": "s1", "subject": "lead", "subject_id": "L3",
            "to_stage": "disqualified", "occurred_at": on(9, 1),
        },
        {
            "stage_change_id": "s2", "subject": "lead", "subject_id": "L3",
            "to_stage": "mql", "occurred_at": on(8, 1),
        },
    )  # fmt: skip
    end = UNTIL.replace(tzinfo=None)

    table = outcomes(leads_table, deals_table, changes, until=UNTIL)
    columns = (
        "case_id", "lead_id", "contact_id", "outcome", "decided_at", "amount", "lead_at",
        "opportunity_at", "is_deal", "month",
    )  # fmt: skip
    rows = [tuple(row.values()) for row in listed(table, *columns, key="case_id")]

    opened = on(3, 1, 4).replace(minute=30)
    assert rows == [
        ("D1", "L1", "P1", "won", on(6, 1), 1000.0, opened, on(5, 1), True, "2026-02"),
        (
            "D2", "L2", "P2", "won", on(6, 10), pytest.approx(130.0), on(4, 1), on(5, 1),
            True, "2026-04",
        ),
        ("D3", None, None, "open", end, None, None, on(7, 1), True, "2026-07"),
        ("D4", None, None, "won", end, None, None, None, True, None),
        ("L3", "L3", None, "lost", on(9, 1), None, None, None, False, None),
    ]  # fmt: skip


def test_members_are_the_deals_people_and_the_leads_contact(rows_of, leads_table, deals_table):
    table = outcomes(leads_table, deals_table, rows_of("stage_changes"), until=UNTIL)
    people = rows_of(
        "opportunity_contacts",
        {"opportunity_id": "D1", "contact_id": "P1"},
        {"opportunity_id": "D1", "contact_id": "P7"},
        {"opportunity_id": "D5", "contact_id": "P8"},
    )

    found = members(table, people).order_by("case_id", "contact_id").to_pyarrow().to_pylist()

    assert [tuple(row.values()) for row in found] == [("D1", "P1"), ("D1", "P7"), ("D2", "P2")]


def test_a_moment_without_a_zone_is_refused(rows_of):
    tables = [rows_of(name) for name in ("leads", "contacts", "accounts", "touchpoints")]
    with pytest.raises(ParameterError, match="time zone"):
        lead_cases(*tables, zone=ZONE, until=on(1, 1))
