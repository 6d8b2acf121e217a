"""The page: what it holds, that it stands alone, and what it says where there is nothing."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from boucle.analytics.health import CHECKS, DayCount, Finding
from boucle.reporting.health.page import Page
from boucle.reporting.health.said import said
from boucle.reporting.health.spark import by_month, spark

AS_OF = datetime(2026, 5, 4, 12, tzinfo=UTC)


def page_of(health, language="fr", findings=None):
    found = health.findings if findings is None and health else findings or []
    words = [said(each, language, currency="CAD") for each in found]
    return Page(words, health, AS_OF, "America/Toronto", language, CHECKS).html()


def plain(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("\u00a0", " ").split())


@pytest.fixture(scope="module")
def pages(spoilt_health):
    return {language: page_of(spoilt_health, language) for language in ("fr", "en")}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["fr", "en"])
def test_page_stands_alone_and_names_no_person(pages, language):
    page = pages[language]

    assert f'<html lang="{language}-CA">' in page
    assert not re.search(r"<script|https?://|url\(|fonderie\.example|Colleague One", page)


@pytest.mark.slow
def test_page_shows_every_finding_in_order(pages, spoilt_health):
    shown = re.findall(r'<article class="finding (\w+)">', pages["fr"])
    severities = [each.severity for each in spoilt_health.findings]
    changing = [each for each in severities if each != "remark"]

    # Remarks stand apart, after all that changes a figure.
    assert shown == [*changing, *["remark"] * (len(severities) - len(changing))]


@pytest.mark.slow
def test_severity_is_said_in_words_and_by_a_sign(pages):
    text = plain(pages["fr"])

    assert "✖ fausse un chiffre · " not in text  # the dot is drawn by the style sheet
    assert "✖ fausse un chiffre Gains" in text
    assert "▲ à vérifier En cours" in text


@pytest.mark.slow
def test_columns_show_how_full_they_are(pages):
    found = re.findall(r"<tr class=\"low\">.*?</tr>", pages["en"], re.DOTALL)
    row = next(each for each in found if "</span> amount</th>" in each)

    # Of 22 deals, O10 and O15 have no amount.
    assert 'style="width:90.9%"' in row
    assert "91%" in row


@pytest.mark.slow
def test_nothing_to_correct_says_what_was_checked(health_of, healthy_rows):
    text = plain(page_of(health_of(healthy_rows), findings=[]))

    assert "✓ Rien à corriger" in text
    assert text.count("✓ rien") == len(CHECKS)


def test_an_empty_workspace_says_so(health_of):
    assert "Nothing to check yet" in plain(page_of(health_of({}), "en", findings=[]))


def test_data_that_cannot_be_read_come_first():
    damaged = Finding("lake_damaged", "workspace", "wrong", "leads", "", n=2, figure="report")
    text = plain(page_of(None, findings=[damaged]))

    assert "Les données ne se lisent pas" in text
    assert "Fichiers du lac perdus ou illisibles, table leads : 2." in text


def test_spark_marks_the_months_that_jump():
    first = datetime(2026, 1, 15, tzinfo=UTC).date()
    days = [DayCount(first + timedelta(days=31 * n), n + 1) for n in (0, 1, 3)]

    months = by_month(days)
    drawn = spark(months, {months[1][0]}, "words")

    assert [(f"{month:%Y-%m}", n) for month, n in months] == [
        ("2026-01", 1), ("2026-02", 2), ("2026-03", 0), ("2026-04", 4),
    ]  # fmt: skip
    assert drawn.count('class="bar"') == 3
    assert drawn.count('class="marked"') == 2


def test_spark_keeps_the_last_three_years():
    first = datetime(2020, 1, 1, tzinfo=UTC).date()
    days = [DayCount(first + timedelta(days=n), 1) for n in range(365 * 5)]

    months = by_month(days)

    assert (len(months), f"{months[-1][0]:%Y-%m}") == (36, "2024-12")
