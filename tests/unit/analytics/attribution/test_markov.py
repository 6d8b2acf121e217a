"""Removal effects of chains that are small enough to be solved by hand."""

import ibis
import numpy as np
import pytest

from boucle.analytics.attribution import markov
from boucle.analytics.attribution.chain import Chain, effects
from boucle.errors import MissingColumnsError, ParameterError

from .paths import credited, journeys_of

# From start: a 3/4, b 1/4. From a: won 1/3, lost 1/3, b 1/3. From b: won 1/2, lost 1/2.
# P = 3/4 (1/3 + 1/6) + 1/8 = 1/2. Without a: 1/8, so 3/4. Without b: 1/4, so 1/2.
TWO = (("a", "won", 10.0), ("a", "lost", 7.0), ("ab", "won", 30.0), ("b", "lost", None))


@pytest.mark.parametrize(
    ("paths", "order", "effects_", "wins"),
    [
        pytest.param(TWO, 1, {"a": 0.75, "b": 0.5}, {"a": 1.2, "b": 0.8}, id="two channels"),
        pytest.param(
            # States a, ab, b. P = 1/2; a is met by both wins, b (state ab, always won) by one.
            TWO, 2, {"a": 1.0, "b": 0.5}, {"a": 4 / 3, "b": 2 / 3}, id="two channels, order 2"
        ),
        pytest.param((("a", "won", 5.0),), 1, {"a": 1.0}, {"a": 1.0}, id="one channel"),
        pytest.param((("aaa", "won", 5.0),), 3, {"a": 1.0}, {"a": 1.0}, id="repeats, order 3"),
        pytest.param(
            # b is met in lost cases only, but from b the chain goes on to a, and half of those win.
            # P = 1/2; b is entered by 1/2, left for a, won with 1/2: 1/4 over 1/2.
            (("a", "won", 5.0), ("ba", "lost", None)),
            1,
            {"a": 1.0, "b": 0.5},
            {"a": 2 / 3, "b": 1 / 3},
            id="a channel of lost cases only",
        ),
        pytest.param(
            (("a", "won", 5.0), ("c", "lost", None)),
            1,
            {"a": 1.0, "c": 0.0},
            {"a": 1.0, "c": 0.0},
            id="a channel that never leads to a win",
        ),
        pytest.param(
            (("a", "won", 5.0), ("b", "open", None)), 1, {"a": 1.0}, {"a": 1.0}, id="open left out"
        ),
        pytest.param(
            (("a-", "won", 5.0),), 1, {"a": 1.0, None: 1.0}, {"a": 0.5, None: 0.5}, id="unknown"
        ),
    ],
)  # fmt: skip
def test_removal_effects(paths, order, effects_, wins):
    table = markov(journeys_of(*paths), order)

    found = credited(table, "removal_effect", "credit_wins")
    assert {key: value[0] for key, value in found.items()} == pytest.approx(effects_)
    assert {key: value[1] for key, value in found.items()} == pytest.approx(wins)


def test_amounts_have_effects_of_their_own():
    # From a: won at 10 with 1/3. From b: won at 30 with 1/2. V = 3/4 (10/3 + 15/3) + 15/4 = 10.
    # Without a 15/4 is left, so 25/4 is lost; without b 10/4 is left, so 30/4 is lost.
    found = credited(markov(journeys_of(*TWO)), "credit_amount")

    assert {key: value for key, (value,) in found.items()} == pytest.approx(
        {"a": 40 * 25 / 55, "b": 40 * 30 / 55}
    )


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        pytest.param((None, None), {"a": None, "b": None}, id="none known"),
        # v(a) = 20 + v(b)/2, v(b) = v(a)/2: 80/3 and 40/3. Both are entered by 3/4: 20 to 10.
        pytest.param((None, 40.0), {"a": 80 / 3, "b": 40 / 3}, id="some known"),
        pytest.param((-10.0, 40.0), {"a": 15.0, "b": 15.0}, id="one below 0: by wins"),
        pytest.param((-10.0, 10.0), {"a": 0.0, "b": 0.0}, id="cancelled"),
        pytest.param((0.0, 0.0), {"a": 0.0, "b": 0.0}, id="nothing"),
    ],
)
def test_amounts_missing_negative_and_none(amounts, expected):
    paths = [("ab", "won", amounts[0]), ("ba", "won", amounts[1]), ("a", "lost", -5.0)]
    # Wins are the same seen from a and from b, so both channels have the same effect on them.
    found = credited(markov(journeys_of(*paths[:2])), "credit_amount")
    assert {key: value for key, (value,) in found.items()} == pytest.approx(expected)
    with_lost = markov(journeys_of(*paths)).to_pyarrow()["credit_amount"].to_pylist()
    known = [amount for amount in amounts if amount is not None]
    assert sum(value or 0 for value in with_lost) == pytest.approx(sum(known))


def test_no_wins_give_no_rows():
    assert credited(markov(journeys_of(("ab", "lost", 5.0), ("a", "open", 5.0)))) == {}
    assert credited(markov(journeys_of())) == {}


def test_any_column_may_be_the_states():
    journeys = journeys_of(*TWO).rename(campaign_id="channel").mutate(channel=ibis.literal("x"))

    assert credited(markov(journeys, by="campaign_id"), by="campaign_id") == credited(
        markov(journeys_of(*TWO))
    )


@pytest.mark.parametrize("order", [0, 4, 1.5])
def test_an_order_out_of_range_is_refused(order):
    with pytest.raises(ParameterError, match="order"):
        markov(journeys_of(*TWO), order)


def test_a_missing_column_is_named():
    with pytest.raises(MissingColumnsError, match="campaign_id"):
        markov(journeys_of(*TWO), by="campaign_id")


@pytest.mark.parametrize("width", [1, 2])
def test_a_large_chain_is_solved_as_a_small_one(width, monkeypatch):
    luck = np.random.default_rng(5)
    codes = luck.integers(0, 9, (60, width))
    source, target = luck.integers(0, 60, (2, 300))
    chain = Chain(
        codes=np.arange(60)[:, None] if width == 1 else codes,
        source=source,
        target=target,
        n=luck.integers(1, 9, 300).astype(float),
        n_started=luck.integers(1, 9, 60).astype(float),
        n_won=luck.integers(1, 9, 60).astype(float),
        n_lost=luck.integers(1, 9, 60).astype(float),
        amount=luck.random(60),
    )
    dense = effects(chain, 60)
    monkeypatch.setattr("boucle.analytics.attribution.chain._DENSE_UP_TO", 0)
    monkeypatch.setattr("boucle.analytics.attribution.chain._Sparse._AT_ONCE", 7)

    sparse = effects(chain, 60)

    assert sparse.wins == pytest.approx(dense.wins)
    assert sparse.amount == pytest.approx(dense.amount)
