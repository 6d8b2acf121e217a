"""`boucle export` as typed: all the data out, and in again with the same figures."""

from __future__ import annotations

import json
import shutil

import pytest

from boucle.tables import TABLES


def test_all_tables_in_a_new_folder(run, workspace, tmp_path):
    out = tmp_path / "mes données"
    ran = run("export", "-w", workspace, "--out", out)

    assert ran.out.splitlines() == [str(out / f"{name}.csv") for name in TABLES]
    assert "0 lignes dans 24 tables" in ran.told
    assert [each.name for each in (out / "agreement").iterdir()] == ["1.0.0.yaml"]


@pytest.mark.parametrize(
    ("asked", "language", "said"),
    [
        pytest.param(("--table", "lead"), "fr", "error[table.unknown]: `lead` n'est pas une table",
                     id="unknown table"),
        pytest.param(("--format", "xlsx"), "en", "error[usage]: --format is “xlsx”; it must be one "
                     "of csv, parquet.", id="unknown format"),
        pytest.param(("--as-of", "hier"), "fr", "error[usage.date]: --as-of vaut « hier »",
                     id="no date"),
    ],
)  # fmt: skip
def test_what_is_refused(run, workspace, tmp_path, asked, language, said):
    ran = run("export", "-w", workspace, "--out", tmp_path / "out", *asked, language=language)

    assert ran.refusal.startswith(said)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_needs_a_place(run, workspace, language):
    said = {"fr": "Il manque --out.", "en": "--out is missing."}[language]

    assert run("export", "-w", workspace, language=language).refusal.startswith(
        f"error[usage]: {said}"
    )


def test_one_table_of_a_company(run, company, tmp_path):
    ran = run("export", "-w", company, "--out", tmp_path, "--table", "spend", "--format", "parquet",
              language="en")  # fmt: skip

    assert ran.out.splitlines() == [str(tmp_path / "spend.parquet"), str(tmp_path / "mapping.toml")]
    assert f"boucle import {tmp_path} --mapping {tmp_path / 'mapping.toml'}" in ran.told
    mapping = (tmp_path / "mapping.toml").read_text("utf-8")
    assert mapping.count("[[rows]]") == 1


FIGURES = ("total", "by_channel", "by_campaign", "by_month", "by_month_closed", "wins",
           "spend_lines", "period", "observed_until", "currency", "agreement")  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("export_format", ["csv", "parquet"])
def test_what_went_out_gives_the_same_figures_elsewhere(run, company, tmp_path, export_format):
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    run("export", "-w", company, "--out", out, "--format", export_format)
    run("init", elsewhere)
    shutil.rmtree(elsewhere / "agreement")
    shutil.copytree(out / "agreement", elsewhere / "agreement")

    told = run("import", out, "--mapping", out / "mapping.toml", "-w", elsewhere).told
    before, after = (
        json.loads(run("report", "closed-loop", "-w", each, "--format", "json").out)
        for each in (company, elsewhere)
    )

    assert "mises de côté" not in told
    assert {name: after[name] for name in FIGURES} == {name: before[name] for name in FIGURES}
    assert before["total"]["n_won"] > 0
