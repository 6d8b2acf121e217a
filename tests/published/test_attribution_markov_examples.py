"""Two worked examples of removal effects that are often cited, and the definition played out."""

from datetime import datetime, timedelta

import ibis
import numpy as np
import pytest

from boucle.analytics.attribution import markov

START = datetime(2026, 1, 1)


def journeys_of(*paths):
    rows = [
        (f"case{number}", place + 1, channel, outcome, float(amount))
        for number, (channels, outcome, amount) in enumerate(paths)
        for place, channel in enumerate(channels)
    ]
    names = ("case_id", "position", "channel", "outcome", "amount")
    columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    moments = [START + timedelta(days=place) for place in columns["position"]]
    return ibis.memtable(
        columns
        | {
            "occurred_at": moments,
            "decided_at": [START + timedelta(days=99)] * len(rows),
            "weight": [1.0] * len(rows),
            "milestone": [""] * len(rows),
        }
    )


def found(table, column):
    return {row["channel"]: row[column] for row in table.to_pyarrow().to_pylist()}


def test_three_channels_of_which_one_is_half_as_needed():
    """S. Bryl, Marketing multi-channel attribution model with R, part 1 (2016)."""
    table = markov(
        journeys_of((("C1", "C2", "C3"), "won", 1), (("C1",), "lost", 0), (("C2", "C3"), "lost", 0))
    )

    assert found(table, "removal_effect") == pytest.approx({"C1": 0.5, "C2": 1.0, "C3": 1.0})
    assert found(table, "credit_wins") == pytest.approx({"C1": 0.2, "C2": 0.4, "C3": 0.4})


def test_two_channels_four_wins_and_a_loss():
    """S. Matrosov, Markov chain attribution: simple explanation of removal effect."""
    paths = (
        *([(("google",), "won", 1)] * 2),
        (("mailing",), "won", 1),
        (("google", "mailing"), "won", 1),
        (("google",), "lost", 0),
    )

    table = markov(journeys_of(*paths))

    # P = 0.8; without google 0.2, without mailing 0.4.
    assert found(table, "removal_effect") == pytest.approx({"google": 0.75, "mailing": 0.5})
    assert found(table, "credit_wins") == pytest.approx({"google": 2.4, "mailing": 1.6})


@pytest.mark.parametrize("order", [1, 2, 3])
def test_effects_are_those_of_the_chain_without_the_channel(order):
    """The definition: take the channel's states out, moves to them end in nothing."""
    luck = np.random.default_rng(order)
    paths = [
        (
            tuple(luck.choice(list("abcde"), luck.integers(1, 8))),
            str(luck.choice(["won", "lost"])),
            luck.uniform(1, 9),
        )
        for _ in range(400)
    ]

    effects = found(markov(journeys_of(*paths), order), "removal_effect")

    whole = win_probability(paths, order, without=None)
    assert whole == pytest.approx(np.mean([outcome == "won" for _, outcome, _ in paths]))
    assert effects == pytest.approx(
        {each: 1 - win_probability(paths, order, without=each) / whole for each in "abcde"}
    )


def win_probability(paths, order, without):
    """Iterate the chain until nothing moves."""
    counts = {}
    for channels, outcome, _ in paths:
        states = [tuple(channels[max(0, end - order) : end]) for end in range(len(channels) + 1)]
        for source, target in zip(states, [*states[1:], outcome], strict=True):
            to = counts.setdefault(source, {})
            to[target] = to.get(target, 0) + 1
    here, won = {(): 1.0}, 0.0
    while here:
        following = {}
        for state, mass in here.items():
            total = sum(counts[state].values())
            for target, n in counts[state].items():
                if target == "won":
                    won += mass * n / total
                elif target != "lost" and without not in target:
                    following[target] = following.get(target, 0.0) + mass * n / total
        here = {state: mass for state, mass in following.items() if mass > 1e-15}
    return won
