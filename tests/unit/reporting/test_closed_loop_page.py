"""The page of the report: one file, well formed, in both languages, safe whatever names hold."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

VOID = {"meta", "br", "hr", "img", "link", "input"}
LANGUAGES = ("fr", "en")


class Outline(HTMLParser):
    """What a page holds; complains where an element is not closed as it was opened."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.elements, self.words, self.hidden = [], [], [], 0
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.words.append(data)

    def all(self, tag):
        return [attrs for name, attrs in self.elements if name == tag]

    @property
    def text(self):
        return "".join(self.words)


def page_of(loop, agreement, language):
    from boucle.reporting.closed_loop.page import Page

    return Page(loop.as_json(language), agreement, language).html()


def with_reference(agreement, model):
    rules = agreement.attribution.model_copy(update={"reference_model": model})
    return agreement.model_copy(update={"attribution": rules})


@pytest.fixture(scope="module")
def pages(loop, agreement):
    return {language: page_of(loop, agreement, language) for language in LANGUAGES}


@pytest.fixture(scope="module")
def outlines(pages):
    return {language: Outline(page) for language, page in pages.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_stands_alone(pages, language):
    page = pages[language]

    assert page.startswith("<!doctype html>")
    assert "<script" not in page.lower()
    addresses = re.findall(r"https?://[^\s\"'<>)]+", page)
    assert set(addresses) <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert not re.search(r"\b(?:src|href)\s*=\s*[\"'](?!#)", page)
    assert not re.search(r"url\((?!#)|@import", page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_outline(outlines, language):
    outline = outlines[language]

    assert outline.all("html")[0]["lang"].split("-")[0] == language
    assert len(outline.all("h1")) == len(outline.all("main")) == 1
    assert len(outline.all("table")) == len(outline.all("caption")) > 5
    assert all(head.get("scope") in ("col", "row") for head in outline.all("th"))
    ids = [attrs["id"] for _, attrs in outline.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    targets = {link["href"].removeprefix("#") for link in outline.all("a")}
    named = {attrs["aria-labelledby"] for attrs in outline.all("section")}
    assert targets | named <= set(ids)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_say_what_they_show(outlines, language):
    roles = [attrs for _, attrs in outlines[language].elements if attrs.get("role") == "img"]

    # The funnel, money and credit by channel, leads by month, and the journeys of the four wins
    # that have one: each wide and narrow.
    assert len(roles) == 16
    labels = [attrs["aria-label"] for attrs in roles]
    assert all(len(label) > 20 for label in labels)
    assert len(outlines[language].all("figure")) == 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_definition_is_there(outlines, language):
    from boucle.reporting.closed_loop.definitions import DEFINITIONS
    from boucle.reporting.closed_loop.page_words import LABELS

    text = outlines[language].text.replace("\u00a0", " ")
    for name, definition in DEFINITIONS.items():
        assert definition.in_(language).replace("\u00a0", " ") in text
        assert LABELS[name].in_(language).replace("\u00a0", " ") in text


FIGURES = {
    "fr": ("12\u00a0400\u00a0$", "41,7\u00a0%", "6\u00a0000\u00a0$", "500\u00a0$\u00a0US"),
    "en": ("$12,400", "41.7%", "$6,000", "US$500"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_are_written_as_in_the_language(outlines, language):
    text = outlines[language].text.replace("\u202f", "\u00a0")

    assert [figure for figure in FIGURES[language] if figure not in text] == []
    if language == "fr":
        # No thousands apart by a plain space, which a line may break.
        assert re.findall(r"\d \d{3}\b", text) == []
        # High punctuation keeps to its word.
        assert re.findall(r"\w [:;?!»%]|« \w", text) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        pytest.param("fr", ("Search Canada", "(canal inconnu)", "montant inconnu"), id="fr"),
        pytest.param("en", ("Search Canada", "(unknown channel)", "unknown amount"), id="en"),
    ],
)
def test_what_has_no_name_or_no_amount(outlines, language, words):
    for word in words:
        assert word in outlines[language].text
    assert "None" not in outlines[language].text
    assert "nan" not in outlines[language].text.split()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        pytest.param("fr", ("Où les modèles se contredisent", "Markov", "Shapley",
                            "Aucun modèle ne dit ce qu'un canal a causé"), id="fr"),
        pytest.param("en", ("Where the models disagree", "Markov", "Shapley",
                            "No model says what a channel caused"), id="en"),
    ],
)  # fmt: skip
def test_it_says_where_the_models_disagree(outlines, pages, language, words):
    assert [each for each in words if each not in outlines[language].text] == []
    assert 'href="#disagreement"' in pages[language]


@pytest.mark.slow
def test_long_lists_are_folded_and_the_latest_wins_alone_are_drawn(loop, agreement):
    from boucle.reporting.closed_loop.page import SHOWN_WINS, Page

    figures = loop.as_json("en")
    win, campaign, month = (figures[name][0] for name in ("wins", "by_campaign", "by_month"))
    figures["wins"] = [win | {"opportunity_id": f"O{n}"} for n in range(30)]
    figures["by_campaign"] = [campaign | {"campaign": f"c{n}", "campaign_name": f"Campaign {n}"}
                              for n in range(20)]  # fmt: skip
    figures["by_month"] = [month | {"month": f"{2022 + n // 12}-{n % 12 + 1:02}"}
                           for n in range(30)]  # fmt: skip
    figures["total"]["n_won"] = 41
    content = Page(figures, agreement, "en").content()
    folds = {section["anchor"]: section.get("fold") for section in content["sections"]}

    assert (len(content["wins"]), "Older wins: 29." in content["more_wins"]) == (SHOWN_WINS, True)
    assert [row["name"] for row in folds["by-campaign"]["rows"]] == [
        f"Campaign {n}" for n in range(8, 20)
    ]
    # The last year stands open.
    assert [len(folds["by-month"][name]) for name in ("shown", "rows")] == [12, 18]
    assert folds["by-month"]["shown"][-1]["name"] == "June 2024"
    assert folds["by-channel"] is None
    outline = Outline(Page(figures, agreement, "en").html())
    classes = [(attrs.get("class") or "").split() for attrs in outline.all("details")]
    assert sum("fold" in each for each in classes) > 3


EVIL = "<script>alert(1)</script>"
QUOTED = "\"><img src=x onerror='alert(2)'>"


def assert_shown_and_never_run(page):
    outline = Outline(page)
    tags = {tag for tag, _ in outline.elements}
    assert not tags & {"script", "img"}
    assert not any(name.startswith("on") for _, attrs in outline.elements for name in attrs)
    assert EVIL in outline.text
    assert QUOTED in outline.text


def test_names_in_the_figures_are_shown_and_never_run(loop, agreement):
    from boucle.reporting.closed_loop.page import Page

    figures = loop.as_json("en")
    for row in figures["by_campaign"]:
        row["campaign_name"] = f"{EVIL} & {QUOTED}"
    for row in (*figures["by_channel"], *figures["disagreement"]["rows"]):
        row["channel"] = row["channel"] and f"{row['channel']}{QUOTED}"
    for win in figures["wins"]:
        win |= {"account": EVIL, "service": QUOTED}

    assert_shown_and_never_run(Page(figures, agreement, "en").html())


@pytest.mark.slow
def test_names_are_shown_and_never_run(made_up, loop_of, agreement):
    rows = made_up.small_company()
    rows["accounts"][0]["name"] = EVIL
    rows["campaigns"][0]["name"] = f"{EVIL} & {QUOTED}"
    rows["opportunities"][0]["service"] = EVIL
    rows["touchpoints"][1] |= {"channel": QUOTED, "campaign_id": None}
    rows["spend"].append(made_up.spent("s9", "2026-02-01", 10_000, channel=QUOTED))

    assert_shown_and_never_run(page_of(loop_of(rows), agreement, "en"))


@pytest.mark.slow
def test_deals_alone_make_a_page_of_deals(made_up, loop_of, agreement):
    rows = {"opportunities": [made_up.deal(1, None, "2026-01-20T17:00", "won", 5,
                                           "2026-02-14T17:00")]}  # fmt: skip
    for language in LANGUAGES:
        outline = Outline(page_of(loop_of(rows), agreement, language))
        assert "None" not in outline.text
        assert len(outline.all("h1")) == 1


@pytest.mark.slow
@pytest.mark.parametrize("reference", ["lead_creation", "last_non_direct"])
def test_a_reference_model_that_the_report_does_not_show(loop, agreement, reference):
    from boucle.reporting.closed_loop.report import ClosedLoop
    from boucle.reporting.frame import Frame

    other = with_reference(agreement, reference)
    loop = ClosedLoop(Frame(loop.frame.tables, other))
    page = page_of(loop, other, "en")

    assert "$6,000" in Outline(page).text  # W instead
    assert f"Reference model of the agreement (“{reference}”) not shown" in Outline(page).text


@pytest.mark.parametrize(
    ("wanted", "shown", "of_touchpoints"),
    [
        ("markov", "markov", "w"),
        ("linear", "linear", "linear"),
        ("lead_creation", "w", "w"),
    ],
)
def test_what_a_reference_model_is_shown_as(agreement, wanted, shown, of_touchpoints):
    from boucle.reporting.model_credit import reference_model, reference_rule

    other = with_reference(agreement, wanted)

    assert (reference_model(other), reference_rule(other)) == (shown, of_touchpoints)


@pytest.mark.slow
@pytest.mark.parametrize("reference", ["markov", "shapley", "linear"])
def test_the_reference_model_is_the_agreements(loop, agreement, reference):
    from boucle.reporting.closed_loop.page import Page
    from boucle.reporting.closed_loop.report import ClosedLoop
    from boucle.reporting.frame import Frame

    other = with_reference(agreement, reference)
    loop = ClosedLoop(Frame(loop.frame.tables, other))
    figures = loop.as_json("en")
    text = Outline(Page(figures, other, "en").html()).text

    assert figures["disagreement"]["reference_model"] == reference
    credit = {row["channel"]: row["credit_intervals"] for row in figures["by_channel"]}
    for row in figures["disagreement"]["rows"]:
        assert row["reference"] == credit[row["channel"]][reference]
    # A journey shows the credit of single touchpoints, which only a rule gives.
    shown = "Linear" if reference == "linear" else "W (30/30/30/10)"
    assert f"Credit by the model “{shown}”." in text
    assert "not shown in this report" not in text
