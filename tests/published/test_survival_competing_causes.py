"""Competing causes: an example worked by hand, and why one minus Kaplan-Meier is wrong."""

from fractions import Fraction

import numpy as np
import pytest

from boucle.analytics.timing import CountedDurations, aalen_johansen, incidence_at, kaplan_meier


def test_ten_deals_worked_by_hand():
    # Day 1 a win, day 2 a loss, day 3 one censored, day 4 a win and a loss at once,
    # day 5 a win and one censored, day 6 three still open.
    counted = CountedDurations.of_cases(
        [1, 2, 3, 4, 4, 5, 5, 6, 6, 6],
        ["won", "lost", None, "won", "lost", "won", None, None, None, None],
    )

    rows = aalen_johansen(counted).rows()

    after_4 = Fraction(8, 10) * Fraction(5, 7)
    expected = [
        # day, at risk, still waiting, won by then, lost by then
        (1, 10, Fraction(9, 10), Fraction(1, 10), Fraction(0)),
        (2, 9, Fraction(8, 10), Fraction(1, 10), Fraction(1, 10)),
        (3, 8, Fraction(8, 10), Fraction(1, 10), Fraction(1, 10)),
        (4, 7, after_4, Fraction(1, 10) + Fraction(8, 70), Fraction(1, 10) + Fraction(8, 70)),
        (
            5,
            5,
            after_4 * Fraction(4, 5),
            Fraction(1, 10) + Fraction(8, 70) + after_4 / 5,
            Fraction(1, 10) + Fraction(8, 70),
        ),
        (
            6,
            3,
            after_4 * Fraction(4, 5),
            Fraction(1, 10) + Fraction(8, 70) + after_4 / 5,
            Fraction(1, 10) + Fraction(8, 70),
        ),
    ]
    names = ("time_days", "at_risk", "survival", "incidence_won", "incidence_lost")
    found = [tuple(row[name] for name in names) for row in rows]
    assert found == [pytest.approx(tuple(map(float, row))) for row in expected]


def test_censoring_losses_overstates_the_share_won():
    # Wins and losses at constant rates: F_won(t) = a / (a + b) * (1 - exp(-(a + b) t)).
    win_rate, loss_rate, horizon = 0.006, 0.006, 180
    random = np.random.default_rng(20_261_123)
    size = 4_000
    win, loss = random.exponential(1 / win_rate, size), random.exponential(1 / loss_rate, size)
    watched = random.uniform(60, 400, size)
    days = np.minimum(np.minimum(win, loss), watched)
    ended = np.where(days == win, "won", np.where(days == loss, "lost", "open"))

    fair = aalen_johansen(CountedDurations.of_cases(days, list(ended)))
    naive = kaplan_meier(CountedDurations.of_cases(days, list(ended), causes=["won"]))

    true_share = 0.5 * (1 - np.exp(-(win_rate + loss_rate) * horizon))
    figure = incidence_at(fair, horizon)
    assert figure.value == pytest.approx(true_share, abs=0.02)
    assert figure.low < true_share < figure.high
    naive_share = 1 - naive.survival[naive.time_days <= horizon][-1]
    assert naive_share == pytest.approx(1 - np.exp(-win_rate * horizon), abs=0.03)
    assert naive_share > true_share + 0.2
