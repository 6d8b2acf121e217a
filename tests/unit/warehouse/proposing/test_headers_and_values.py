"""What headers say in French and English, and what values look like."""

from __future__ import annotations

import pytest

from boucle.warehouse.imports.proposing.names import header_score, is_nearly, plain_words
from boucle.warehouse.imports.proposing.profile import profile
from boucle.warehouse.imports.proposing.stage_words import state_of
from boucle.warehouse.imports.proposing.vocabulary import KINDS


@pytest.mark.parametrize(
    ("header", "words"),
    [
        pytest.param("Date de création", ("date", "creation"), id="accents and small words"),
        pytest.param("dateCreated", ("date", "created"), id="camelCase"),
        pytest.param("property_hs_createdate", ("createdate",), id="what systems put around"),
        pytest.param("Montant (CAD)", ("montant",), id="a note in parentheses"),
        pytest.param("N° d'affaire", ("no", "affaire"), id="a number sign"),
        pytest.param("Coût", ("cout",), id="one word"),
        pytest.param("de la", ("de", "la"), id="small words alone stay"),
    ],
)
def test_a_header_is_plain_words(header, words):
    assert plain_words(header) == words


@pytest.mark.parametrize(
    ("kind", "header", "role"),
    [
        *(
            pytest.param("leads", header, role, id=f"leads: {header}")
            for header, role in {
                "mql_id": "key", "No piste": "key", "First Contact Date": "created",
                "Date de création": "created", "Origin": "source", "Provenance": "source",
                "Lead Source": "source", "Canal d'acquisition": "source", "Courriel": "email",
                "E-mail Address": "email", "Prénom": "first_name", "Nom de famille": "last_name",
                "Entreprise": "company", "Propriétaire": "owner", "Étape du cycle de vie": "status",
                "utm_campaign": "campaign", "Téléphone": "phone", "Converted": "is_converted",
            }.items()
        ),
        *(
            pytest.param("deals", header, role, id=f"deals: {header}")
            for header, role in {
                "Opportunity ID": "key", "No d'affaire": "key", "Deal Name": "name",
                "Montant": "amount", "close_value": "amount", "Valeur du contrat": "amount",
                "Date de clôture": "closed", "won_date": "closed", "Étape": "status",
                "Deal Stage": "status", "Fermeture prévue": "expected_close",
                "Motif de perte": "lost_reason", "Devise": "currency", "Probabilité": "probability",
                "Vendeur": "owner", "sales_agent": "owner", "Client": "company",
            }.items()
        ),
        *(
            pytest.param("spend", header, role, id=f"spend: {header}")
            for header, role in {
                "Jour": "spent_on", "Reporting starts": "spent_on", "Montant dépensé": "cost",
                "Amount spent (CAD)": "cost", "metrics.cost_micros": "cost", "Campagne": "campaign",
                "Plateforme": "channel", "Heures": "hours",
            }.items()
        ),
    ],
)  # fmt: skip
def test_a_header_says_its_role_best(kind, header, role):
    roles = KINDS[kind].roles
    scores = {each.name: header_score(header, each.phrases, KINDS[kind].entities) for each in roles}

    assert scores[role] == max(scores.values()) >= 0.9


@pytest.mark.parametrize(
    ("header", "score"),
    [
        pytest.param("Amount", 1.0, id="the phrase itself"),
        pytest.param("Deal amount", 1.0, id="a phrase of two words"),
        pytest.param("Opp amount", 0.93, id="what rows are says nothing"),
        pytest.param("Amount in CAD", 0.7, id="a part, with another word: 0.5 + 0.4 · 1/2"),
        pytest.param("Monthly amount", 0.525, id="a part of another meaning: 0.7 · 0.75"),
        pytest.param("Colour", 0.0, id="nothing of it"),
    ],
)
def test_how_well_a_header_says_an_amount(header, score):
    deals = KINDS["deals"]
    phrases = deals.by_name["amount"].phrases

    assert header_score(header, phrases, deals.entities) == pytest.approx(score)


