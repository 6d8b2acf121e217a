"""`boucle doctor`, and what an import says of the data, as typed."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections import Counter
from datetime import UTC, datetime

import pytest

from boucle.operations import health as operations
from boucle.operations.importing import imported
from boucle.warehouse.workspace import Workspace

NOW = datetime(2026, 11, 2, 14, tzinfo=UTC)

PAGES = {"fr": "sante-des-donnees.fr.html", "en": "data-health.en.html"}
MAPPING = """
source = "crm"
[files.deals]
path = "deals.csv"
[[rows]]
table = "opportunities"
file = "deals"
[rows.columns]
opportunity_id = "id"
outcome = "outcome"
amount = "amount"
created_at = "created"
closed_at = "closed"
"""
DEALS = """id,outcome,amount,created,closed,note
O1,won,1000,2026-01-05,2026-02-05,a
O2,won,,2026-01-06,2026-02-06,b
O3,won,3000,2026-01-07,someday,c
O4,lost,500,2026-01-08,2026-02-08,d
"""


@pytest.fixture(scope="module")
def doctored(company, tmp_path_factory):
    """The simulated company, to be written to."""
    return shutil.copytree(company, tmp_path_factory.mktemp("doctored") / "W")


@pytest.fixture
def export(tmp_path):
    (tmp_path / "crm.toml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "deals.csv").write_text(DEALS, encoding="utf-8")
    return tmp_path


@pytest.fixture
def brought(workspace, export):
    """A workspace into which the export was brought before, without a page on its health."""
    files = [export / "deals.csv"]
    imported(Workspace.open(workspace), files, export / "crm.toml", now=NOW, max_rejects="1")
    return workspace


def exported(company, name):
    text = (company.parent / "exports" / name).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def n_sharing_an_address(company):
    """Count those who share an address with somebody else and were not merged into them."""
    said = {row["De"]: row["Genre"] for row in sorted(exported(company, "liens.csv"),
                                                      key=lambda row: row["Le"])}  # fmt: skip
    addresses = [
        address
        for row in exported(company, "contacts.csv")
        if (address := row["Courriel"].strip().lower()) and said.get(row["No personne"]) != "Fusion"
    ]
    return len(addresses) - len(set(addresses))


def test_trouble_put_into_the_company_is_found_with_its_counts(run, doctored, company):
    checks = "completeness,rejects,duplicates"
    ran = run("doctor", "-w", doctored, "--format", "json", "--checks", checks)
    told = json.loads(ran.out)
    truth = json.loads(next(company.parent.rglob("truth.json")).read_text(encoding="utf-8"))

    rejected = Counter()
    for row in told["rows"]:
        if row["code"] == "rejected_rows":
            rejected[row["facts"]["name"]] += row["n"]
    by_code = {row["code"]: row for row in told["rows"]}
    assert ran.status == 1
    assert sum(rejected.values()) == sum(truth["n_bad_dates"].values())
    assert set(rejected) <= {"gestes.csv", "activites.csv"}
    # Of those that are in the table: a few of the blank ones have an unreadable date.
    assert 0 < by_code["touchpoints_without_channel"]["n"] <= truth["n_blank_sources"]
    assert by_code["same_email"]["n"] == n_sharing_an_address(company)
    assert {"as_of", "definition", "rows", "checks", "entry_lags"} == set(told)


@pytest.mark.slow
def test_json_and_csv_have_every_field(run, doctored):
    rows = json.loads(
        run("doctor", "-w", doctored, "--format", "json", "--checks", "duplicates").out
    )["rows"]
    sheet = list(csv.DictReader(io.StringIO(
        run("doctor", "-w", doctored, "--format", "csv", "--checks", "duplicates").out
    )))  # fmt: skip

    assert {row["check"] for row in rows} == {"duplicates"}
    assert [row["code"] for row in sheet] == [row["code"] for row in rows]
    assert {"what", "changes", "todo", "n", "n_of", "figure", "severity"} <= set(sheet[0])


@pytest.mark.slow
def test_page_goes_to_the_reports_of_the_workspace(run, doctored):
    ran = run("doctor", "-w", doctored, "--format", "html", "--checks", "rejects", "--lang", "en",
              language="en")  # fmt: skip
    path = doctored / "reports" / PAGES["en"]

    assert (ran.status, ran.out.strip()) == (1, str(path))
    assert '<html lang="en-CA">' in path.read_text(encoding="utf-8")


def test_table_says_what_and_what_to_do_in_the_reader_s_language(run, doctored):
    ran = run("doctor", "-w", doctored, "--checks", "rejects", language="en")

    assert "✖ makes a figure wrong" in ran.out
    assert "Reason: no readable date." in ran.out
    assert "Correct these rows" in ran.out


def test_checks_that_do_not_exist_are_refused(run, blank):
    ran = run("doctor", "-w", blank, "--checks", "freshness,health", language="en")

    assert ran.refusal.startswith("error[parameter]: `--checks` is 'freshness,health'; it must be ")


def test_nothing_imported_is_nothing_wrong(run, workspace):
    ran = run("doctor", "-w", workspace, "--format", "html", "--out", "-", "--checks", "orphans")

    assert ran.status == 0
    assert "Rien à vérifier encore" in ran.out


def test_listing_is_written_where_asked(run, workspace, tmp_path):
    out = tmp_path / "health.csv"
    ran = run("doctor", "-w", workspace, "--format", "csv", "--out", out,
              "--checks", "orphans")  # fmt: skip

    assert ran.out.strip() == str(out)
    assert out.read_text(encoding="utf-8").startswith("code,check,severity")


@pytest.mark.slow
def test_import_says_what_is_wrong_and_where_the_page_is(run, workspace, export):
    ran = run("import", export / "deals.csv", "-m", export / "crm.toml", "-w", workspace,
              "--max-rejects", "1")  # fmt: skip

    assert ran.status == 0
    assert "✖ Gains sans montant : 1 sur 2." in ran.told.replace("\u00a0", " ")
    assert f"Tout est dans {workspace / 'reports' / PAGES['fr']}" in ran.told
    # Wrong or doubtful: no lead, no spend, no touchpoint, a win without an amount, a reject.
    checks = "completeness,rejects"
    told = json.loads(run("doctor", "-w", workspace, "--format", "json", "--checks", checks).out)[
        "rows"
    ]
    assert {
        (row["code"], row["n"], row["amount"]) for row in told if row["severity"] == "wrong"
    } == {
        ("won_without_amount", 1, 1000.0), ("no_leads", 1, None), ("no_spend", 1, None),
        ("no_touchpoints", 1, None), ("rejected_rows", 1, None),
    }  # fmt: skip


def test_import_that_changes_nothing_says_nothing_of_the_data(run, brought, export):
    ran = run("import", export / "deals.csv", "-m", export / "crm.toml", "-w", brought,
              "--max-rejects", "1")  # fmt: skip

    assert (ran.status, (brought / "reports" / PAGES["fr"]).exists()) == (0, False)
    assert "Rien de nouveau : rien n'a été écrit." in ran.told


@pytest.mark.slow
def test_import_stands_when_the_page_cannot_be_written(run, workspace, export, monkeypatch):
    def refused(*_arguments):
        raise PermissionError("no room here")

    monkeypatch.setattr(operations, "written", refused)
    ran = run("import", export / "deals.csv", "-m", export / "crm.toml", "-w", workspace,
              "--max-rejects", "1")  # fmt: skip

    assert ran.status == 0
    assert "la page de santé des données n'a pas pu s'écrire (no room here)" in ran.told


def test_an_agreement_with_faults_is_a_finding(run, workspace):
    path = next((workspace / "agreement").glob("*.yaml"))
    path.write_text(path.read_text("utf-8").replace("currency: CAD", "currency: cad$"), "utf-8")

    ran = run("doctor", "-w", workspace, "--format", "json", language="en")

    (row,) = json.loads(ran.out)["rows"]
    assert (ran.status, row["code"], row["figure"]) == (1, "agreement_unreadable", "report")
    assert "currency" in row["what"]


def test_columns_that_the_mapping_does_not_read_are_named(run, brought):
    ran = run("doctor", "-w", brought, "--format", "json", "--checks", "unmapped")

    (row,) = json.loads(ran.out)["rows"]
    assert (row["code"], row["examples"], row["facts"]) == (
        "unread_columns", ["note"], {"name": "deals.csv"},
    )  # fmt: skip


@pytest.mark.slow
def test_words_that_a_preset_does_not_know_are_named_until_they_are_mapped(
    run, workspace, tmp_path
):
    folder = tmp_path / "crm"
    folder.mkdir()
    (folder / "deals.csv").write_text(
        "id,title,status,value,add_time\n7,Audit,open,10,2026-03-01\n8,Site,parked,10,2026-03-01\n"
    )
    (workspace / "mappings" / "ours.toml").write_text(
        'extends = "pipedrive"\n[words.deals]\nparked = "open"\n'
    )

    def found(mapping):
        told = run("import", folder, "-m", mapping, "-w", workspace, language="en").told
        ran = run("doctor", "-w", workspace, "--format", "json", "--checks", "unmapped")
        rows = json.loads(ran.out)["rows"]
        return "`parked` (1)" in told, [
            (row["code"], row["facts"]["name"], row["n"], row["n_of"])
            for row in rows
            if row["code"] == "set_aside_word"
        ]

    assert found("pipedrive") == (True, [("set_aside_word", "parked", 1, 2)])
    assert found("ours") == (False, [])
