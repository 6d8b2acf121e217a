"""What is known of a lead as of a moment, worked by hand."""

from datetime import date
from pathlib import Path

import pytest

import boucle.agreement
from boucle.agreement import load
from boucle.agreement.conditions import parse
from boucle.analytics.scoring import case_facts, judged
from boucle.errors import MissingColumnsError, ParameterError
from boucle.tables import CASE_FACTS, TABLES

MOMENT = "2026-05-29T12:00"
ACCOUNT = {
    "account_id": "A", "name": "Usinage Boréal", "industry": "manufacturing", "n_employees": 120,
    "territory": "MTL", "country": "CA",
}  # fmt: skip
CONTACT = {
    "contact_id": "C", "account_id": "A", "email": "Diane@Usinage.example",
    "job_title": "Présidente", "region": "QC",
}  # fmt: skip
LEAD = {
    "lead_id": "L", "contact_id": "C", "opened_at": "2026-04-29T12:00", "service_interest": "CYBER",
    "origin_touchpoint_id": "t1",
}  # fmt: skip
TOUCHES = [
    {"touchpoint_id": "t1", "kind": "webinar_attended", "channel": "webinar",
     "origin_source": "zoom", "occurred_at": "2026-04-29T12:00"},
    {"touchpoint_id": "t2", "kind": "pricing_page", "occurred_at": "2026-05-29T12:00"},
    {"touchpoint_id": "t3", "kind": "direct_request", "occurred_at": "2026-05-29T12:01"},
    {"touchpoint_id": "t4", "kind": "white_paper", "occurred_at": "2025-04-29T11:59"},
]  # fmt: skip


@pytest.fixture
def facts(company, demo):
    def made(*conditions, moment=MOMENT, **rows):
        base = {"leads": [LEAD], "contacts": [CONTACT], "accounts": [ACCOUNT]}
        result = case_facts(
            company.tables(**{**base, **rows}),
            demo,
            moment=company.aware(moment),
            conditions=[parse(text) for text in conditions],
            materialise=company.kept,
        )
        return {row["lead_id"]: row for row in result.to_pyarrow().to_pylist()}

    return made


def touches(*kept, **more):
    return [each | {"contact_id": "C"} | more for each in kept or TOUCHES]


