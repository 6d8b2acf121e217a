"""Help, usage, `init`, `import` and `report` as a newcomer meets them."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from boucle.operations import writing

COMMANDS = {
    "demo", "init", "import", "lifecycle", "timing", "clocks", "attribution", "money", "scoring",
    "report", "export", "agreement", "presets", "privacy", "backup", "restore", "simulate",
    "doctor",
}  # fmt: skip
PAGES = [
    (),
    *((name,) for name in sorted(COMMANDS)),
    ("report", "closed-loop"),
    ("report", "journey"),
]
PAGES += [("agreement", name) for name in ("check", "show", "diff", "render")]
PAGES += [("presets", name) for name in ("list", "show")]
PAGES += [("privacy", name) for name in ("export", "erase", "suppressions")]
INIT_HELP = {
    "fr": """Emploi : boucle init [OPTIONS] DIR

  Créer un espace de travail avec une entente de départ.

Arguments :
  DIR         Le dossier à créer.  [obligatoire]

Options :
  --currency CAD    La devise de l'entente, en trois lettres (par défaut :
                    CAD).
  --time-zone ZONE  Le fuseau de l'entente (par défaut : America/Toronto,
                    l'heure de Montréal).
  --lang <fr|en>    La langue : fr ou en.
  --help            Montrer cette aide.
""",
    "en": """Usage: boucle init [OPTIONS] DIR

  Make a workspace with a starter agreement.

Arguments:
  DIR         The folder to make.  [required]

Options:
  --currency CAD    The agreement's currency, in three letters (default: CAD).
  --time-zone ZONE  The agreement's time zone (default: America/Toronto).
  --lang <fr|en>    The language: fr or en.
  --help            Show this message and exit.
""",
}
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
"""


@pytest.mark.parametrize("language", ["fr", "en"])
def test_help_of_init(run, language):
    assert run("init", "--help", language=language).out == INIT_HELP[language]


SEEN = {}


@pytest.fixture
def help_of(run):
    """Show a help page in French; each is shown once for all tests."""

    def help_of(page):
        if page not in SEEN:
            SEEN[page] = run(*page, "--help")
        return SEEN[page]

    return help_of


@pytest.mark.parametrize("page", PAGES, ids=" ".join)
def test_no_line_of_a_french_page_parts_a_sign_from_its_word(help_of, page):
    lines = [line.strip() for line in help_of(page).out.splitlines()]

    assert [line for line in lines if line.endswith("«") or line.startswith(("»", ":"))] == []


@pytest.mark.parametrize("page", PAGES, ids=" ".join)
def test_a_french_page_has_no_english(help_of, page):
    ran = help_of(page)

    english = (
        "Usage",
        "Show this",
        "default",
        "required",
        "Commands",
        "<path>",
        "int range",
        "x>=",
    )
    assert (ran.status, ran.err) == (0, "")
    assert [word for word in english if word in ran.out] == []
    assert [line for line in ran.out.splitlines() if len(line) > 90 and "<" not in line] == []


@pytest.mark.parametrize(
    ("arguments", "language", "first"),
    [
        pytest.param((), "fr", "Emploi : boucle", id="nothing typed"),
        pytest.param(("report",), "fr", "Emploi : boucle report", id="a group alone"),
        pytest.param(("--help",), "en", "Usage: boucle", id="English"),
        pytest.param(("--version",), "fr", "boucle ", id="version"),
    ],
)
def test_pages_of_the_whole(run, arguments, language, first):
    ran = run(*arguments, language=language)

    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(first)


def test_the_list_of_commands_is_whole(run):
    listed = run("--help").out.split("Commandes :\n")[1].split("\n\n")[0].splitlines()

    assert {line.split()[0] for line in listed} == COMMANDS
    assert [line for line in listed if "..." in line] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(
            ("lifecyle",),
            "La commande « lifecyle » n'existe pas. Vouliez-vous dire lifecycle? "
            "Voir : boucle --help.",
            id="command",
        ),
        pytest.param(
            ("money", "--bye", "x"),
            "L'option --bye n'existe pas. Vouliez-vous dire --by? Voir : boucle money --help.",
            id="option",
        ),
        pytest.param(
            ("lifecycle", "--by", "chanel"),
            "--by vaut « chanel »; valeurs permises : channel, campaign, month, owner, territory, "
            "persona, service. Voir : boucle lifecycle --help.",
            id="choice",
        ),
        pytest.param(
            ("lifecycle", "{x}", "y"),
            "« {x} y » est de trop. Voir : boucle lifecycle --help.",
            id="words too many",
        ),
        pytest.param(
            ("demo", "--contacts", "3"),
            "--contacts a une valeur qui n'est pas permise : il faut 200 ou plus. "
            "Voir : boucle demo --help.",
            id="number too small",
        ),
        pytest.param(
            ("demo", "--seed", "sept"),
            "--seed a une valeur qui n'est pas permise : il faut un nombre entier. "
            "Voir : boucle demo --help.",
            id="no number",
        ),
        pytest.param(("init",), "Il manque DIR. Voir : boucle init --help.", id="argument"),
        pytest.param(
            ("money", "--by"), "Il manque une valeur après --by. Voir : boucle --help.", id="value"
        ),
        pytest.param(
            ("--lang", "fr"), "Il manque une commande. Voir : boucle --help.", id="no command"
        ),
    ],
)
def test_what_is_typed_wrong(run, arguments, said):
    assert run(*arguments).refusal == f"error[usage]: {said}"


