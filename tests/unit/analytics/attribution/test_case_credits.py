"""What each case credits, and what no case can."""

import pytest

from boucle.analytics.attribution import case_credits
from boucle.errors import MissingColumnsError, ParameterError

from .paths import journeys_of


def found(table):
    return {
        (row["case_id"], row["channel"]): (row["credit_wins"], row["credit_amount"])
        for row in table.to_pyarrow().to_pylist()
    }


def test_rules_and_shapley_share_each_case():
    paths = journeys_of(("aab", "won", 30.0), ("b", "won", None), ("a", "lost", 5.0))

    assert found(case_credits(paths, "linear")) == {
        ("case0", "a"): pytest.approx((2 / 3, 20.0)),
        ("case0", "b"): pytest.approx((1 / 3, 10.0)),
        ("case1", "b"): (1.0, None),
    }
    assert found(case_credits(paths, "shapley")) == {
        ("case0", "a"): (0.5, 15.0),
        ("case0", "b"): (0.5, 15.0),
        ("case1", "b"): (1.0, None),
    }


def test_markov_fits_its_credit_into_the_wins_that_had_the_channel():
    # The chain credits a with 1.2 wins and b with 0.8. A win of a alone is all a's, so the other
    # gives a the 0.2 that are left, and b 0.8. Of 40, a has 200/11: 10 alone, and 90/11 of 30.
    paths = journeys_of(
        ("a", "won", 10.0), ("a", "lost", 7.0), ("ab", "won", 30.0), ("b", "lost", None)
    )

    assert found(case_credits(paths, "markov")) == {
        ("case0", "a"): pytest.approx((1.0, 10.0)),
        ("case2", "a"): pytest.approx((0.2, 90 / 11)),
        ("case2", "b"): pytest.approx((0.8, 240 / 11)),
        (None, "a"): pytest.approx((0.0, 0.0), abs=1e-6),
        (None, "b"): pytest.approx((0.0, 0.0), abs=1e-6),
    }


def test_what_no_case_can_hold_stands_in_the_rows_of_no_case():
    # P = 2/3; a is met by 3/4 of the chain's wins, b by 1/2: of 20 wins a has 12. But ten wins had
    # a alone and ten b alone, so two of a's are moved from b's by the chain.
    paths = [("a", "won", 1.0)] * 10 + [("ab", "lost", 1.0)] * 10 + [("b", "won", 1.0)] * 10

    rows = found(case_credits(journeys_of(*paths), "markov"))

    assert rows.pop((None, "a")) == pytest.approx((2.0, 2.0))
    assert rows.pop((None, "b")) == pytest.approx((-2.0, -2.0))
    assert set(rows.values()) == {(1.0, 1.0)}


@pytest.mark.parametrize("model", ["linear", "shapley", "markov"])
def test_without_a_win_there_are_no_rows(model):
    assert found(case_credits(journeys_of(("ab", "lost", 5.0)), model)) == {}


def test_what_is_refused():
    paths = journeys_of(("ab", "won", 5.0))
    with pytest.raises(ParameterError, match="magic"):
        case_credits(paths, "magic")
    with pytest.raises(ParameterError, match="order"):
        case_credits(paths, "markov", order=4)
    with pytest.raises(MissingColumnsError, match="campaign_id"):
        case_credits(paths, "linear", by="campaign_id")