def test_one_lead_by_hand(company, demo, facts):
    row = facts("count('webinar_attended', within => 30) >= 1", touchpoints=touches())["L"]

    names = list(CASE_FACTS.names)
    assert list(row)[: len(names)] == names
    assert row["count__webinar_attended__30"] == 1
    # 30 days are one half-life: 20 × 1/2 for the webinar, 20 for the prices.
    # Fit: title 30, industry 20, size 20, territory 20, service 10.
    expected = {
        "account_id": "A", "age_days": 30.0, "stage": "lead", "origin_source": "zoom",
        "origin_channel": "webinar", "email_domain": "usinage.example", "has_valid_email": True,
        "is_free_mail": False, "company": "Usinage Boréal", "region": "QC", "is_served": True,
        "is_customer": False, "n_touchpoints": 2, "requested_contact": False,
        "is_unsubscribed": False, "is_accepted": False, "had_conversation": False,
        "need_confirmed": None, "has_next_step": False, "opportunity_amount": None,
        "n_opportunity_contacts": 0, "has_contract": False, "persona": "P-DIANE",
        "fit_points": 100.0, "engagement_points": 30.0, "grade": "A3", "lead_type": "webinar",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected


@pytest.mark.slow
def test_nothing_later_than_the_moment_is_known(facts):
    later = facts(moment="2026-05-29T12:01", touchpoints=touches())["L"]

    assert (later["requested_contact"], later["grade"], later["lead_type"]) == (
        True,
        "A1",
        "direct_request",
    )
    assert facts(moment="2026-04-29T11:59", touchpoints=touches()) == {}


@pytest.mark.slow
def test_each_pass_has_its_own_gestures(company, facts):
    leads = [
        {"lead_id": "first", "contact_id": "C", "opened_at": "2026-01-05T09:00"},
        {"lead_id": "second", "contact_id": "C", "opened_at": "2026-03-02T09:00"},
        {"lead_id": "nobody", "opened_at": "2026-03-02T09:00", "origin_touchpoint_id": "lone"},
    ]
    moments = {
        "before": "2026-01-04T09:00",
        "as it opened": "2026-01-05T09:00",
        "between": "2026-02-02T09:00",
        "as the second opened": "2026-03-02T09:00",
        "after": "2026-04-02T09:00",
    }
    rows = [
        {"touchpoint_id": name, "contact_id": "C", "kind": "page_view", "occurred_at": moment}
        for name, moment in moments.items()
    ]
    rows.append({"touchpoint_id": "lone", "kind": "form", "occurred_at": "2026-03-02T09:00"})
    rows.append({"touchpoint_id": "u", "contact_id": "C", "kind": "unsubscribe",
                 "occurred_at": "2026-02-03T09:00"})  # fmt: skip
    found = facts(leads=leads, touchpoints=rows)

    assert {key: row["n_touchpoints"] for key, row in found.items()} == {
        "first": 4,  # before, as it opened, between, the unsubscription
        "second": 4,  # between, the unsubscription, as it opened, after
        "nobody": 1,
    }
    assert {key for key, row in found.items() if row["is_unsubscribed"]} == {"first", "second"}


@pytest.mark.slow
def test_what_sales_did(company, facts):
    rows = facts(
        dispositions=[
            {"lead_id": "L", "answer": "accepted", "occurred_at": "2026-05-04T09:00"},
            {"lead_id": "L", "answer": "qualified", "occurred_at": "2026-05-06T09:00",
             "need_confirmed": True, "budget_known": False, "next_step_on": "2026-05-29"},
        ],
        activities=[
            {"contact_id": "C", "kind": "call", "is_human": True, "is_two_way": True,
             "occurred_at": "2026-05-05T09:00", "next_step_on": "2026-05-20"},
        ],
        opportunities=[
            {"opportunity_id": "O1", "lead_id": "L", "amount": 10, "currency": "USD",
             "outcome": "open", "created_at": "2026-05-07T09:00"},
            {"opportunity_id": "O2", "lead_id": "L", "amount": 34000, "currency": "CAD",
             "outcome": "won", "service": "CYBER", "expected_close_on": "2026-06-01",
             "created_at": "2026-05-08T09:00", "closed_at": "2026-05-30T09:00"},
        ],
        opportunity_contacts=[{"opportunity_id": "O2", "contact_id": "C"}],
        contracts=[
            {"contract_id": "K", "opportunity_id": "O2", "account_id": "A",
             "starts_on": "2026-05-29"},
        ],
    )["L"]  # fmt: skip

    expected = {
        "stage": "opportunity", "is_accepted": True, "had_conversation": True,
        "need_confirmed": True, "budget_known": False, "decision_maker_involved": None,
        "next_step_on": date(2026, 5, 29), "has_next_step": True, "opportunity_amount": 34000.0,
        "opportunity_service": "CYBER", "expected_close_on": date(2026, 6, 1),
        "n_opportunity_contacts": 1, "has_contract": True, "is_customer": False,
    }  # fmt: skip
    assert {name: rows[name] for name in expected} == expected


STAGES = {
    "lead": {},
    "mql": {"handoffs": [{"lead_id": "L", "handed_over_at": "2026-05-04T09:00"}]},
    "sal": {"stage_changes": [
        {"subject": "lead", "to_stage": "sal", "occurred_at": "2026-05-04T09:00"},
        {"subject": "lead", "to_stage": "mql", "occurred_at": "2026-05-04T09:00"},
        {"subject": "opportunity", "to_stage": "lost",
         "occurred_at": "2026-05-05T09:00"},
    ]},
    "recycled": {"dispositions": [
        {"lead_id": "L", "answer": "accepted", "occurred_at": "2026-05-04T09:00"},
        {"lead_id": "L", "answer": "recycled", "occurred_at": "2026-05-05T09:00"},
    ]},
    "lost": {"opportunities": [
        {"lead_id": "L", "outcome": "lost", "created_at": "2026-05-04T09:00",
         "closed_at": "2026-05-05T09:00"},
    ]},
}  # fmt: skip


@pytest.mark.slow
def test_the_recorded_stage_is_the_last_move(facts):
    rows = {"leads": [LEAD | {"lead_id": stage, "contact_id": stage} for stage in STAGES]}
    for stage, case in STAGES.items():
        for name, moves in case.items():
            key = "subject_id" if name == "stage_changes" else "lead_id"
            rows.setdefault(name, []).extend(move | {key: stage} for move in moves)
    for name, given in rows.items():
        key = TABLES[name].key[0]
        rows[name] = [{key: f"{name}{at}"} | each for at, each in enumerate(given)]

    assert {key: row["stage"] for key, row in facts(**rows).items()} == {key: key for key in STAGES}


CUSTOMERS = {
    # name: the account, its contracts, whether it was a customer when the lead was opened
    "a customer for long": ({"customer_since_on": "2025-01-01"}, {}, True),
    "became one since": ({"customer_since_on": "2026-05-04"}, {}, False),
    "a contract runs": ({}, {"starts_on": "2025-01-01"}, True),
    "it ran out": ({}, {"starts_on": "2025-01-01", "ends_on": "2026-01-01"}, False),
    "signed since": ({}, {"starts_on": "2026-05-04"}, False),
    "neither": ({}, {}, False),
}
ADDRESSES = {
    # address: domain, is it valid, is it free mail
    "a@b.example": ("b.example", True, False),
    " A@GMAIL.com ": ("gmail.com", True, True),
    "a@b": (None, False, None),
    "a b@c.example": (None, False, None),
    None: (None, False, None),
}


@pytest.mark.slow
def test_customers_and_addresses(facts):
    accounts = [{"account_id": name} | case[0] for name, case in CUSTOMERS.items()]
    contracts = [
        {"account_id": name, "contract_id": name} | case[1] for name, case in CUSTOMERS.items()
    ]
    contacts = [{"contact_id": name, "account_id": name} for name in CUSTOMERS]
    contacts += [{"contact_id": str(email), "email": email} for email in ADDRESSES]
    leads = [
        LEAD | {"lead_id": each["contact_id"], "contact_id": each["contact_id"]}
        for each in contacts
    ]
    rows = facts(accounts=accounts, contracts=contracts, contacts=contacts, leads=leads)

    assert {name: rows[name]["is_customer"] for name in CUSTOMERS} == {
        name: case[2] for name, case in CUSTOMERS.items()
    }
    mail = ("email_domain", "has_valid_email", "is_free_mail")
    assert {
        email: tuple(rows[str(email)][name] for name in mail) for email in ADDRESSES
    } == ADDRESSES


@pytest.mark.slow
def test_definitions_are_held_against_the_record(company, demo):
    leads = [LEAD | {"lead_id": key, "contact_id": key} for key in ("asked", "weak", "gone")]
    result = judged(
        case_facts(
            company.tables(
                leads=leads,
                contacts=[CONTACT | {"contact_id": each["lead_id"]} for each in leads],
                accounts=[ACCOUNT],
                touchpoints=[
                    {"contact_id": "asked", "kind": "direct_request", "origin_source": "web",
                     "touchpoint_id": "t1", "occurred_at": "2026-04-29T12:00"},
                ],
                handoffs=[
                    {"lead_id": "weak", "handed_over_at": "2026-05-04T09:00"},
                    {"lead_id": "gone", "handed_over_at": "2026-05-04T09:00"},
                ],
                dispositions=[
                    {"lead_id": "gone", "answer": "disqualified", "occurred_at": "2026-05-05T09:00"}
                ],
            ),
            demo,
            moment=company.aware(MOMENT),
            materialise=company.kept,
        ),
        demo,
    )  # fmt: skip
    rows = {row["lead_id"]: row for row in result.to_pyarrow().to_pylist()}

    assert {key: (row["met_stage"], row["contradictions"]) for key, row in rows.items()} == {
        "asked": ("mql", "mql:not_recorded"),
        "weak": ("contact", "mql:not_met"),
        "gone": ("contact", None),
    }
    assert [rows["asked"][f"is_{stage}"] for stage in ("lead", "mql", "sal", "sql")] == [
        True,
        True,
        False,
        False,
    ]


def test_bad_input_is_refused(company, demo):
    tables = company.tables()
    with pytest.raises(ParameterError, match="moment"):
        case_facts(tables, demo, moment=company.at(MOMENT))
    tables.leads = tables.leads.drop("opened_at")
    with pytest.raises(MissingColumnsError, match="opened_at"):
        case_facts(tables, demo, moment=company.aware(MOMENT))


@pytest.mark.slow
def test_the_starter_agreement(company):
    starter = load(Path(boucle.agreement.__file__).with_name("starter.yaml"))
    tables = company.tables(
        leads=[LEAD], contacts=[CONTACT], accounts=[ACCOUNT], touchpoints=touches()
    )
    cases = case_facts(
        tables, starter, moment=company.aware("2026-05-29T12:01"), materialise=company.kept
    )
    (row,) = judged(cases, starter).to_pyarrow().to_pylist()

    assert (row["lead_id"], row["stage"]) == ("L", "lead")
    (case,) = cases.to_pyarrow().to_pylist()
    assert case["grade"] is not None
