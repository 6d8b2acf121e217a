"""Shapley values by hand, and against the enumeration of every set of channels."""

from itertools import combinations
from math import factorial
from random import Random

import pytest

from boucle.analytics.attribution import shapley
from boucle.errors import MissingColumnsError

from .paths import credited, journeys_of

PATHS = (
    ("a", "won", 100.0),
    ("aab", "won", 30.0),
    ("bca", "won", None),
    ("c", "lost", 50.0),
    ("b", "open", 50.0),
    ("-", "won", None),
)


def test_each_win_is_shared_over_its_distinct_channels():
    assert credited(shapley(journeys_of(*PATHS))) == {
        "a": pytest.approx((1 + 1 / 2 + 1 / 3, 115.0)),
        "b": pytest.approx((1 / 2 + 1 / 3, 15.0)),
        "c": (pytest.approx(1 / 3), None),
        None: (1.0, None),
    }


def test_in_order_a_part_is_shared_over_the_touchpoints_of_its_channel():
    table = shapley(journeys_of(*PATHS), ordered=True)
    rows = table.to_pyarrow().to_pylist()
    found = {(row["channel"], row["position"]): row["credit_wins"] for row in rows}

    assert found == pytest.approx(
        {
            ("a", 1): 1 + 1 / 4,
            ("a", 2): 1 / 4,
            ("a", 3): 1 / 3,
            ("b", 1): 1 / 3,
            ("b", 3): 1 / 2,
            ("c", 2): 1 / 3,
            (None, 1): 1.0,
        }
    )


def enumerated(paths, channels):
    """The definition: the mean of what a channel adds over every order in which they come."""

    def worth(members):
        return sum(
            amount for path, outcome, amount in paths if outcome == "won" and set(path) <= members
        )

    n = len(channels)
    values = dict.fromkeys(channels, 0.0)
    for channel in channels:
        others = [each for each in channels if each != channel]
        for size in range(n):
            weight = factorial(size) * factorial(n - size - 1) / factorial(n)
            for chosen in combinations(others, size):
                added = worth({*chosen, channel}) - worth(set(chosen))
                values[channel] += weight * added
    return values


@pytest.mark.parametrize("n_channels", [1, 2, 5, 8])
def test_closed_form_is_the_full_enumeration(n_channels):
    luck, channels = Random(n_channels), "abcdefgh"[:n_channels]
    paths = [
        (
            "".join(luck.choices(channels, k=luck.randint(1, 9))),
            luck.choice(["won", "lost"]),
            luck.uniform(-50, 900),
        )
        for _ in range(60)
    ]
    found = credited(shapley(journeys_of(*paths)), "credit_amount")

    assert {key: value for key, (value,) in found.items()} == pytest.approx(
        enumerated(paths, channels)
    )


def test_no_wins_give_no_rows():
    assert credited(shapley(journeys_of(("ab", "lost", 5.0)))) == {}


def test_a_missing_column_is_named():
    with pytest.raises(MissingColumnsError, match="campaign_id"):
        shapley(journeys_of(*PATHS), by="campaign_id")
