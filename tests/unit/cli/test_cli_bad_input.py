"""Bad input: one line in the reader's language, status 2, and nothing written."""

from __future__ import annotations

import errno
import json
import os
import re
import socket
import time
from pathlib import Path

import pytest

from boucle.agreement import starter
from boucle.warehouse.imports import run as import_run

ROWS = """id,nom,source,date,etape,cout
1,Ève,google,2026-01-05,mql,10
2,Zoé,google,2026-01-06,mql,12
3,Max,facebook,2026-02-07,customer,14
"""
MANY = ROWS + "".join(f"{n},N{n},google,2026-01-05,mql,1\n" for n in range(4, 400))
MAPPING = """source = "crm"
[files.leads]
path = "leads.csv"
[[rows]]
table = "leads"
file = "leads"
[rows.columns]
lead_id = "id"
contact_id = "id"
opened_at = "date"
[[rows]]
table = "stage_changes"
file = "leads"
[rows.columns]
stage_change_id = { template = "{id}#{etape}" }
subject = { value = "lead" }
subject_id = "id"
to_stage = "etape"
occurred_at = "date"
[[rows]]
table = "spend"
file = "leads"
[rows.columns]
spent_on = "date"
channel = "source"
amount = "cout"
"""


@pytest.fixture
def files(tmp_path):
    """A folder « Été [2026] » with a good file, and a good mapping beside it."""
    folder = tmp_path / "Été [2026]"
    folder.mkdir()
    (folder / "leads.csv").write_text(ROWS, "utf-8")
    (tmp_path / "crm.toml").write_text(MAPPING, "utf-8")
    return folder


@pytest.fixture
def import_(run, files, workspace, tmp_path):
    def import_(*more, rows=None, mapping=MAPPING, **said):
        if rows is not None:
            content = rows if isinstance(rows, bytes) else rows.encode()
            (files / "leads.csv").write_bytes(content)
        (tmp_path / "crm.toml").write_text(mapping, "utf-8")
        return run("import", files, "-m", tmp_path / "crm.toml", "-w", workspace, *more, **said)

    return import_


