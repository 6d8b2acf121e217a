"""Every format carries the agreement, gives it back to the letter, and says when it cannot."""

import re
import zipfile
from functools import cache
from importlib.resources import files
from io import BytesIO

import docx
import pypdf
import pytest

from boucle.agreement import parse
from boucle.agreement.document.reading import kind_of, read
from boucle.agreement.document.rendering import rendered
from boucle.errors.documents import AgreementDocumentError
from boucle.language import LANGUAGES

FORMATS = ("html", "docx", "pdf")
SOURCES = {
    "demo": (files("boucle.simulation") / "agreement.yaml").read_text("utf-8"),
    "starter": (files("boucle.agreement") / "starter.yaml").read_text("utf-8"),
}
AGREEMENTS = {name: parse(source) for name, source in SOURCES.items()}


@cache
def document(name, document_format, language, yaml):
    return rendered(AGREEMENTS[name], yaml, document_format, language)


@pytest.fixture
def made(tmp_path):
    """Write a document of an agreement; each is rendered once for all tests."""

    def make(name, document_format, language="fr", yaml=None):
        path = tmp_path / f"x.{document_format}"
        text = SOURCES[name] if yaml is None else yaml
        path.write_bytes(document(name, document_format, language, text))
        return path

    return make


@pytest.mark.parametrize("language", ["fr", pytest.param("en", marks=pytest.mark.slow)])
@pytest.mark.parametrize("document_format", FORMATS)
@pytest.mark.parametrize("name", ["demo", pytest.param("starter", marks=pytest.mark.slow)])
def test_yaml_document_yaml_is_the_identity(made, name, document_format, language):
    path = made(name, document_format, language)

    back = read(path)
    assert kind_of(path) == document_format
    assert back == SOURCES[name]
    again = parse(back)
    assert again.canonical_text() == AGREEMENTS[name].canonical_text()
    assert again.sha256 == AGREEMENTS[name].sha256
    assert again.signatures == AGREEMENTS[name].signatures


HOSTILE = (
    "# </script><script>alert(1)</script> <!-- <\\/ <\\ ]]> &amp; <s \u2028 # é » \U0001f600\n"
)


@pytest.mark.parametrize("document_format", FORMATS)
def test_no_text_breaks_out_of_its_document(made, document_format):
    yaml = HOSTILE + SOURCES["starter"]
    path = made("starter", document_format, yaml=yaml)

    assert read(path) == yaml
    if document_format == "html":
        assert "<script>" not in path.read_text("utf-8")


def test_what_the_agreement_says_is_never_markup(tmp_path):
    evil = "<img src=x onerror=alert(1)> #eval $x$ \\"
    yaml = re.sub(r"(?m)^title:.*\n(  .*\n)+", f"title: {{fr: '{evil}', en: '{evil}'}}\n",
                  SOURCES["starter"])  # fmt: skip
    agreement = parse(yaml)
    assert agreement.title.fr == evil

    page = rendered(agreement, yaml, "html", "fr").decode()
    assert "<img" not in page.split('<script type="application/yaml"')[0]
    reader = pypdf.PdfReader(BytesIO(rendered(agreement, yaml, "pdf", "fr")))
    assert evil in reader.metadata.title


def test_a_page_saved_with_windows_line_ends_is_read(made):
    path = made("starter", "html")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert read(path) == SOURCES["starter"]


def without_part(path):
    """Return a Word file as another program makes it: without our part."""
    kept = BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(kept, "w") as new:
        for name in old.namelist():
            if b"urn:boucle" not in old.read(name):
                new.writestr(name, old.read(name))
    return kept.getvalue()


def with_part(path, old, new):
    kept = BytesIO()
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(kept, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(old, new))
    return kept.getvalue()


def edited_part(path):
    return with_part(path, b"currency: CAD", b"currency: USD")


def attached_again(path):
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_attachment("agreement.yaml", b"currency: USD\n")
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def torn_part(path):
    return with_part(path, b"</agreement>", b"<")


