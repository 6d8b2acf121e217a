"""`boucle agreement check|show|diff|render`, run as a person runs them."""

from importlib.resources import files

import pytest

from boucle.agreement import parse

STARTER = (files("boucle.agreement") / "starter.yaml").read_text("utf-8")
SHORT = parse(STARTER).sha256[:12]


@pytest.fixture
def boucle(run, tmp_path, monkeypatch):
    """Run `boucle agreement` in a folder with an agreement; as typed, in French by default."""
    (tmp_path / "a.yaml").write_text(STARTER, "utf-8")
    monkeypatch.chdir(tmp_path)

    def boucle(*arguments):
        ran = run("agreement", *arguments, language="en" if "en" in arguments else "fr")
        return ran.status, ran.out.splitlines(), ran.err.splitlines()

    boucle.folder = tmp_path
    return boucle


@pytest.mark.parametrize(
    ("language", "line"),
    [
        pytest.param("fr", "a.yaml\u00a0: OK, {}, ébauche, SHA-256 {}", id="fr"),
        pytest.param("en", "a.yaml: OK, {}, draft, SHA-256 {}", id="en"),
    ],
)
def test_check_says_what_a_good_file_is(boucle, language, line):
    agreement = parse(STARTER)
    named = f"{agreement.code} version {agreement.version}"

    status, out, err = boucle("check", "a.yaml", "--lang", language)
    assert (status, out, err) == (0, [line.format(named, SHORT)], [])


@pytest.mark.parametrize(
    ("language", "more"),
    [
        pytest.param("fr", "Et 1 autre", id="fr"),
        pytest.param("en", "And 1 more", id="en"),
    ],
)
def test_check_shows_every_fault_and_ends_with_one_line(boucle, language, more):
    broken = STARTER.replace("currency: CAD", "currency: dollars").replace(
        "time_zone: America/Toronto", "time_zone: Mars/Olympus"
    )
    (boucle.folder / "b.yaml").write_text(broken, "utf-8")

    status, out, err = boucle("check", "a.yaml", "b.yaml", "--lang", language)
    assert status == 2
    assert out[0].startswith("a.yaml")
    places = [line.split(": ")[1] for line in out[1:]]
    assert places == ["currency", "time_zone"]
    assert all(line.startswith("b.yaml:") for line in out[1:])
    assert len(err) == 1
    assert err[0].startswith("error[agreement.faults]: b.yaml:")
    assert more in err[0]


def test_show_is_the_agreement_in_the_readers_language(boucle):
    status, french, err = boucle("show", "a.yaml")
    assert (status, err) == (0, [])
    assert "ENGAGEMENTS DES VENTES" in french

    status, english, err = boucle("show", "a.yaml", "--lang", "en")
    assert (status, err) == (0, [])
    assert "SALES COMMITMENTS" in english


def test_diff_says_what_changes(boucle):
    version = parse(STARTER).version
    changed = STARTER.replace(f"version: {version}", "version: 9.0.0")
    (boucle.folder / "b.yaml").write_text(changed, "utf-8")

    status, out, err = boucle("diff", "a.yaml", "b.yaml", "--lang", "en")
    assert (status, err) == (0, [])
    assert out == [f"Version, version: “{version}” becomes “9.0.0”"]
    assert boucle("diff", "a.yaml", "a.yaml")[1] == ["Aucune différence de contenu."]


def test_render_goes_there_and_back(boucle):
    status, out, err = boucle("render", "a.yaml", "--format", "docx", "--lang", "en")
    assert (status, out, err) == (0, ["a.en.docx"], [])

    status, out, err = boucle("render", "a.en.docx", "--format", "yaml", "--out", "b.yaml")
    assert (status, out, err) == (0, ["b.yaml"], [])
    assert (boucle.folder / "b.yaml").read_text("utf-8") == STARTER
    assert sorted(path.name for path in boucle.folder.iterdir()) == [
        "a.en.docx", "a.yaml", "b.yaml",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        pytest.param(["show", "none.yaml"], "agreement.faults", "none.yaml", id="no file"),
        pytest.param(["show", "bad.pdf"], "agreement.document", "endommagé", id="no pdf"),
        pytest.param(["diff", "a.yaml", "page.html", "--lang", "en"], "agreement.document",
                     "does not hold", id="another page"),
        pytest.param(["render", "a.yaml", "--out", "no/x.html"], "file.unwritable",
                     "le dossier n'existe pas", id="no folder"),
        pytest.param(["render", "a.yaml", "--out", "a.yaml", "--lang", "en"], "file.unwritable",
                     "the file being read", id="onto itself"),
        pytest.param(["render", "a.yaml", "--out", "folder"], "file.unwritable", "folder",
                     id="a folder"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line_and_writes_nothing(boucle, arguments, code, words):
    (boucle.folder / "folder").mkdir()
    (boucle.folder / "bad.pdf").write_text("hello", "utf-8")
    (boucle.folder / "page.html").write_text("<!doctype html><p>hello", "utf-8")
    before = sorted(boucle.folder.rglob("*"))

    status, out, err = boucle(*arguments)
    assert (status, out) == (2, [])
    assert len(err) == 1
    assert err[0].startswith(f"error[{code}]: ")
    assert words in err[0]
    assert sorted(boucle.folder.rglob("*")) == before
    assert (boucle.folder / "a.yaml").read_text("utf-8") == STARTER
