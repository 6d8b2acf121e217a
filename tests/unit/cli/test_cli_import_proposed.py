"""`boucle import FILES` without a mapping: shown, asked, refused, accepted, taken up again."""

from __future__ import annotations

import io
import sys

import pytest

LEADS = "Lead ID,Courriel,Provenance,Date de création\n" + "".join(
    f"L{n},p{n}@x.example,{'Salon' if n % 3 else 'Web'},2026-01-{n:02}\n" for n in range(1, 16)
)
DEALS = "Deal ID,Lead ID,Stage,Amount,Close Date\n" + "".join(
    f"D{n},L{n},{'Won' if n % 2 else 'Lost'},{n}00,2026-03-{n:02}\n" for n in range(1, 13)
)


@pytest.fixture
def exports(tmp_path):
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "leads.csv").write_text(LEADS)
    (folder / "deals.csv").write_text(DEALS)
    return folder


@pytest.fixture
def answering(run, monkeypatch):
    """Run the command as somebody at a terminal does, who types these lines."""

    def answering(*arguments, typed="", language="fr"):
        keyboard = io.StringIO(typed)
        monkeypatch.setattr(keyboard, "isatty", lambda: True, raising=False)
        monkeypatch.setattr(sys, "stdin", keyboard)
        monkeypatch.setattr(type(sys.stderr), "isatty", lambda self: True)
        return run(*arguments, language=language)

    return answering


def kept(workspace):
    return sorted(path.name for path in (workspace / "mappings").iterdir())


def test_nobody_there_and_no_yes_shows_the_proposal_and_writes_nothing(run, workspace, exports):
    ran = run("import", exports, "-w", workspace, "--currency", "CAD", language="en")

    assert (ran.status, ran.out, kept(workspace)) == (2, "", [])
    assert "error[import.unconfirmed]: Nothing is imported: nobody said yes." in ran.told
    assert "leads.csv (15 rows): leads" in ran.told
    assert "To know [source_as_channel]" in ran.told


@pytest.mark.slow
def test_the_first_ten_rows_of_each_table_are_shown(run, workspace, exports):
    ran = run("import", exports, "-w", workspace, "--currency", "CAD", "--dry-run")

    assert (ran.status, kept(workspace)) == (0, [])
    shown = ran.err.split("Ce que deviendraient les premières lignes")[1].splitlines()
    assert [line.split()[0] for line in shown if line.startswith("D")] == [
        f"D{n}" for n in range(1, 11)
    ]
    assert "Essai seulement : rien n'a été écrit." in ran.err


@pytest.mark.slow
def test_yes_imports_and_keeps_a_mapping_that_the_next_import_takes_up(run, workspace, exports):
    first = run("import", exports, "-w", workspace, "--currency", "CAD", "--yes")
    path = workspace / "mappings" / "exports.toml"
    path.write_text(path.read_text().replace('as = "channel"', 'as = "origin_source"'))
    (exports / "leads.csv").write_text(LEADS + "L99,p99@x.example,Web,2026-02-01\n")

    again = run("import", exports, "-w", workspace)

    assert (first.status, again.status, kept(workspace)) == (0, 0, ["exports.toml"])
    assert "Correspondance gardée : mappings/exports.toml." in first.told
    assert "Ces fichiers ont déjà leur correspondance, mappings/exports.toml" in again.told
    # Its correction is taken up: the touchpoints changed, and one came.
    assert [line.split()[:3] for line in again.out.splitlines() if "touchpoints" in line] == [
        ["touchpoints", "1", "15"]
    ]


@pytest.mark.slow
def test_the_same_command_with_more_rows_stays_the_same_command(run, workspace, exports):
    command = ("import", exports, "-w", workspace, "--currency", "CAD", "--yes")
    run(*command)
    (exports / "deals.csv").write_text(DEALS + "D99,L77,Won,50,2026-04-01\n")

    again = run(*command)

    assert again.status == 0, again
    assert [line.split()[1] for line in again.out.splitlines() if "opportun" in line] == ["1"]


