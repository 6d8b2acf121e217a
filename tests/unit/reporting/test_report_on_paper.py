"""The report as PDF: tagged, said on every page as of when, the same bytes, whatever names hold."""

from __future__ import annotations

import copy
import re
from datetime import UTC, datetime
from functools import cache
from io import BytesIO

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boucle.language.typesetting import NO_GLYPH, drawable
from boucle.reporting.closed_loop.cells import Cell
from boucle.reporting.closed_loop.paper import SHOWN_WINS, Paper
from boucle.reporting.closed_loop.paper_tables import on_one_line, paper_table

LANGUAGES = ("fr", pytest.param("en", marks=pytest.mark.slow))
EVIL = '#eval("1+1") $x$ *b* _i_ @ref [x] <lab> \\ "q" `r` ~ /* // 😀 中 שלום \u202ex \x07 end'


@pytest.fixture(scope="module")
def figures(loop):
    return cache(loop.as_json)


@pytest.fixture(scope="module")
def paper(figures, agreement):
    """Make the report in a language; once for all tests."""
    return cache(lambda language: Paper(figures(language), agreement, language).pdf())


def read(pdf):
    return pypdf.PdfReader(BytesIO(pdf))


def words_of(pdf):
    """Everything that the pages say, with plain spaces."""
    text = " ".join(page.extract_text() for page in read(pdf).pages)
    return " ".join(text.split())


