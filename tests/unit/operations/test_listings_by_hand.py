"""The commands' tables over the small company: the report's figures, by any column."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from boucle.errors.commands import UnknownWinError
from boucle.operations.attribution import attribution, win_journey
from boucle.operations.lifecycle import lifecycle
from boucle.operations.listings import Asked
from boucle.operations.money import money
from boucle.operations.timing import time_between_stages, time_in_stages, timing
from boucle.operations.writing import to_json

_SCRIPT = Path(__file__).parents[1] / "reporting" / "small_company.py"
_spec = spec_from_file_location("small_company_of_listings", _SCRIPT)
made_up = module_from_spec(_spec)
_spec.loader.exec_module(made_up)


@pytest.fixture(scope="module")
def frame():
    from boucle.reporting.frame import Frame

    rows = made_up.small_company()
    for each in rows["leads"][:6]:
        each["owner_id"] = "u1"  # L01 to L06
    for each in rows["opportunities"]:
        if each["opportunity_id"] in ("O07", "O20"):
            each["owner_id"] = "u2"
    rows["users"] = [{"user_id": "u1"}, {"user_id": "u2", "territory": "west"}]
    return Frame(made_up.FakeTables(rows), made_up.agreement())


@pytest.fixture(scope="module")
def ask(frame):
    @dataclass(frozen=True)
    class OfFrame(Asked):
        def frame(self):
            return frame

    return lambda by="channel": OfFrame(Path(), by=by)


def by_name(listing, by):
    return {row[by]: row for row in listing.rows}


def masked(n):
    return {"value": None, "n": n, "low": None, "high": None}


def test_deals_by_owner(ask):
    """A deal is its own owner's, else its lead's: u1 has O01, O03 to O06; u2 has O07 and O20."""
    listing = lifecycle(ask("owner"))
    rows = by_name(listing, "owner")

    names = ("n_leads", "n_mql", "n_opportunities", "n_won", "n_lost", "n_open")
    assert {owner: tuple(row[name] for name in names) for owner, row in rows.items()} == {
        "u1": (6, 5, 5, 4, 1, 0),
        "u2": (0, 0, 2, 1, 1, 0),
        None: (6, 3, 2, 0, 0, 2),
    }
    assert listing.rows[-1]["owner"] is None
    assert rows["u2"]["lead_to_mql"] == masked(0)
    assert rows["u2"]["reasons"]["lead_to_mql"] == "no_cases"
    # Six leads came in; 5 of them became MQLs, and figures under ten are masked.
    assert rows["u1"]["lead_to_mql"] == masked(6)
    assert rows["u1"]["reasons"]["lead_to_mql"] == "n_under_10"


def test_money_by_owner_is_carried_by_leads(ask):
    """What the leads of u1 carry, line by line, and what the others do.

    s1: 1 000 by L01 and L02. s2: 500 by L03. s4: 140 by L06, the campaign's only lead. s7: 250 by
    the campaign's L01, L02, L05 and L10, for nobody came that month. s5: 300 by L07 and L08.
    """
    rows = by_name(money(ask("owner")), "owner")
    carried = 1_000 + 500 + 140 + 3 * 62.5

    assert (rows["u1"]["won_amount"], rows["u1"]["other_currencies"]) == (11_000.0, {"USD": 500.0})
    assert rows["u1"]["cost_per_lead"] == pytest.approx(carried / 6)
    assert rows["u1"]["cost_per_sql"] == pytest.approx(carried / 2)
    assert rows["u1"]["cost_per_win"] == pytest.approx(carried / 4)
    assert rows["u1"]["return_on_spend"] == pytest.approx((11_000 - carried) / carried)
    assert rows[None]["cost_per_lead"] == pytest.approx((300 + 62.5) / 6)
    # The lead of u2's deal is nobody's: its cost is not theirs.
    assert rows["u2"]["won_amount"] == pytest.approx(1_400.0)
    assert (rows["u2"]["cost_per_win"], rows["u2"]["return_on_spend"]) == (None, None)
    assert rows["u2"]["reasons"]["cost_per_win"] == "no_spend"
    for row in rows.values():
        assert (row["spend"], row["reasons"]["spend"]) == (None, "not_applicable")


def test_money_by_channel_is_the_report(ask):
    rows = by_name(money(ask()), "channel")

    row = rows["paid_search"]
    assert (row["spend"], row["cost_per_lead"], row["cost_per_win"]) == (1_390.0, 228.0, 380.0)
    assert row["return_on_spend"] == pytest.approx(8_860 / 1_140)
    assert rows["webinar"]["is_mature"] is False
    assert rows["webinar"]["reasons"]["is_mature"] == "effect_delay"


@pytest.mark.slow
def test_credit_by_owner_is_that_of_the_deal(ask):
    rows = by_name(attribution(ask("owner")), "owner")

    for model in ("first_touch", "linear", "w", "full_path"):
        assert rows["u1"][model] == pytest.approx(11_000.0)  # O01, and O04 without a gesture
        assert rows["u2"][model] == pytest.approx(1_400.0)
    wins = by_name(attribution(ask(), in_wins=True), "channel")
    assert wins["paid_search"]["linear"] == pytest.approx(2 + 4 / 9)
    for model in ("w", "markov", "shapley"):
        assert sum(row[model] for row in wins.values()) == pytest.approx(5.0)
    # O01 has three channels; the display among them was only shown, which a rule weighs less.
    assert wins["paid_search"]["shapley"] == pytest.approx(2 + 1 / 3)
    bounds = wins["paid_search"]["intervals"]["shapley"]
    assert bounds["low"] < 2 + 1 / 3 < bounds["high"]
    assert "markov" not in rows["u1"]


def test_the_journey_of_one_win(ask):
    listing = win_journey(ask(), "O01")

    assert listing.title.en == "The journey of Fonderie Exemple (O01)"
    assert [(row["channel"], row["days_since_previous"], row["cost"]) for row in listing.rows] == [
        ("paid_search", None, 500.0),
        ("webinar", 10.0, 250.0),
        ("display", 20.0, None),
    ]
    assert [row["w"] for row in listing.rows] == pytest.approx([6_000.0, 3_000.0, 1_000.0])
    assert listing.also["win"]["cost"] == 750.0
    # Without an amount, what is shared is the win.
    assert [row["w"] for row in win_journey(ask(), "O05").rows] == [1.0]


@pytest.mark.parametrize("name", ["O99", "O03", "O11", "'; drop table"])
def test_a_win_that_is_none(ask, name):
    with pytest.raises(UnknownWinError):
        win_journey(ask(), name)


def test_days_to_a_win(ask):
    rows = by_name(timing(ask()), "channel")

    assert set(rows) == {"paid_search", "webinar", None}
    assert rows["webinar"]["median_days_to_won"] == masked(6)
    assert rows["webinar"]["reasons"]["median_days_to_won"] == "n_under_10"


def test_time_in_stages_and_between(ask):
    stays = by_name(time_in_stages(ask()), "stage")
    # Each of the 12 leads begins as a lead; eight go on to be MQLs.
    assert stays["lead"]["n_visits"] == 12
    assert stays["mql"]["n_visits"] == 8
    moves = [(row["from_stage"], row["to_stage"]) for row in time_between_stages(ask()).rows]
    assert moves[0] == ("lead", "mql")


@pytest.mark.slow
@pytest.mark.parametrize("listing", [lifecycle, money, timing, attribution])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_json_of_a_listing(ask, listing, language):
    listed = listing(ask("campaign"))
    made = listed.as_json(language)

    assert {"rows", "as_of", "definition"} <= set(made)
    assert made["as_of"] == "2026-05-10T12:00:00+00:00"
    assert all("campaign" in row for row in made["rows"])
    assert to_json(made)
    named = {column.name for column in listed.columns}
    assert all(named <= set(row) for row in made["rows"])
