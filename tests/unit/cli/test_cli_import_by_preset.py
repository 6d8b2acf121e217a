"""`boucle import FILES` without a mapping, of files that presets were made for."""

from __future__ import annotations

import pytest

GOOGLE = "Campaign,Campaign ID,Day,Currency code,Cost\nFall,11,2026-10-01,CAD,10\n"
REDDIT = "account_id,campaign_id,date,spend,ecpm\n1,2,2026-10-01,5,1\n"
LEADS = "Lead ID,Source,Created\nL1,Web,2026-01-02\nL2,Salon,2026-01-03\n"


@pytest.fixture
def exports(tmp_path):
    def exports(**files):
        folder = tmp_path / "exports"
        folder.mkdir()
        for name, content in files.items():
            (folder / f"{name}.csv").write_text(content)
        return folder

    return exports


def kept(workspace):
    return sorted(path.name for path in (workspace / "mappings").iterdir())


def counts(ran):
    rows = (line.split() for line in ran.out.splitlines())
    return {row[0]: row[1] for row in rows if len(row) > 4}


@pytest.mark.slow
def test_a_preset_that_fits_is_taken_on_a_yes(run, workspace, exports):
    folder = exports(costs=GOOGLE)

    unsaid = run("import", folder, "-w", workspace, language="en")
    said = run("import", folder, "-w", workspace, "--yes", language="en")

    assert "error[import.unconfirmed]" in unsaid.told
    assert "Ready-made mapping: google_ads: costs.csv" in unsaid.told
    assert (said.status, counts(said)["spend"], kept(workspace)) == (0, "1", [])


def test_a_dry_run_by_a_preset_writes_nothing(run, workspace, exports):
    ran = run("import", exports(costs=GOOGLE), "-w", workspace, "--dry-run")

    assert ran.status == 0
    assert "Correspondance toute prête : google_ads" in ran.told
    assert "Essai seulement" in ran.told
    assert not (workspace / "lake" / "commits").exists()


def test_files_of_two_products_are_imported_one_at_a_time(run, workspace, exports):
    folder = exports(costs=GOOGLE, reddit_ads_campaign_report=REDDIT)

    ran = run("import", folder, "-w", workspace, "--yes", language="en")

    assert ran.refusal.startswith("error[import.undecided]")
    assert "Import them one at a time, with --mapping" in ran.refusal
    assert "google_ads: costs.csv" in ran.refusal
    assert "reddit_ads: reddit_ads_campaign_report.csv" in ran.refusal


@pytest.mark.slow
def test_beside_other_files_those_of_a_preset_are_left_aside_and_named(run, workspace, exports):
    folder = exports(costs=GOOGLE, leads=LEADS)

    ran = run("import", folder, "-w", workspace, "--yes", language="en")

    assert (ran.status, kept(workspace)) == (0, ["exports.toml"])
    assert (counts(ran)["leads"], counts(ran).get("spend")) == ("2", None)
    assert "Files ignored (costs.csv): a ready-made mapping reads them" in ran.told


@pytest.mark.slow
def test_what_is_said_of_columns_asks_for_a_proposal(run, workspace, exports):
    folder = exports(costs=GOOGLE)

    ran = run("import", folder, "-w", workspace, "--yes", "--set", "costs=spend", language="en")

    assert (ran.status, kept(workspace), counts(ran)["spend"]) == (0, ["exports.toml"], "1")
    assert "Ready-made" not in ran.told
