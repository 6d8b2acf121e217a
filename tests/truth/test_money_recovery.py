"""Money finds what is true: customers of a simulated company, and intervals that hold the truth."""

from __future__ import annotations

from datetime import date
from math import exp

import ibis
import numpy as np
import pyarrow as pa
import pytest

from boucle.analytics import money
from boucle.analytics.money import AgeMargin, SpendMonth, Stay
from boucle.simulation.block import Block
from boucle.simulation.firm import Firm
from boucle.simulation.in_memory import tables_of

ENDS_ON = date(2026, 10, 31)
# What the simulated company loses of its customers in a month of 30.4 days.
CHURN_A_MONTH = 0.009 * 365.25 / 12 / 30.4
N_GROUPS = 400


@pytest.mark.slow
def test_a_simulated_company_keeps_as_many_customers_as_it_was_made_to():
    firm, made = Firm(40_000, 11, ENDS_ON), []
    for number in range(len(firm.sizes)):
        block = Block(firm, number)
        block.make()
        made.append(tables_of(block))
    contracts, deals = (
        pa.concat_tables([each[name] for each in made]) for name in ("contracts", "opportunities")
    )
    for name in ("channel", "persona"):
        deals = deals.append_column(name, pa.nulls(deals.num_rows, pa.string()))
    rows = money.customer_tenures(
        ibis.memtable(contracts), ibis.memtable(deals), until_on=ENDS_ON, currency="CAD"
    ).to_pyarrow().to_pylist()  # fmt: skip
    found = money.lifetime_margin(
        (Stay(row["tenure_months"], row["has_left"], 1.0) for row in rows), horizon_months=24
    )

    # Terms of one, two and three years end all the time: they are no churn.
    assert found.value.n > 2_000
    assert found.kept_share == pytest.approx(exp(-12 * CHURN_A_MONTH), abs=0.02)
    expected = (1 - exp(-24 * CHURN_A_MONTH)) / CHURN_A_MONTH
    assert found.value.value == pytest.approx(expected, rel=0.02)


def test_the_interval_of_customer_value_holds_the_truth_as_often_as_it_says():
    """Forty customers that leave at 3 % a month and are seen for up to 30, margins all over."""
    luck = np.random.default_rng(7)
    truth = 100.0 * (1 - exp(-0.03 * 24)) / 0.03
    held = 0
    for _ in range(N_GROUPS):
        leaves, seen = luck.exponential(1 / 0.03, 40), luck.uniform(24, 30, 40)
        margins = luck.gamma(4.0, 25.0, 40)
        stays = [
            Stay(min(left, end), left <= end, margin)
            for left, end, margin in zip(leaves, seen, margins, strict=True)
        ]
        value = money.lifetime_margin(stays, horizon_months=24).value
        held += value.low <= truth <= value.high

    assert 0.91 <= held / N_GROUPS <= 0.98


@pytest.mark.parametrize("wins_a_month", [1.0, 2.0])
def test_the_interval_of_a_programme_holds_the_truth_as_often_as_it_says(wins_a_month):
    """Twelve wins or twenty-four, of all sizes; under ten the report dates nothing."""
    luck = np.random.default_rng(11)
    truth = sum((12 - age) * wins_a_month * 1_000 for age in range(12))
    held = 0
    for _ in range(N_GROUPS):
        ages = []
        for n_won in luck.poisson(wins_a_month, 12):
            sizes = luck.gamma(2.0, 500.0, n_won)
            largest = float(sizes.max(initial=0.0))
            ages.append(AgeMargin(100, float(sizes.sum()), float((sizes**2).sum()), largest))
        last = money.break_even(ages, monthly_cost=1.0, monthly_cases=100.0).curve[-1]
        held += last.high is not None and last.low <= truth <= last.high

    assert 0.93 <= held / N_GROUPS <= 0.99


def test_the_elasticity_of_a_channel_is_inside_of_what_is_said_of_it():
    """Three years of months of 20 leads; the true elasticity is in P10-P90 about as it says."""
    luck = np.random.default_rng(3)
    held = 0
    for _ in range(N_GROUPS):
        elasticity = luck.uniform(0.05, 0.95)
        spend = luck.gamma(6.0, 1 / 6.0, 36)
        # The curve whose elasticity at the mean spend is as drawn.
        grid = np.geomspace(1e-4, 50, 4_000)
        bend = grid[np.argmin(abs(grid / np.expm1(grid) - elasticity))]
        shape = -np.expm1(-bend * spend / spend.mean())
        leads = luck.poisson(20 * shape / shape.mean())
        curve = money.response_curve(
            SpendMonth(float(x), int(n)) for x, n in zip(spend, leads, strict=True)
        )
        low, high = (curve.quantile(curve.elasticities, share) for share in (0.1, 0.9))
        held += low <= elasticity <= high

    assert 0.72 <= held / N_GROUPS <= 0.88
