"""Every check finds its fault, and nothing in a company without one."""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace

import pytest

from boucle.analytics.health import StrangeWord
from boucle.language import LANGUAGES
from boucle.reporting.health.health import Imported
from boucle.reporting.health.labels import FIGURES
from boucle.reporting.health.said import WORDS, said

# (code, table, column): n, n_of, examples, amount; worked by hand from the rows of `conftest`.
FOUND = [
    ("won_without_amount", "opportunities", "amount", 1, 7, ("O10",), 4_000),
    ("open_without_amount", "opportunities", "amount", 1, 7, ("O15",), None),
    ("deals_without_lead", "opportunities", "lead_id", 2, 22, ("O23", "O28"), 4_000),
    ("deals_without_start", "opportunities", "created_at", 1, 22, ("O28",), None),
    ("deals_without_owner", "opportunities", "owner_id", 1, 22, ("O28",), None),
    ("lost_without_reason", "opportunities", "lost_reason", 1, 9, ("O13",), None),
    ("open_without_expected_close", "opportunities", "expected_close_on", 1, 6, ("O17",), None),
    ("leads_without_channel", "leads", "origin_touchpoint_id", 2, 8, ("L5", "L7"), None),
    ("leads_without_date", "leads", "opened_at", 1, 8, ("L6",), None),
    ("leads_without_contact", "leads", "contact_id", 1, 8, ("L7",), None),
    ("leads_without_owner", "leads", "owner_id", 1, 8, ("L7",), None),
    ("contacts_without_email", "contacts", "email", 1, 7, ("K5",), None),
    ("touchpoints_without_person", "touchpoints", "contact_id", 1, 10, ("T10",), None),
    # T11 lies after the end of follow-up.
    ("touchpoints_without_channel", "touchpoints", "origin_source", 1, 9, ("T13",), None),
    ("spend_without_channel", "spend", "channel", 1, 7, ("S10",), 70),
    ("spend_without_rate", "spend", "currency", 1, 7, ("S11",), None),
    ("negative_spend", "spend", "amount", 1, 7, ("S12",), 30),
    ("months_without_spend", "spend", "spent_on", 1, 3, ("2026-02",), None),
    ("won_without_close", "opportunities", "closed_at", 1, 7, ("O11",), 12_000),
    ("lost_without_close", "opportunities", "closed_at", 1, 9, ("O12",), None),
    ("open_with_close", "opportunities", "outcome", 1, 6, ("O14",), 7_000),
    ("closed_before_created", "opportunities", "closed_at", 1, 15, ("O19",), None),
    ("closed_before_lead", "opportunities", "closed_at", 1, 15, ("O20",), None),
    ("negative_amount", "opportunities", "amount", 1, 22, ("O21",), None),
    ("amount_without_rate", "opportunities", "currency", 1, 22, ("O22",), None),
    ("answer_without_handoff", "dispositions", "lead_id", 1, 4, ("D10",), None),
    ("answer_before_handoff", "dispositions", "occurred_at", 1, 4, ("D11",), None),
    ("activity_after_loss", "activities", "occurred_at", 1, 3, ("V11",), None),
    ("future_fact", "touchpoints", "occurred_at", 1, 10, ("T11",), None),
    ("future_fact", "opportunities", "closed_at", 1, 22, ("O26",), None),
    ("stages_out_of_order", "stage_changes", "occurred_at", 1, 2, ("L4",), None),
    # A lead's definition is a touchpoint: theirs are elsewhere, or they name nobody.
    ("stage_not_met", "leads", "stage", 3, 7, ("L5", "L7", "L8"), None),
    ("stage_not_recorded", "leads", "stage", 1, 7, ("L1",), None),
    ("lost_reference", "opportunities", "lead_id", 1, 20, ("L99",), None),
    ("lost_reference", "leads", "contact_id", 1, 7, ("K9",), None),
    ("lost_reference", "spend", "campaign_id", 1, 4, ("C9",), None),
    ("lost_reference", "dispositions", "user_id", 1, 4, ("U9",), None),
    ("lost_reference", "stage_changes", "subject_id", 1, 7, ("L98",), None),
    ("open_past_close", "opportunities", "expected_close_on", 1, 7, ("O16",), 6_000),
    ("untouched_deals", "opportunities", "", 1, 7, ("O18",), 6_600),
    ("same_email", "contacts", "email", 2, 7, ("K7",), None),
    ("repeated_rows", "spend", "", 1, 7, ("S2",), None),
    ("repeated_rows", "opportunities", "", 1, 22, ("O3",), None),
    ("repeated_rows", "touchpoints", "", 1, 10, ("T2",), None),
    ("unlisted_channel", "touchpoints", "channel", 1, 10, (), None),
    ("unlisted_source", "touchpoints", "origin_source", 1, 10, (), None),
]


