"""What the report says of the models' disagreement, in both languages."""

import re

import pytest

from boucle.reporting.closed_loop.cells import Writer
from boucle.reporting.closed_loop.page_disagreement import DisagreementSection


def figure(value, low=None, high=None, n=4):
    return {"value": value, "n": n, "low": low, "high": high}


def channel(name, first, w, markov):
    """A channel whose other models say nothing: three readings are enough to differ."""
    return {"channel": name, "credit_intervals": {
        "first_touch": first, "w": w, "markov": markov,
    }, "credit_wins_intervals": {}}  # fmt: skip


def section_of(language, *rows, won=1_000.0):
    from boucle.reporting.closed_loop.disagreement import disagreement

    figures = {"by_channel": list(rows)}
    total = {"won_amount": won, "n_won": 9}
    figures["disagreement"] = disagreement(total, list(rows), "w")
    return DisagreementSection(figures, str.title, Writer(language, "CAD")).section()


def plain(text):
    return re.sub("[\u00a0\u202f]", " ", text)


APART = (
    channel("search", figure(500.0, 400.0, 600.0), figure(300.0, 200.0, 400.0),
            figure(100.0, 50.0, 150.0)),
    channel("email", figure(40.0, 0.0, 90.0), figure(60.0, 10.0, 110.0), figure(45.0, 5.0, 85.0)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("language", "said"),
    [
        pytest.param("fr", (
            "« Search » va de 100 $ (Markov) à 500 $ (Premier geste) : l'écart vaut 40 % de tout",
            "« Search » est au premier rang selon tous les modèles.",
            "moins de 5 % de tout ce qui a été gagné : « Email ».",
            "des intervalles qui ne se touchent pas : « Search ».",
            "Aucun modèle ne dit ce qu'un canal a causé.",
        ), id="fr"),
        pytest.param("en", (
            "“Search” goes from $100 (Markov) to $500 (First touch): the spread is 40% of all",
            "“Search” comes first under every model.",
            "under 5% of all that was won: “Email”.",
            "do not meet: “Search”.",
            "No model says what a channel caused.",
        ), id="en"),
    ],
)  # fmt: skip
def test_sentences(language, said):
    found = [plain(each) for each in section_of(language, *APART)["sentences"]]

    assert len(found) == len(said)
    assert [words for words, each in zip(said, found, strict=True) if words not in each] == []


def test_a_row_says_both_ends_their_models_and_the_ranks():
    search, email = section_of("fr", *APART)["rows"]

    assert [(plain(cell.text), plain(cell.note)) for cell in search["cells"]] == [
        ("300 $", "[200 ; 400] · n = 4"), ("100 $", "Markov"), ("500 $", "Premier geste"),
        ("40,0 %", ""), ("1", ""), ("à part", ""),
    ]  # fmt: skip
    assert [plain(cell.text) for cell in email["cells"][3:]] == ["2,0 %", "2", "se touchent"]


def test_a_rank_that_moves_and_a_bound_that_nobody_knows():
    rows = (
        channel("search", figure(500.0), figure(300.0), figure(100.0)),
        channel("email", figure(400.0), figure(310.0), figure(300.0)),
    )
    section = section_of("en", *rows)

    search = section["rows"][0]["cells"]
    assert (search[4].text, search[5].why) == ("1 to 2", "unknown interval")
    assert "“Email” (models: 2), “Search” (models: 1)" in section["sentences"][1]


def test_where_all_models_agree_none_is_the_lowest():
    (row,) = section_of("fr", channel("search", *(figure(500.0) for _ in range(3))))["rows"]

    assert [(plain(cell.text), cell.note) for cell in row["cells"][1:3]] == [("500 $", "")] * 2


def test_models_that_differ_little_are_said_to():
    row = channel("search", figure(500.0, 1.0, 900.0), figure(520.0, 1.0, 900.0),
                  figure(480.0, 1.0, 900.0))  # fmt: skip

    sentences = [plain(each) for each in section_of("en", row)["sentences"]]
    assert sentences[0].startswith("Depending on the model, no channel moves by more than 4%")
    assert len(sentences) == 3


def test_long_lists_of_channels_are_cut():
    rows = [
        channel(f"c{place}", figure(1.0), figure(2.0), figure(1.0)) for place in range(8)
    ] + [channel("search", figure(500.0), figure(0.0), figure(0.0))]  # fmt: skip

    assert any(plain(each).endswith("“C4” and 3 more.") for each in
               section_of("en", *rows)["sentences"])  # fmt: skip


def test_no_credit_no_section():
    assert section_of("en", channel("search", figure(0.0), figure(0.0), figure(0.0))) is None