def pictured(folder):
    """Every file under `folder` with its content: two such pictures tell what was written."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def changed(old, new):
    assert old in MAPPING
    return MAPPING.replace(old, new)


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        pytest.param(
            {"rows": ROWS.replace("date,etape", "jour,etape")},
            "import.missing_column",
            ["`date`", "id, nom, source, jour", "Corrigez"],
            id="a missing column",
        ),
        pytest.param(
            {"rows": ROWS.replace("customer", "gagnant")},
            "import.too_many_rejects",
            ["1 sur 3", "ligne 4", "`etape` vaut `gagnant`", "customer, recycled", "1%"],
            id="an unknown stage",
        ),
        pytest.param(
            {"rows": ROWS.replace("2026-02-07", "2026-02-30")},
            "import.too_many_rejects",
            ["ligne 4", "`date` vaut `2026-02-30`", "une date qui existe", "`date_format`"],
            id="a date that can't be",
        ),
        pytest.param(
            {"rows": ROWS.replace("2026-02-07", "30/02/2026")},
            "import.too_many_rejects",
            ["ligne 4", "`30/02/2026`"],
            id="a date that can't be, day first",
        ),
        pytest.param(
            {"rows": re.sub(r"2026-(\d\d)-(\d\d)", r"\2/\1/2026", ROWS)},
            "import.ambiguous_column",
            ["`05/01/2026`", "deux façons", '"%d/%m/%Y"', '"%m/%d/%Y"'],
            id="dates read two ways",
        ),
        pytest.param(
            {"rows": ROWS.replace("mql,12", "mql,-12")},
            "import.too_many_rejects",
            ["ligne 3", "`cout` vaut `-12`", "0 ou plus"],
            id="a negative cost",
        ),
        pytest.param(
            {"rows": ROWS.replace("mql,12", "mql,douze")},
            "import.too_many_rejects",
            ["`cout` vaut `douze`", "un nombre", "`decimal`"],
            id="a cost in letters",
        ),
        pytest.param(
            {"rows": ROWS.replace("customer,14", "customer,14,99,100")},
            "import.too_many_rejects",
            ["ligne 4", "cellules (8)", "6 cellules"],
            id="a row of another width",
        ),
        pytest.param(
            {"rows": ROWS.replace("Zoé", '"Zoé')},
            "import.unreadable_file",
            ["guillemet", "ligne 3", "Corrigez"],
            id="a quote never closed",
        ),
        pytest.param({"rows": ""}, "import.unreadable_file", ["vide", "en-tête"], id="empty"),
        pytest.param(
            {"rows": bytes(range(256)) * 40},
            "import.unreadable_file",
            ["binaire", "CSV, en xlsx ou en Parquet"],
            id="binary",
        ),
        pytest.param(
            {"mapping": changed('source = "crm"', 'source = "crm"\ncurency = "CAD"')},
            "mapping.faults",
            ["`curency`", "`currency`", "mapping.md"],
            id="mapping: unknown key",
        ),
        pytest.param(
            {"mapping": changed('"spend"', '"spending"')},
            "mapping.faults",
            ["rows[3].table", "`spending`", "`spend`"],
            id="mapping: unknown table",
        ),
        pytest.param(
            {"mapping": changed("amount =", "amounts =")},
            "mapping.faults",
            ["rows[3].columns.amounts", "`amount`"],
            id="mapping: unknown column",
        ),
        pytest.param(
            {"mapping": MAPPING + "[rows.columns\n"},
            "mapping.faults",
            ["TOML", "ligne 27, colonne 14"],
            id="mapping: no TOML",
        ),
        pytest.param(
            {"mapping": ""},
            "mapping.faults",
            ["`source` manque", "`files` manque", "`rows` manque"],
            id="mapping: empty",
        ),
        pytest.param(
            {"mapping": changed("leads.csv", "pistes.csv")},
            "import.file_missing",
            ["`pistes.csv`", "leads.csv", "is_optional"],
            id="a folder without the file",
        ),
    ],
)
def test_a_refused_import_says_why_and_writes_nothing(import_, workspace, given, code, words):
    before = pictured(workspace)

    refusal = import_(**given).refusal

    assert refusal.startswith(f"error[{code}]: ")
    assert [each for each in words if each not in refusal] == []
    assert pictured(workspace) == before


@pytest.mark.parametrize(
    ("limit", "more", "n_changes"),
    [
        pytest.param("1", (), 2, id="a count", marks=pytest.mark.slow),
        pytest.param("40%", ("--dry-run",), 2, id="a share"),
        pytest.param("33,4 %", ("--dry-run",), 2, id="a share as Québec writes it"),
        pytest.param("0", (), None, id="none"),
        pytest.param("33%", ("--dry-run",), None, id="a share under it"),
    ],
)
def test_how_many_rejects_are_borne(import_, run, workspace, limit, more, n_changes):
    ran = import_("--max-rejects", limit, *more, rows=ROWS.replace("customer", "gagnant"))

    if n_changes is None:
        assert "error[import.too_many_rejects]" in ran.refusal
    else:
        assert re.search(rf"stage_changes +{n_changes} ", ran.out)
        assert ran.status == 0


@pytest.mark.parametrize("limit", ["beaucoup", "-1", "1.5", ""])
def test_a_limit_of_rejects_that_is_none(import_, limit):
    refusal = import_(f"--max-rejects={limit}").refusal

    assert refusal.startswith("error[parameter]: ")
    assert "« 20 »" in refusal
    assert "« 1% »" in refusal


@pytest.mark.slow
def test_few_bad_rows_of_many_are_set_aside(import_, workspace):
    ran = import_(rows=MANY.replace("2026-02-07", "30/02/2026"))

    (rejects,) = (workspace / "rejects").iterdir()
    lines = rejects.read_text("utf-8-sig").splitlines()
    assert ran.status == 0
    # One cell fills columns of three tables: told once.
    assert ran.err.count("`30/02/2026`") == 1
    assert "leads.csv, ligne 4" in ran.told
    assert f"Lignes mises de côté, le reste est importé : 1 ({rejects})." in ran.told
    assert re.search(r"^leads +398 ", ran.out, re.MULTILINE)
    assert {line.split(",")[1] for line in lines[1:]} == {"4"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "warns"),
    [
        pytest.param(ROWS.encode("utf-8-sig"), False, id="UTF-8 with a mark"),
        pytest.param(ROWS.encode("cp1252"), True, id="Windows-1252"),
        pytest.param(ROWS.encode("utf-16"), False, id="UTF-16"),
        pytest.param(ROWS.encode("utf-16-le"), True, id="UTF-16 without a mark"),
        pytest.param(ROWS.replace(",", ";").encode(), False, id="semicolons"),
        pytest.param(ROWS.replace(",", "\t").encode(), False, id="tabs"),
        pytest.param(ROWS.replace("nom", "id", 1).encode(), False, id="a name twice"),
        pytest.param(ROWS.replace("\n", "\r\n").encode(), False, id="Windows lines"),
    ],
)
def test_files_as_programs_save_them(import_, content, warns):
    ran = import_(rows=content)

    assert ran.status == 0
    assert re.search(r"^leads +3 ", ran.out, re.MULTILINE)
    assert ("Vérifiez les accents" in ran.told) == warns


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        pytest.param(
            ("nulle part", "-m", "crm.toml"), "import.path_missing", ["`nulle part`"], id="path"
        ),
        pytest.param((".", "-m", "absente"), "mapping.not_found", ["`absente`"], id="mapping"),
        pytest.param((".", "-m", "."), "mapping.not_found", ["`.`"], id="a folder as mapping"),
        pytest.param((".", "-m", "photo.toml"), "mapping.faults", ["UTF-8"], id="binary mapping"),
        pytest.param(("photo.toml",), "import.nothing_recognised", ["photo.toml"], id="no table"),
        pytest.param((), "usage", ["PATH"], id="nothing given"),
    ],
)
def test_what_an_import_needs(run, files, workspace, tmp_path, monkeypatch, arguments, code, words):
    monkeypatch.chdir(tmp_path)
    Path("photo.toml").write_bytes(bytes(range(256)))

    refusal = run("import", *arguments, "-w", workspace).refusal

    assert refusal.startswith(f"error[{code}]: ")
    assert [each for each in words if each not in refusal] == []


@pytest.mark.parametrize(
    ("settings", "code", "words"),
    [
        pytest.param(
            'workspace_version = 99\nname = "a"\nlanguage = "fr"\nother = 1\n',
            "workspace.newer",
            ["version 99", "version 1", "Mettez Boucle à jour"],
            id="of a newer version",
        ),
        pytest.param(
            "", "workspace.settings", ["`workspace_version` manque", "`name` manque"], id="empty"
        ),
        pytest.param("[[", "workspace.settings", ["TOML", "Corrigez"], id="no TOML"),
        pytest.param(
            'workspace_version = 1\nname = "a"\nlanguage = "de"\n',
            "workspace.settings",
            ["`language` vaut 'de'", "fr ou en"],
            id="a language nobody speaks",
        ),
        pytest.param(None, "workspace.not_found", ["boucle init"], id="no workspace"),
    ],
)
@pytest.mark.parametrize("command", ["lifecycle", "import"])
def test_a_workspace_that_is_none(run, files, workspace, tmp_path, command, settings, code, words):
    if settings is None:
        (workspace / "boucle.toml").unlink()
    else:
        (workspace / "boucle.toml").write_text(settings, "utf-8")
    arguments = (files, "-m", tmp_path / "crm.toml") if command == "import" else ()
    before = pictured(workspace)

    refusal = run(command, *arguments, "-w", workspace).refusal

    assert refusal.startswith(f"error[{code}]: ")
    assert [each for each in words if each not in refusal] == []
    assert pictured(workspace) == before


@pytest.mark.parametrize(
    ("make", "code", "words"),
    [
        pytest.param(
            lambda text: text + "\ncouleur: bleu\n", "agreement.faults", ["`couleur`"], id="key"
        ),
        pytest.param(
            lambda text: text.replace('"09:00-12:00", "13:00-17:00"', "13:00", 1),
            "agreement.faults",
            ["monday", "guillemets"],
            id="an hour without quotes or end",
        ),
        pytest.param(lambda _: "a: [", "agreement.faults", ["YAML"], id="no YAML"),
        pytest.param(lambda _: "", "agreement.faults", ["vide", "boucle init"], id="empty"),
        pytest.param(None, "agreement.none", ["aucune entente"], id="none"),
    ],
)
def test_an_agreement_that_is_none(run, workspace, make, code, words):
    (path,) = (workspace / "agreement").iterdir()
    text = path.read_text("utf-8")
    if make is None:
        path.unlink()
    else:
        assert make(text) != text
        path.write_text(make(text), "utf-8")

    refusal = run("lifecycle", "-w", workspace).refusal

    assert refusal.startswith(f"error[{code}]: ")
    assert [each for each in words if each not in refusal] == []


def test_a_lake_that_somebody_writes_to(import_, workspace):
    holder = {
        "who": "import erp", "host": socket.gethostname(), "pid": os.getpid(), "token": "t",
        "since": time.time(), "expires_after_seconds": 120.0,
    }  # fmt: skip
    (workspace / "lake" / ".lock").write_text(json.dumps(holder), "utf-8")
    before = pictured(workspace)

    refusal = import_().refusal

    assert refusal.startswith("error[lake.busy]: ")
    assert "import erp" in refusal
    assert "réessayez" in refusal
    assert pictured(workspace) == before


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [
        pytest.param(errno.ENOSPC, "lake.disk_full", "plus de place", id="a full disk"),
        pytest.param(errno.EROFS, "file.refused", "en lecture seule", id="a disk only to read"),
        pytest.param(errno.EACCES, "file.refused", "pas le droit", id="no right"),
    ],
)
def test_a_disk_that_refuses(import_, workspace, monkeypatch, number, code, words):
    def refuses(*_, **__):
        raise OSError(number, os.strerror(number), str(workspace / "lake"))

    monkeypatch.setattr(import_run, "found_files", refuses)
    before = pictured(workspace)

    refusal = import_().refusal

    assert refusal.startswith(f"error[{code}]: ")
    assert words in refusal
    assert pictured(workspace) == before


def test_an_import_that_is_interrupted(import_, workspace, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(import_run, "file_ties", interrupted)
    before = pictured(workspace)
    ran = import_(rows=MANY.replace("customer", "gagnant"))

    assert (ran.status, ran.out, ran.told) == (130, "", "Interrompu.")
    assert pictured(workspace) == before


@pytest.mark.parametrize(
    ("place", "code"),
    [
        pytest.param("W", "workspace.folder_taken", id="a workspace already"),
        pytest.param("full", "workspace.folder_taken", id="a folder with something in it"),
        pytest.param("full/a.txt", "workspace.folder_taken", id="a file"),
        pytest.param("full/a.txt/W", "file.refused", id="under a file"),
        pytest.param("Été [2026]", "workspace.path", id="brackets that the lake misreads"),
    ],
)
def test_where_a_workspace_cannot_be_made(run, workspace, tmp_path, place, code):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a.txt").touch()
    before = pictured(tmp_path)

    assert run("init", tmp_path / place).refusal.startswith(f"error[{code}]: ")
    assert pictured(tmp_path) == before


def test_a_refusal_in_english(import_, run, workspace):
    refusal = import_(rows=ROWS.replace("mql,12", "mql,-12"), language="en").refusal

    assert refusal == (
        "error[import.too_many_rejects]: Rejected rows of `leads.csv`: 1 of 3 (at most 1% allowed);"
        " nothing was imported. The first: line 3, `cout` is `-12`; it must be 0 or more. Correct "
        "the file or the mapping, or raise `--max-rejects`."
    )


def test_what_the_system_refuses_of_init(run, tmp_path, monkeypatch):
    def refuses(*_, **__):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(tmp_path / "W"))

    monkeypatch.setattr(starter, "starter_text", refuses)

    assert run("init", tmp_path / "W", language="en").refusal == (
        f"error[file.refused]: The system refuses {tmp_path / 'W'}: you may not do that there. "
        "Check the path and your rights, or give another place."
    )