@pytest.mark.parametrize(
    ("header", "is_near"),
    [
        pytest.param("campagin", True, id="two letters swapped"),
        pytest.param("montnat", True, id="in French"),
        pytest.param("cost", False, id="too short to tell"),
        pytest.param("company", False, id="another word"),
    ],
)
def test_a_typing_error_is_forgiven(header, is_near):
    assert (is_nearly(header, ("campaign", "montant")) > 0) is is_near


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        pytest.param(["2026-01-02", "2026-02-03"], "date", id="ISO days"),
        pytest.param(["3 octobre 2026", "1er mai 2026"], "date", id="French days"),
        pytest.param(["03/04/26", "2026-01-02 10:30"], "date", id="several ways"),
        pytest.param(["2026-01", "2026-02"], "month", id="months"),
        pytest.param(["oct. 2026", "novembre 2026"], "month", id="named months"),
        pytest.param(["1 234,50 $", "2,00 $"], "money", id="amounts with a sign"),
        pytest.param(["$342.09K", "R$ 435.000"], "money", id="with a magnitude"),
        pytest.param(["342.09K", "12.5"], "number", id="numbers"),
        pytest.param(["10 %", "12,5%"], "percent", id="percentages"),
        pytest.param(["12", "-7", "1200"], "integer", id="whole numbers"),
        pytest.param(["a@x.example", "b@x.example"], "email", id="addresses"),
        pytest.param(["+1 514 555-0101", "(418) 555-0102"], "phone", id="telephones"),
        pytest.param(["https://x.example", "www.y.example/a"], "url", id="web addresses"),
        pytest.param(["oui", "Non", "oui"], "flag", id="yes or no"),
        pytest.param(["dac32acd4db4c29c230538b72f8dd87d"] * 2, "id", id="identifiers"),
        pytest.param(["D1", "D2", "D3"], "code", id="codes, each once"),
        pytest.param(["Won", "Lost", "Won"], "word", id="few words"),
        pytest.param([f"Nom {n} Roy" for n in range(50)], "name", id="names"),
        pytest.param([f"{n} " + "mot " * 20 for n in range(50)], "text", id="long texts"),
        pytest.param(["", None, "N/A", "-", "?"], "empty", id="nothing"),
        pytest.param(["2026-01-02"] * 9 + ["à venir"], "word", id="half odd, counted once each"),
    ],
)
def test_what_values_look_like(cells, kind):
    assert profile(cells, None).kind == kind


def test_a_profile_counts_what_is_there():
    seen = profile(["a", " a ", "b", "", "N/A"], None)

    assert (seen.filled, seen.n_distinct, seen.n_values, seen.samples) == (0.6, 2, 3, ("a", "b"))
    assert not seen.is_distinct
    assert profile(["46000"], "moment").kind == "date"


@pytest.mark.parametrize(
    ("word", "kind", "state"),
    [
        pytest.param("Gagnée", "deals", "won", id="won"),
        pytest.param("6 - Closed Won", "deals", "won", id="with a number before"),
        pytest.param("Affaire perdue (prix)", "deals", "lost", id="with a reason behind"),
        pytest.param("Not won", "deals", "lost", id="denied"),
        pytest.param("Négociation", "deals", "open", id="open"),
        pytest.param("MQL", "leads", "lead", id="a stage of leads"),
        pytest.param("Accepté", "deals", "won", id="a signed quote"),
        pytest.param("Accepté", "leads", "lead", id="a lead that sales took"),
        pytest.param("Unqualified", "leads", "disqualified", id="disqualified"),
        pytest.param("Retour marketing", "leads", "recycled", id="recycled"),
        pytest.param("Converted", "leads", None, id="a customer or a deal: nobody knows"),
        pytest.param("Signed?", "deals", None, id="a question says nothing"),
        pytest.param("Zorg", "deals", None, id="unknown"),
    ],
)
def test_what_a_stage_says(word, kind, state):
    assert state_of(word, kind) == state
