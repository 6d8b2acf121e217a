"""`boucle report closed-loop --format …` as typed: where files go, and what is refused."""

from __future__ import annotations

import subprocess
import sys

import pytest

from boucle.errors.commands import UnwritableFileError
from boucle.errors.system import system_reason
from boucle.operations import writing
from boucle.reporting.closed_loop.table_words import TITLES

REPORT = ("report", "closed-loop", "-w")


@pytest.mark.parametrize(
    ("report_format", "language", "name", "magic"),
    [
        pytest.param("pdf", "fr", "boucle-fermee.fr.pdf", b"%PDF-1.", id="pdf"),
        pytest.param(
            "xlsx", "en", "closed-loop.en.xlsx", b"PK\x03\x04", id="xlsx", marks=pytest.mark.slow
        ),
    ],
)
def test_one_file_in_the_folder_of_reports(run, workspace, report_format, language, name, magic):
    ran = run(*REPORT, workspace, "--format", report_format, "--lang", language, language=language)

    assert ran.out.splitlines() == [str(workspace / "reports" / name)]
    assert (workspace / "reports" / name).read_bytes().startswith(magic)
    assert [each.name for each in (workspace / "reports").iterdir()] == [name]


@pytest.mark.slow
def test_a_file_a_table_beside_what_is_there(run, workspace, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").touch()

    ran = run(*REPORT, workspace, "--format", "csv", "--out", tmp_path / "out")

    assert ran.out.splitlines() == [str(tmp_path / "out" / f"{name}.csv") for name in TITLES]
    assert {each.name for each in (tmp_path / "out").iterdir()} == {
        "mine.txt", *(f"{name}.csv" for name in TITLES),
    }  # fmt: skip


@pytest.mark.slow
def test_a_folder_of_tables_in_the_folder_of_reports(run, workspace):
    inside = run(*REPORT, workspace, "--format", "parquet", "--month", "2026-03")

    folder = workspace / "reports" / "boucle-fermee-2026-03.fr-parquet"
    assert inside.out.splitlines()[0] == str(folder / "about.parquet")


@pytest.mark.parametrize(
    ("report_format", "language", "said"),
    [
        pytest.param("csv", "fr", "--out vaut « - », mais csv fait un fichier par table. Donnez un "
                     "dossier.", id="csv"),
        pytest.param("parquet", "en", "--out is “-”, but parquet makes a file a table. Give a "
                     "folder.", id="parquet"),
        pytest.param("pdf", "fr", "--out vaut « - », mais pdf n'est pas du texte", id="pdf"),
        pytest.param("xlsx", "en", "--out is “-”, but xlsx is no text", id="xlsx"),
    ],
)  # fmt: skip
def test_what_a_terminal_cannot_show(run, workspace, monkeypatch, report_format, language, said):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)

    asked = ("--format", report_format, "--out", "-")
    refusal = run(*REPORT, workspace, *asked, language=language).refusal

    assert refusal.startswith(f"error[usage.out]: {said}")


@pytest.mark.slow
@pytest.mark.parametrize("report_format", ["pdf", "xlsx", "parquet"])
def test_where_nothing_can_be_written(run, workspace, tmp_path, report_format):
    (tmp_path / "file").write_text("a file", encoding="utf-8")
    place = tmp_path / "file" if report_format == "parquet" else workspace

    refusal = run(*REPORT, workspace, "--format", report_format, "--out", place).refusal

    assert refusal.startswith("error[file.unwritable]: Impossible d'écrire ")
    assert list(tmp_path.rglob("*.part")) == []


def test_a_format_that_nobody_knows(run, workspace):
    refusal = run(*REPORT, workspace, "--format", "docx").refusal

    assert "--format vaut « docx »; valeurs permises : html, json, pdf, xlsx, csv" in refusal


def test_a_file_that_another_program_holds():
    error = PermissionError(13, "Permission denied")
    error.winerror = 32  # what Windows says of a sheet open in Excel

    assert system_reason(error).fr == "un autre programme le tient ouvert; fermez-le d'abord"
    assert system_reason(PermissionError(13, "")).fr == "vous n'en avez pas le droit"


def test_files_are_written_together_or_not_at_all(tmp_path):
    (tmp_path / "a").write_text("before", encoding="utf-8")
    (tmp_path / "no").write_text("a file", encoding="utf-8")

    with pytest.raises(UnwritableFileError) as refused:
        writing.write_together({tmp_path / "a": "after", tmp_path / "no" / "b": "never"})

    assert str(tmp_path / "no" / "b") in str(refused.value)
    assert (tmp_path / "a").read_text(encoding="utf-8") == "before"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a", "no"]


@pytest.mark.slow
def test_a_pipe_takes_what_a_terminal_does_not(workspace):
    program = "import sys; from boucle.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, *REPORT, str(workspace), "--format", "pdf", "--out", "-"],
        capture_output=True,
        check=True,
    )

    assert done.stdout.startswith(b"%PDF-1.")
    assert done.stdout.rstrip().endswith(b"%%EOF")


@pytest.mark.slow
def test_the_demonstration_writes_four_forms_in_both_languages(run, tmp_path):
    ran = run("demo", "-w", tmp_path / "demo", "--contacts", "200")

    names = [f"{name}.{form}" for name in ("boucle-fermee.fr", "closed-loop.en")
             for form in ("html", "pdf", "xlsx", "json")]  # fmt: skip
    paths = [str(tmp_path / "demo" / "reports" / name) for name in names]
    assert ran.out.splitlines()[-len(paths) :] == paths
    assert {each.name for each in (tmp_path / "demo" / "reports").iterdir()} == set(names)
    assert "Le rapport en français :" in ran.told
    assert "Le rapport en anglais :" in ran.told