@pytest.mark.parametrize(
    ("typed", "locale", "said"),
    [
        pytest.param(["--lang", "en", "money", "--bye"], "fr_CA.UTF-8", "There is no", id="first"),
        pytest.param(["money", "--lang=en", "--bye"], "fr_CA.UTF-8", "There is no", id="after"),
        pytest.param(["money", "--bye"], "en_CA.UTF-8", "There is no", id="locale"),
        pytest.param(["money", "--bye"], "C", "L'option", id="no language: French"),
    ],
)
def test_whose_language(typed, locale, said):
    ran = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", "from boucle.cli import main; main()", *typed],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={"PATH": os.environ["PATH"], "LANG": locale},
    )

    assert ran.returncode == 2
    assert ran.stderr.startswith(f"error[usage]: {said}")


def test_init_tells_the_next_step_as_it_can_be_typed(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    ran = run("init", "Été 2026 (essai)")

    (agreement,) = (tmp_path / "Été 2026 (essai)" / "agreement").iterdir()
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.splitlines() == [
        f"Espace de travail créé : {tmp_path / 'Été 2026 (essai)'}",
        f"L'entente à adapter : {agreement}",
        "Ensuite : boucle import VOS_FICHIERS -w 'Été 2026 (essai)'",
    ]


@pytest.fixture
def import_(run, workspace, tmp_path):
    (tmp_path / "leads.csv").write_text("id,date\n1,2026-01-05\n2,2026-01-06\n", "utf-8")
    (workspace / "mappings" / "crm.toml").write_text(MAPPING, "utf-8")
    return lambda *more: run("import", tmp_path, "-m", "crm", "-w", workspace, *more)


def pictured(folder):
    """Every file under `folder` with its content: two such pictures tell what was written."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_dry_run_shows_and_writes_nothing(import_, workspace):
    before = pictured(workspace)

    ran = import_("--dry-run")

    assert ran.status == 0
    assert ran.out.splitlines()[-1].split() == ["leads", "2", "0", "0", "0"]
    assert "leads : lead_id=1, contact_id=1" in ran.told
    assert ran.told.endswith("Essai seulement : rien n'a été écrit.")
    assert pictured(workspace) == before


@pytest.mark.slow
def test_a_second_import_writes_nothing(import_, workspace):
    first = import_()
    before = pictured(workspace)
    second = import_()

    assert f"Ensuite : boucle report closed-loop -w {workspace}" in first.told
    assert second.out.splitlines()[-1].split() == ["leads", "0", "0", "2", "0"]
    assert second.told.endswith("Rien de nouveau : rien n'a été écrit.")
    assert pictured(workspace) == before


@pytest.fixture
def reported(run, company):
    """The report of the company as JSON, made once for all tests."""
    if "report" not in SEEN:
        SEEN["report"] = run("report", "closed-loop", "-w", company, "--format", "json")
    return SEEN["report"]


def test_the_journey_of_a_win_as_json(run, reported, company):
    win = json.loads(reported.out)["wins"][0]
    said = run("report", "journey", win["opportunity_id"], "-w", company, "--format", "json")

    assert (said.status, said.err) == (0, "")
    assert json.loads(said.out)["win"] == win


@pytest.mark.slow
def test_the_journey_of_a_win_as_a_page(run, reported, company, tmp_path):
    key = json.loads(reported.out)["wins"][0]["opportunity_id"]
    page = run("report", "journey", key, "-w", company, "--out", tmp_path / "j.html")

    assert page.status == 0
    assert "<svg" in (tmp_path / "j.html").read_text("utf-8")
    refusal = run("report", "journey", "nope", "-w", company).refusal
    assert refusal.startswith("error[win.unknown]: ")


def test_the_report_as_json_on_standard_output(reported):
    report = json.loads(reported.out)
    assert (reported.status, report["report"]) == (0, "closed-loop")
    assert report["reconciliation"]["is_tied"] == (reported.err == "")


def test_the_report_on_standard_output(run, workspace):
    to_output = run("report", "closed-loop", "-w", workspace, "--out", "-")

    assert to_output.out.startswith("<!doctype html>")
    assert "Rien n'a encore été importé." in to_output.told


@pytest.mark.slow
def test_the_report_in_the_folder_of_reports(run, workspace):
    to_folder = run("report", "closed-loop", "-w", workspace, "--lang", "en")

    assert to_folder.out.strip() == str(workspace / "reports" / "closed-loop.en.html")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("place", "why"),
    [
        pytest.param("W", "c'est un dossier", id="a folder"),
        pytest.param("W/boucle.toml/r.html", "fichier", id="under a file"),
    ],
)
def test_a_report_that_cannot_be_written(run, workspace, tmp_path, place, why):
    before = pictured(tmp_path)

    asked = ("--format", "json", "--out", tmp_path / place)
    refusal = run("report", "closed-loop", "-w", workspace, *asked).refusal

    assert refusal.startswith(f"error[file.unwritable]: Impossible d'écrire {tmp_path / place} : ")
    assert why in refusal
    assert pictured(tmp_path) == before


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    (tmp_path / "r.html").write_text("before", "utf-8")

    def half(self, data):
        with self.open("wb") as file:
            file.write(data[:2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing.Path, "write_bytes", half)
    with pytest.raises(writing.UnwritableFileError) as refused:
        writing.write_whole(tmp_path / "r.html", "after")

    assert "plus de place" in refused.value.in_language("fr")
    assert pictured(tmp_path) == {tmp_path / "r.html": b"before"}


def test_a_demonstration_never_replaces_what_is_not_one(run, workspace):
    (workspace / "mine.txt").touch()
    before = pictured(workspace)

    refusal = run("demo", "-w", workspace, "--replace").refusal

    assert refusal.startswith("error[demo.folder]: ")
    assert pictured(workspace) == before


def test_a_reader_who_has_seen_enough(workspace):
    done = subprocess.run(
        f"{sys.executable} -X utf8 -c 'from boucle.cli import main; main()' --help | head -1",
        shell=True,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )

    assert done.stderr == ""