@pytest.mark.parametrize(
    ("document_format", "damage", "reason"),
    [
        pytest.param("html", lambda p: b"<!doctype html><p>Bonjour", "no_yaml", id="another page"),
        pytest.param("html", lambda p: p.read_bytes()[:-2000], "damaged", id="cut page"),
        pytest.param("html", lambda p: p.read_bytes().replace(b"currency: CAD", b"currency: USD"),
                     "edited", id="page edited by hand"),
        pytest.param("html", lambda p: b"<!doctype html>\xff\xfe", "damaged", id="not utf-8"),
        pytest.param("html", lambda p: b"", "no_yaml", id="empty page"),
        pytest.param("docx", lambda p: p.read_bytes()[:5000], "damaged", id="cut word file"),
        pytest.param("docx", lambda p: b"PK\x03\x04nonsense", "damaged", id="no zip"),
        pytest.param("docx", without_part, "no_yaml", id="another word file"),
        pytest.param("docx", edited_part, "edited", id="part edited by hand"),
        pytest.param("docx", torn_part, "damaged", id="part torn"),
        pytest.param("pdf", attached_again, "edited", id="attachment replaced"),
        pytest.param("pdf", lambda p: p.read_bytes()[:3000], "damaged", id="cut pdf"),
        pytest.param("pdf", lambda p: b"%PDF-1.7 nonsense", "damaged", id="no pdf"),
    ],
)  # fmt: skip
def test_a_document_that_cannot_be_read_back(made, document_format, damage, reason):
    path = made("starter", document_format)
    path.write_bytes(damage(path))

    with pytest.raises(AgreementDocumentError) as caught:
        read(path)
    assert caught.value.reason == reason
    assert caught.value.code == "agreement.document"
    for language in LANGUAGES:
        line = caught.value.in_language(language)
        assert str(path) in line
        assert "\n" not in line


def test_a_pdf_of_somebody_else_has_no_agreement(tmp_path):
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    path = tmp_path / "blank.pdf"
    writer.write(path)

    with pytest.raises(AgreementDocumentError) as caught:
        read(path)
    assert caught.value.reason == "no_yaml"


@pytest.mark.parametrize("language", LANGUAGES)
def test_html_stands_alone(made, language):
    page = made("demo", "html", language).read_text("utf-8")

    assert f'<html lang="{language}-CA">' in page
    head = page.split('<script type="application/yaml"')[0]
    assert re.findall(r'(?:src|href)="(?!#)', head) == []
    anchors = re.findall(r'href="#([^"]+)"', head)
    assert [a for a in anchors if f'id="{a}"' not in head] == []
    assert len(re.findall("<h1", head)) == 1


def test_word_file_has_headings_tables_and_a_language(made):
    document = docx.Document(str(made("demo", "docx", "fr")))
    styles = {paragraph.style.name for paragraph in document.paragraphs}

    assert {"Title", "Heading 1", "Heading 2"} <= styles
    assert len(document.tables) > 40
    assert 'w:val="fr-CA"' in document.styles.element.xml
    footer = document.sections[0].footer._element.xml
    assert 'w:instr="PAGE"' in footer
    assert AGREEMENTS["demo"].sha256[:12] in footer


def test_pdf_is_tagged_and_says_its_version_on_each_page(made):
    reader = pypdf.PdfReader(made("demo", "pdf", "fr"))
    catalog = reader.trailer["/Root"]

    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "fr-CA"
    assert reader.metadata.title.startswith("Entente de niveau de service")
    imprint = AGREEMENTS["demo"].sha256[:12]
    assert [n for n, page in enumerate(reader.pages) if imprint not in page.extract_text()] == []


@pytest.mark.slow
def test_documents_are_the_same_every_time():
    first, second = (
        rendered(AGREEMENTS["starter"], SOURCES["starter"], "pdf", "fr") for _ in range(2)
    )
    assert first == second