@pytest.mark.slow
def test_a_mapping_that_says_something_else_is_not_overwritten(run, workspace, exports):
    run("import", exports, "-w", workspace, "--currency", "CAD", "--yes")

    refused = run("import", exports, "-w", workspace, "--currency", "USD", "--yes", language="en")

    assert "error[mapping.exists]: mappings/exports.toml is there already" in refused.told
    assert 'currency = { value = "CAD" }' in (workspace / "mappings/exports.toml").read_text()


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        pytest.param(
            "fr",
            "error[import.undecided]: Rien n'est importé : 1 à décider. Rien ne dit la devise de "
            "« Amount » (deals.csv). Celle de l'entente est CAD. Dites : --currency CAD ou "
            "--currency USD ou --currency EUR.",
            id="in French",
        ),
        pytest.param(
            "en",
            "error[import.undecided]: Nothing is imported: 1 to decide. Nothing tells the currency "
            "of “Amount” (deals.csv). The agreement's is CAD. Say: --currency CAD or --currency "
            "USD or --currency EUR.",
            id="in English",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_yes_never_settles_a_currency(run, workspace, exports, language, expected):
    ran = run("import", exports, "-w", workspace, "--yes", language=language)

    assert (ran.status, ran.out, kept(workspace)) == (2, "", [])
    assert ran.told.replace("\u00a0", " ").endswith(expected)


@pytest.mark.slow
def test_somebody_is_asked_and_asked_again_until_the_answer_is_one(answering, workspace, exports):
    ran = answering("import", exports, "-w", workspace, typed="7\nCAD\n2\noui\n")

    assert ran.status == 0, ran
    assert ran.err.count("Un nombre de 1 à 3.") == 2
    assert 'currency = { value = "USD" }' in (workspace / "mappings/exports.toml").read_text()


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        pytest.param("1\nn\n", 2, id="no"),
        pytest.param("1\n\n", 2, id="nothing is no", marks=pytest.mark.slow),
        pytest.param("1\n", 130, id="the end of input", marks=pytest.mark.slow),
        pytest.param("", 130, id="at once", marks=pytest.mark.slow),
    ],
)
def test_without_a_yes_nothing_is_written(answering, workspace, exports, typed, status):
    ran = answering("import", exports, "-w", workspace, typed=typed, language="en")

    assert (ran.status, ran.out, kept(workspace)) == (status, "", [])
    assert not (workspace / "lake" / "commits").exists()


@pytest.mark.parametrize(
    ("options", "code"),
    [
        pytest.param(["--mapping", "m", "--yes"], "usage", id="an option of proposals"),
        pytest.param(["--currency", "dollars"], "parameter", id="no currency"),
        pytest.param(["--date-order", "week"], "parameter", id="no order"),
        pytest.param(["--decimal", "x"], "parameter", id="no sign"),
        pytest.param(["--time-zone", "Montréal"], "parameter", id="no zone"),
        pytest.param(["--name", "../x"], "parameter", id="no name"),
        pytest.param(["--set", "deals"], "parameter", id="nothing is set"),
        pytest.param(["--set", "deal=ignore"], "parameter", id="a file that is not there"),
        pytest.param(["--set", "deals=offers"], "parameter", id="a kind that does not exist"),
        pytest.param(["--set", "stage.Zorg=won"], "parameter", id="a word that is not there"),
    ],
)
def test_options_that_can_not_be_are_refused(run, workspace, exports, options, code):
    ran = run("import", exports, "-w", workspace, *options)

    assert ran.refusal.startswith(f"error[{code}")
    assert kept(workspace) == []


def test_nothing_recognised_names_each_file(run, workspace, tmp_path):
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    (tmp_path / "y.json").write_text("{}")

    ran = run("import", tmp_path / "x.csv", tmp_path / "y.json", "-w", workspace, language="en")

    assert ran.refusal.startswith("error[import.nothing_recognised]: No file looks like leads")
    assert "Files ignored (x.csv): nothing in them makes leads" in ran.refusal
    assert "Files ignored (y.json): it is JSON" in ran.refusal


@pytest.mark.slow
def test_the_workspace_itself_may_be_the_folder(run, workspace, exports):
    for path in exports.iterdir():
        path.rename(workspace / path.name)

    ran = run("import", workspace, "-w", workspace, "--yes", "--currency", "CAD", "--name", "mine")
    again = run("import", workspace, "-w", workspace, "--name", "mine")

    assert (ran.status, again.status, kept(workspace)) == (0, 0, ["mine.toml"])
    assert "Rien de nouveau" in again.told


@pytest.mark.slow
def test_an_import_that_fails_keeps_no_mapping(run, workspace, exports, monkeypatch):
    from boucle.warehouse.lake.writer import Writer

    def full(self, *args, **more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Writer, "commit", full)
    ran = run("import", exports, "-w", workspace, "--yes", "--currency", "CAD", language="en")

    assert ran.status == 2
    assert "error[" in ran.err
    assert kept(workspace) == []
