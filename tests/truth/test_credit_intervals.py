"""The 95 % intervals of credit hold what a far larger company of the same kind gives."""

from __future__ import annotations

from collections import defaultdict

import pytest

from boucle.analytics import attribution
from boucle.figures.moment import engine_moment

from .conftest import N_SEEDS, UNTIL

MODELS = ("linear", "w", "markov", "shapley")
# Half of the companies, to spare time. One of them wins some fifty deals.
COUNTED = N_SEEDS // 2
# Under so many wins a channel rests on too few groups of cases: the page says so.
ENOUGH_WINS = 5.0


@pytest.fixture(scope="module")
def journeys(companies):
    deals = companies.opportunities
    people = companies.leads.select(of_lead="lead_id", person="contact_id", lead_at="opened_at")
    cases = deals.left_join(people, deals.lead_id == people.of_lead)
    cases = cases.select(
        "outcome",
        "lead_at",
        case_id="opportunity_id",
        contact_id="person",
        decided_at=cases.closed_at.fill_null(engine_moment(UNTIL)),
        amount=cases.amount.cast("float64"),
        opportunity_at="created_at",
    )
    paths = attribution.journeys(companies.touchpoints, cases)
    paths = paths.mutate(seed=paths.case_id.split(":")[0].cast("int64"))
    return paths.filter(paths.seed < COUNTED).cache()


@pytest.mark.slow
def test_intervals_of_credit_hold_the_truth_as_often_as_they_say(journeys):
    # All the companies together are one of their kind, so many times as large.
    truth = {
        (row["model"], row["channel"]): row
        for row in attribution.credits(journeys, MODELS).to_pyarrow().to_pylist()
    }
    held, asked = defaultdict(int), defaultdict(int)
    for seed in range(COUNTED):
        own = attribution.credits(journeys.filter(journeys.seed == seed), MODELS, level=0.95)
        for row in own.to_pyarrow().to_pylist():
            true = truth[row["model"], row["channel"]]
            if true["credit_wins"] / COUNTED < ENOUGH_WINS:
                continue
            for unit in ("credit_wins", "credit_amount"):
                asked[row["model"]] += 1
                held[row["model"]] += (
                    row[f"{unit}_low"] <= true[unit] / COUNTED <= row[f"{unit}_high"]
                )

    shares = {model: held[model] / asked[model] for model in MODELS}

    assert min(asked.values()) >= 2 * COUNTED
    assert {model: share for model, share in shares.items() if not 0.91 <= share <= 0.98} == {}