@pytest.fixture(scope="module")
def healthy_findings(health_of, healthy_rows):
    return health_of(healthy_rows).findings


def test_nothing_is_found_where_nothing_is_wrong(healthy_findings):
    assert healthy_findings == []


@pytest.mark.parametrize(
    ("code", "table", "column", "n", "n_of", "examples", "amount"),
    [pytest.param(*case, id=f"{case[0]} {case[1]}.{case[2]}") for case in FOUND],
)
def test_fault_is_found_counted_and_named(spoilt, code, table, column, n, n_of, examples, amount):
    found = spoilt[code, table, column]

    assert (found.n, found.n_of, found.examples, found.amount) == (n, n_of, examples, amount)


def test_nothing_else_is_found(spoilt):
    assert set(spoilt) == {case[:3] for case in FOUND}


@pytest.mark.slow
def test_money_comes_first_then_leads_then_durations_then_the_rest(spoilt):
    groups = {
        "won_amount": 0, "n_won": 0, "spend": 0, "pipeline_amount": 0, "win_share": 0,
        "median_days_to_won": 2, "follow_up_time": 2, "none": 3,
    }  # fmt: skip
    order = [groups.get(each.figure, 1) for each in spoilt.values()]

    assert order == sorted(order)
    assert next(iter(spoilt)) == ("won_without_close", "opportunities", "closed_at")


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        pytest.param(
            "opportunities",
            {("no_spend", "wrong", "spend"), ("no_leads", "wrong", "n_leads"),
             ("no_touchpoints", "wrong", "credit")},
            id="deals alone", marks=pytest.mark.slow,
        ),
        pytest.param(
            "leads",
            {("no_deals", "wrong", "n_won"), ("no_spend", "wrong", "spend"),
             ("no_touchpoints", "wrong", "credit"), ("no_stage_changes", "doubtful", "n_mql")},
            id="leads alone",
        ),
    ],
)  # fmt: skip
def test_a_table_that_is_missing_is_one_finding(health_of, company, kept, expected):
    found = health_of({kept: company[kept]}, checks=("completeness",)).findings

    missing = {(each.code, each.severity, each.figure) for each in found if each.column == ""}
    assert missing == expected


def test_keys_of_a_table_that_was_not_imported_are_one_finding_a_column(health_of, company):
    company["campaigns"] = []

    found = health_of(company, checks=("orphans",)).findings

    assert {(each.code, each.table, each.n, each.examples) for each in found} == {
        ("unimported_table", "touchpoints", 4, ("C1",)),
        ("unimported_table", "spend", 2, ("C1",)),
    }


@pytest.mark.slow
def test_links_are_followed_both_ways(health_of, company):
    company["touchpoints"] = company["touchpoints"][:1]

    (link,) = [each for each in health_of(company).links
               if (each.table, each.column) == ("touchpoints", "contact_id")]  # fmt: skip

    assert (link.n_keys, link.n_lost, link.n_to, link.n_alone) == (1, 0, 4, 3)


@pytest.mark.slow
def test_words_that_the_agreement_lists_are_asked_for(health_of, company, agreement):
    known = agreement.model_copy(update={"services": (SimpleNamespace(code="audit"),)})
    company["opportunities"][0]["service"] = "audit"
    company["opportunities"][1]["service"] = "Audit!"
    health = health_of(company, checks=("unmapped",))

    found = replace(health, frame=replace(health.frame, agreement=known)).findings

    assert [(each.code, each.n, each.n_of, each.facts["name"]) for each in found] == [
        ("unknown_word", 1, 2, "Audit!")
    ]


