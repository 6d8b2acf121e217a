"""`boucle presets` and what an import by one of them tells."""

from __future__ import annotations

import json
import tomllib

import pytest

from boucle.warehouse.imports.presets import preset_names

REPORT = "Campaign,Day,Cost\nFall,2026-10-01,10.50\nFall,2026-10-13,2.00\n"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_presets_are_listed(run, language):
    rows = json.loads(run("presets", "list", "--format", "json", language=language).out)["rows"]
    words = {"fr": "Google Ads : coûts par campagne et jour",
             "en": "Google Ads: costs by campaign and day"}  # fmt: skip

    assert [row["name"] for row in rows] == list(preset_names())
    assert words[language] in {row["about"] for row in rows}


def test_a_table_of_presets_is_of_no_moment(run):
    ran = run("presets", "list", language="en")

    assert "google_ads" in ran.out
    assert "As of" not in ran.told
    assert "boucle import FOLDER --mapping NAME" in ran.told


def test_a_preset_is_shown_as_it_is_written(run):
    text = run("presets", "show", "google_ads").out
    parts = json.loads(run("presets", "show", "google_ads", "--format", "json").out)

    assert text.startswith("# Google Ads")
    assert parts == tomllib.loads(text)


def test_no_such_preset(run):
    refused = run("presets", "show", "gogle", language="en").refusal

    assert refused.startswith("error[mapping.not_found]: No mapping file is called `gogle`.")
    assert "google_ads" in refused


def test_an_import_by_a_preset(run, workspace, tmp_path):
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "report.csv").write_text(REPORT)
    (folder / "ad_stats.csv").write_text("a,b\n1,2\n")
    for n in range(14):
        (folder / f"other_{n:02d}.csv").write_text("a,b\n1,2\n")
    arguments = ("import", folder, "--mapping", "google_ads", "-w", workspace)

    refused = run(*arguments, language="en").refusal
    told = run(*arguments, "--currency", "cad", language="en").told

    assert "rows without one: 2" in refused
    assert "left aside (the same costs, cut otherwise): ad_stats.csv." in told
    assert "other_11.csv and others (2)." in told
