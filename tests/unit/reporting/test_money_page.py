"""What the page says of money: sections, sentences, cells; in both languages."""

from __future__ import annotations

import re

import pytest

from boucle.reporting.closed_loop.cells import Writer
from boucle.reporting.money.cells import MoneyCells
from boucle.reporting.money.page import MoneySections
from boucle.reporting.money.sentences import Sentences


def figure(value, n=40, low=None, high=None):
    return {"value": value, "n": n, "low": low, "high": high}


def part(n, share, amount):
    return {"n_won": n, "wins_share": figure(share, 40, 0.1, 0.9), "won_amount": amount,
            "amount_share": share}  # fmt: skip


def months(*pairs):
    return [
        {"month": place, "cost": cost, "margin": {"value": margin, "low": margin / 2,
                                                  "high": margin * 2 or None}}
        for place, (cost, margin) in enumerate(pairs, start=1)
    ]  # fmt: skip


def programme(channel, curve, month=None, on=None, n_won=30, **more):
    return {
        "channel": channel, "n_months": 24, "n_leads": 100, "n_won": n_won, "monthly_spend": 100.0,
        "monthly_leads": 4.0, "curve": curve, "break_even_on": on,
        "break_even_months": {"value": month, "n": n_won, "low": None, "high": None},
        "reasons": {} if month else {"break_even_months": "not_reached"},
    } | more  # fmt: skip


def move(channel, action, why=None, **more):
    return {
        "channel": channel, "action": action, "spend": 1_000.0, "proposed": 1_200.0,
        "marginal": {"p10": 0.4, "p50": 0.9, "p90": 1.6}, "mind_changes_at": 0.5,
        "margin_per_lead": 10.0, "elasticity": None, "n_months": 24,
        "reasons": {"action": why} if why else {},
    } | more  # fmt: skip


def economics(**more):
    return {
        "n_new_customers": 20, "cost": 2_000.0, "cac": 100.0, "monthly_margin": 50.0,
        "kept_share": 0.9, "followed_months": 24.0,
        "lifetime_margin": figure(1_100.0, 20, 900.0, 1_300.0), "lifetime_to_cac": 11.0,
        "payback_months": 2.0, "reasons": {},
    } | more  # fmt: skip


CHANGE = {
    "n_before": 20, "n_after": 20, "before": 100.0, "after": 104.0, "at_constant_mix": 101.0,
    "mix_effect": 3.0, "within_effect": 1.0,
}  # fmt: skip
FIGURES = {
    "origins": {
        "n_won": 40, "won_amount": 100.0, "originated": part(30, 0.75, 60.0),
        "other_origins": part(10, 0.25, 40.0), "influenced": part(38, 0.95, 90.0),
        "n_unknown_origin": 0, "reasons": {},
    },
    "customers": {
        "by_channel": {
            "horizon_months": 24, "total": economics(),
            "rows": [{"channel": "paid_search"} | economics(),
                     {"channel": "event"} | economics(cac=None, reasons={"cac": "effect_delay"})],
        },
        "by_service": {"horizon_months": 24, "total": economics(),
                       "rows": [{"service": "audit"} | economics()]},
    },
    "programmes": [
        programme("paid_search", months((100.0, 0.0), (200.0, 150.0))),
        programme("email", months((10.0, 5.0), (20.0, 30.0)), 2, "2026-06"),
        programme("event", [], reasons={"curve": "effect_delay"}),
        programme("video", months((10.0, 5.0)), n_won=3),
    ],
    "deals": {
        "by": "service", "before": {"from": "2024-05", "to": "2025-04"},
        "after": {"from": "2025-05", "to": "2026-04"},
        "average_deal": CHANGE | {"median_before": 90.0, "median_after": 95.0},
        "margin": CHANGE | {"before": 0.41, "after": 0.5, "mix_effect": 0.08,
                            "within_effect": 0.01, "at_constant_mix": 0.42},
        "groups": [{"service": "audit", "before": None, "after": {
            "n_won": 20, "won_amount": 2_080.0, "amount_share": 1.0, "average_deal": 104.0,
            "median_deal": 95.0, "margin": 1_040.0, "margin_share": 0.5}}],
        "reasons": {},
    },
    "budget": {
        "moves": [move("paid_search", "test_cut"), move("email", "raise", "under_one"),
                  move("event", "keep", "effect_delay", marginal=None, mind_changes_at=None),
                  move("video", "keep", "few_points")],
        "shifted": 200.0, "gain": {"p10": 10.0, "p50": 50.0, "p90": 90.0},
        "gain_probability": 0.996, "most_shift_share": 0.2, "floor_shares": {}, "reasons": {},
    },
    "reasons": {},
}  # fmt: skip


def sections(agreement, language, **changed):
    made = MoneySections(
        FIGURES | changed, agreement, lambda code: f"<{code}>", Writer(language, "CAD")
    )
    return {each["anchor"]: each for each in made.sections()}


def plain(text):
    return re.sub("[\u00a0\u202f]", " ", text)