@pytest.mark.slow
def test_the_last_month_may_not_be_billed_yet(health_of, company):
    company["spend"] = company["spend"][:1]  # March's; follow-up ends in April, which has a lead

    assert health_of(company, checks=("completeness",)).findings == []


@pytest.mark.slow
def test_a_channel_that_brings_leads_and_costs_nothing_is_a_remark(health_of, company):
    company["leads"] += [
        {"lead_id": f"W{n:02}", "contact_id": f"KW{n:02}", "owner_id": "U1",
         "opened_at": "2026-04-20T15:00", "origin_touchpoint_id": f"TW{n:02}"}
        for n in range(20)
    ]  # fmt: skip
    company["touchpoints"] += [
        {"touchpoint_id": f"TW{n:02}", "occurred_at": "2026-04-20T14:00", "channel": channel,
         "contact_id": f"KW{n:02}"}
        for n, channel in enumerate(["webinar"] * 20)
    ]  # fmt: skip
    found = health_of(company, checks=("completeness",)).findings

    assert [(each.code, each.n, each.facts) for each in found] == [
        ("channel_without_spend", 20, {"name": "webinar"})
    ]


def test_columns_that_nothing_reads_are_named(health_of, company):
    imported = Imported(unread=(("leads.csv", ("Note", "Score")), ("deals.csv", ())))

    found = health_of(company, checks=("unmapped",), imported=imported).findings

    assert [(each.code, each.n, each.examples) for each in found] == [
        ("unread_columns", 2, ("Note", "Score"))
    ]


def test_words_that_a_mapping_does_not_know_are_named(health_of, company):
    words = (
        StrangeWord("moves.csv", 40, "stage_changes", "to_stage", "Parked", 3, None),
        StrangeWord("deals.csv", 9, "opportunities", "outcome", "Signed", 2, "open"),
        StrangeWord("tasks.csv", 9, "activities", "kind", "visit", 1, "note"),
    )
    imported = Imported(unmapped=words)

    found = health_of(company, checks=("unmapped",), imported=imported).findings

    assert [(each.code, each.n, each.n_of, each.figure, each.facts["name"]) for each in found] == [
        ("assumed_word", 2, 9, "win_share", "Signed"),
        ("set_aside_word", 3, 40, "counts", "Parked"),
        ("assumed_word", 1, 9, "none", "visit"),
    ]
    words = said(found[0], "fr", currency="CAD")
    assert "« Signed » dans « deals.csv »" in words.what
    assert words.changes == "Ces lignes sont lues comme « open »."


@pytest.mark.parametrize("language", LANGUAGES)
def test_findings_are_said_whole_in_both_languages(spoilt, language):
    for finding in spoilt.values():
        words = said(finding, language, currency="CAD")
        for sentence in (words.what, words.changes, words.todo):
            assert sentence
            assert not re.search(r"\{\w+\}|None", sentence), sentence
        assert words.severity
        assert words.figure == FIGURES[finding.figure].in_(language)


def test_a_sentence_says_how_much_is_missing(spoilt):
    words = said(spoilt["won_without_amount", "opportunities", "amount"], "fr", currency="CAD")

    assert words.changes.replace("\u00a0", " ") == (
        "Le montant gagné est sous-estimé, d'environ 4 000 $ : 1 × 4 000 $, la médiane des gains "
        "qui ont un montant."
    )


def test_no_words_are_kept_for_what_no_check_can_find(root):
    codes = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("analytics/health", "warehouse")
        for path in sorted((root / "src/boucle" / folder).rglob("*.py"))
    )
    made = {
        f"{period}_{side}" for period in ("day", "week", "month") for side in ("above", "below")
    }
    made |= {"stage_not_met", "stage_not_recorded"}

    assert [code for code in WORDS if f'"{code}"' not in codes and code not in made] == []