def tags(reader):
    """The tree of tags: pairs of a tag and its alternative text."""

    def below(node):
        node = node.get_object()
        if isinstance(node, list):
            for each in node:
                yield from below(each)
        elif isinstance(node, dict):
            if "/S" in node:
                yield str(node["/S"]), node.get("/Alt")
            if "/K" in node:
                yield from below(node["/K"])

    return list(below(reader.trailer["/Root"]["/StructTreeRoot"]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_tagged_and_says_its_language_and_title(paper, language):
    reader = read(paper(language))
    root = reader.trailer["/Root"]
    found = tags(reader)
    names = [name for name, _ in found]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == f"{language}-CA"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    title = "Rapport en boucle fermée" if language == "fr" else "Closed-loop report"
    assert reader.metadata.title.startswith(title)
    assert reader.metadata.creation_date == datetime(2026, 5, 10, 12, tzinfo=UTC)
    assert {"H1", "Table", "TH", "TD", "Figure"} <= {name.removeprefix("/") for name in names}
    alts = [alt for name, alt in found if name == "/Figure"]
    # The funnel, money and credit by channel, leads by month.
    assert len(alts) == 4
    assert all(alt and len(alt) > 20 for alt in alts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_as_of_when_and_by_which_agreement(paper, language):
    pages = [" ".join(page.extract_text().split()) for page in read(paper(language)).pages]
    of, as_of = ("de", "10 mai 2026") if language == "fr" else ("of", "May 10, 2026")

    for number, page in enumerate(pages, start=1):
        assert f"page {number} {of} {len(pages)}" in page
        assert "SLA-01 1.0.0" in page
        assert as_of in page


def test_it_is_letter_and_its_fonts_are_inside(paper):
    reader = read(paper("fr"))
    fonts = {}
    for page in reader.pages:
        assert sorted(float(side) for side in page.mediabox[2:]) == [612, 792]
        fonts |= page["/Resources"].get("/Font", {})

    assert fonts
    for font in fonts.values():
        (below,) = font.get_object()["/DescendantFonts"]
        descriptor = below.get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)


FIGURES = {"fr": ("12 400 $", "41,7 %"), "en": ("$12,400", "41.7%")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figures_and_every_section_are_there(paper, figures, language):
    words = words_of(paper(language))
    from boucle.reporting.closed_loop.page_words import SECTIONS, WORDS

    for figure in FIGURES[language]:
        assert figure in words
    for title, _, _ in SECTIONS.values():
        assert title.in_(language) in words
    for name in ("wins", "reconciliation", "definitions", "immature"):
        assert WORDS[name].in_(language).replace("\u00a0", " ") in words


def test_the_same_figures_make_the_same_bytes(paper, figures, agreement):
    assert Paper(figures("fr"), agreement, "fr").pdf() == paper("fr")


def hostile(figures):
    """The report with names of every kind that files hold, and more of them than usual."""
    made = copy.deepcopy(figures)
    campaign, month = made["by_campaign"][0], made["by_month"][0]
    names = (EVIL, "L" * 300, "Une campagne au nom long " * 12, "=1+1")
    made["by_campaign"] = [
        campaign | {"campaign": f"c{n}", "campaign_name": names[n % 4]} for n in range(300)
    ]
    made["by_month"] = [month | {"month": f"{2022 + n // 12}-{n % 12 + 1:02}"} for n in range(40)]
    renamed, made["by_channel"][0]["channel"] = made["by_channel"][0]["channel"], EVIL
    for row in made["disagreement"]["rows"]:
        row["channel"] = EVIL if row["channel"] == renamed else row["channel"]
    made["by_channel"][0] |= {"won_amount": 123_456_789_012.0, "spend": 9_999_999_999.5}
    made["agreement"]["title"] = EVIL
    # A commit knows its moment to the microsecond.
    made["as_of"] = made["as_of"].replace(microsecond=123456)
    made["total"]["n_won"] = 300
    for win in made["wins"]:
        win |= {"account": EVIL, "service": "x" * 300}
    return made


@pytest.mark.slow
def test_names_are_never_markup_and_never_break_it(figures, agreement):
    made = Paper(hostile(figures("fr")), agreement, "fr").pdf()
    words = words_of(made)

    assert '#eval("1+1") $x$ *b* _i_ @ref [x] <lab>' in words
    assert NO_GLYPH in words
    assert "😀" not in words
    assert "275 autres campagnes" in words
    assert f"pas montrés ici : {300 - 5}" in words
    lines = "\n".join(page.extract_text() for page in read(made).pages)
    assert 20 < max(map(len, re.findall("L{2,}", lines))) < 60
    # Nothing that people would copy without seeing it.
    assert "-\u200b" not in lines


@pytest.mark.slow
def test_an_empty_report_says_what_to_do(loop_of, agreement):
    made = Paper(loop_of({}).as_json("fr"), agreement, "fr").pdf()

    assert len(read(made).pages) == 1
    assert "Importez vos fichiers" in words_of(made)


@given(st.text(max_size=40))
@settings(max_examples=20)
def test_what_is_drawable_stays_so_and_plain_words_are_left_alone(text):
    once = drawable(text)

    assert drawable(once) == once
    assert not set(once) & {"\x00", "\x07", "\u202e", "\u2066", "\ue000"}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param("Déjà « vu »\u00a0!", "Déjà « vu »\u00a0!", id="French as it is"),
        pytest.param("e\u0301te\u0301", "été", id="accents composed"),
        pytest.param("a\tb\x00c", "a b c", id="control characters are blanks"),
        pytest.param("a\u202eb\u200f", "ab", id="nothing turns the line"),
        pytest.param("😀 中文", f"{NO_GLYPH} {NO_GLYPH}{NO_GLYPH}", id="no glyph"),
        pytest.param("\ue000", NO_GLYPH, id="private use"),
        pytest.param("Ωшש", "Ωшש", id="other alphabets that the fonts have"),
    ],
)
def test_what_stands_for_characters_that_no_font_draws(given, expected):
    assert drawable({"name": [given]}) == {"name": [expected]}


def test_reasons_stand_once_under_the_table():
    def row(name, *cells):
        return {"name": name, "is_immature": name == "b", "cells": list(cells)}

    table = {
        "title": "t",
        "name_label": "Canal",
        "columns": [{"label": "Taux de gain"}, {"label": "Coût"}],
        "rows": [
            row("a", Cell("—", why="masqué"), Cell("—", why="aucun gain")),
            row("b", Cell("40 %", note="[10 % ; 70 %]\nn = 12"), Cell("—", why="masqué")),
        ],
    }

    made = paper_table(table)

    assert made["notes"] == [{"mark": "a", "why": "masqué"}, {"mark": "b", "why": "aucun gain"}]
    assert [[cell["mark"] for cell in row["cells"]] for row in made["rows"]] == [
        ["a", "b"], ["", "a"],
    ]  # fmt: skip
    assert (
        made["rows"][1]["cells"][0]["note"]
        == "[10\u00a0%\u00a0;\u00a070\u00a0%]\u00a0n\u00a0=\u00a012"
    )
    assert made["has_immature"]
    assert made["widths"][1] > made["widths"][2]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        pytest.param("", "", id="none"),
        pytest.param("n = 9", "n = 9", id="n alone"),
        pytest.param("[1 ; 2]\nn = 9", "[1 ; 2] n = 9", id="interval and n"),
    ],
)
def test_an_interval_stands_beside_its_n(note, expected):
    assert on_one_line(note).replace("\u00a0", " ") == expected


@pytest.mark.slow
def test_journeys_are_bounded(figures, agreement):
    made = copy.deepcopy(figures("fr"))
    made["wins"] = made["wins"][:1] * 30
    made["total"]["n_won"] = 30

    words = words_of(Paper(made, agreement, "fr").pdf())

    shown = re.findall(r"pas montrés ici : (\d+)", words)
    assert shown == [str(30 - SHOWN_WINS)]