SAID = {
    "fr": {
        "money-origins": [
            "Le marketing est à l'origine de 75,0 % des gains; les autres origines font 25,0 %.",
            "En chemin, le marketing a touché 95,0 % des gains",
        ],
        "money-customers": [("Gagner un client coûte 100 $; en 24 mois, il apporte 1 100 $ de "
                             "marge [900 $ ; 1 300 $].")],
        "money-programmes": [
            "« <paid_search> » n'a pas remboursé en 2 mois : 200 $ de coûts pour 150 $",
            "« <email> » rembourse au mois 2 : commencé maintenant, en juin 2026.",
            "Trop tôt pour juger : « <event> »",
        ],
        "money-average_deal": [
            ("la transaction moyenne passe de 100 $ à 104 $ (+4,0 %) : mix +3,0 %, effet interne "
            "+1,0 %. À mix constant : 101 $."),
            "La part de marge passe de 41,0 % à 50,0 % : mix +8,0 %",
        ],
        "money-budget": [
            ("déplacer 200 $ par mois. Marge attendue en plus : 50 $ par mois (de 10 $ à 90 $, "
            "P10–P90); probabilité d'un gain : > 99 %."),
            "au plus 20 % de chaque canal par trimestre",
        ],
    },
    "en": {
        "money-origins": ["Marketing began 75.0% of the wins; other origins make 25.0%.",
                          "On their way marketing touched 95.0% of the wins"],
        "money-customers": ["Winning a customer costs $100; in 24 months they bring $1,100"],
        "money-programmes": ["“<paid_search>” has not paid back in 2 months",
                             "pays back in month 2", "Too early to judge"],
        "money-average_deal": ["(+4.0%): mix +3.0%, within +1.0%", "from 41.0% to 50.0%"],
        "money-budget": ["move $200 a month", "at most 20% of each channel a quarter"],
    },
}  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
def test_sentences_say_the_figures(agreement, language):
    made = sections(agreement, language)

    assert list(made) == list(SAID[language])
    for anchor, wanted in SAID[language].items():
        said = [plain(sentence) for sentence in made[anchor]["sentences"]]
        assert len(said) == len(wanted)
        assert [part for part, whole in zip(wanted, said, strict=True) if part not in whole] == []


def test_cells_carry_interval_n_and_reason(agreement):
    made = sections(agreement, "en")
    first = {name: section["rows"][0]["cells"] for name, section in made.items()}

    assert (first["money-origins"][1].text, plain(first["money-origins"][1].note)) == (
        "75.0%", "[10.0% to 90.0%]\nn = 40"
    )  # fmt: skip
    budget = {row["name"]: row["cells"] for row in made["money-budget"]["rows"]}
    assert budget["<paid_search>"][2].text == "$0.90"
    assert [cells[-1].text for cells in budget.values()] == [
        "test a cut before cutting",
        "raise – better than elsewhere, yet under one dollar of margin a dollar",
        "keep – too early",
        "keep – few points: a test is better than a curve",
    ]
    early = made["money-customers"]["rows"][2]
    assert (early["is_immature"], early["cells"][1].why) == (True, "declared effect delay not over")
    # A group that was not sold before has nothing to say of then.
    assert [cell.text for cell in made["money-average_deal"]["rows"][0]["cells"]][:2] == ["—", "20"]


def test_what_has_nothing_to_say_is_left_out(agreement):
    nothing = sections(
        agreement, "fr", origins=FIGURES["origins"] | {"n_won": 0}, customers=None, programmes=[],
        deals=FIGURES["deals"] | {"average_deal": None, "margin": None},
        budget=FIGURES["budget"] | {"moves": []},
    )  # fmt: skip

    assert nothing == {}


def test_no_move_says_why_and_no_sentence_stands_on_masked_shares():
    said = Sentences(Writer("fr", "CAD"), str)
    masked = FIGURES["origins"] | {
        "originated": part(3, None, 1.0), "influenced": part(3, None, 1.0)
    }  # fmt: skip
    kept = FIGURES["budget"] | {"gain": None, "reasons": {"gain": "nothing_to_move"}}

    assert said.origins(masked) == []
    assert said.budget(kept)[0].startswith("Aucun déplacement proposé : moins de deux canaux")
    assert said.customers({"total": economics(cac=None), "horizon_months": 12}) == []


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        pytest.param("kept_share", 0.936, "93,6 %", id="share"),
        pytest.param("mind_changes_at", 0.775, "0,78 $", id="per dollar, with cents"),
        pytest.param("break_even_on", "2027-04", "avril 2027", id="month"),
        pytest.param("payback_months", 4.86, "4,9", id="months"),
        pytest.param("cac", 4_031.7, "4 032 $", id="amount"),
    ],
)
def test_each_figure_is_written_as_its_kind(field, value, expected):
    cell = MoneyCells(Writer("fr", "CAD")).of({field: value, "reasons": {}}, field)

    assert plain(cell.text) == expected


@pytest.mark.parametrize(
    ("value", "text", "note"),
    [
        pytest.param(1_200.4, "$1,200", "", id="a number"),
        pytest.param({"value": 1_200.0, "low": 900.0, "high": 1_500.0}, "$1,200",
                     "[900 to 1,500]", id="with an interval"),
        pytest.param({"value": 5.0, "low": None, "high": None}, "$5", "", id="without bounds"),
        pytest.param({"value": None, "low": None, "high": None}, "—", "", id="nothing"),
        pytest.param(None, "—", "", id="none"),
    ],
)  # fmt: skip
def test_credit_with_or_without_its_interval(value, text, note):
    cell = Writer("en", "CAD").credit(value)

    assert (cell.text, plain(cell.note)) == (text, note)
