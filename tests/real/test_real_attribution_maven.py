"""Credit over the deals of the Maven CRM, dates without hours and all, against plain Python.

Each deal that an account opened is a touchpoint of its product; each closed deal is a case of the
account. No marketing is in that file, but its many touchpoints of one day are what a log has.
"""

from collections import Counter, defaultdict

import ibis
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from boucle.analytics import attribution

pytestmark = [pytest.mark.real_data, pytest.mark.slow]

WINDOW_DAYS = 60


@pytest.fixture(scope="module")
def deals(real_data):
    rows = pd.read_csv(
        real_data / "maven_crm" / "sales_pipeline.csv", parse_dates=["engage_date", "close_date"]
    )
    return rows[rows["account"].notna() & rows["engage_date"].notna()]


@pytest.fixture(scope="module")
def credits_of(deals):
    touches = pa.table(
        {
            "touchpoint_id": deals["opportunity_id"],
            "contact_id": deals["account"],
            "occurred_at": pa.array(deals["engage_date"]).cast(pa.timestamp("us")),
            "channel": deals["product"],
            "campaign_id": deals["sales_agent"],
            "evidence": ["observed"] * len(deals),
        }
    )
    closed = deals[deals["close_date"].notna()]
    cases = pa.table(
        {
            "case_id": closed["opportunity_id"],
            "contact_id": closed["account"],
            "outcome": closed["deal_stage"].str.lower(),
            "decided_at": pa.array(closed["close_date"]).cast(pa.timestamp("us")),
            "amount": closed["close_value"].astype(float),
        }
    )
    paths = attribution.journeys(
        ibis.memtable(touches), ibis.memtable(cases), window_days=WINDOW_DAYS
    )
    rows = attribution.credits(paths.cache()).to_pyarrow().to_pylist()
    return {(row["model"], row["channel"]): row for row in rows}


@pytest.fixture(scope="module")
def paths(deals):
    """Return `(channels, is_won, amount)` of each case, one account after the other."""
    found = []
    for _, own in deals.groupby("account"):
        touches = sorted(
            zip(own["engage_date"], own["opportunity_id"], own["product"], strict=True)
        )
        for deal in own[own["close_date"].notna()].itertuples():
            channels = [
                product
                for moment, _, product in touches
                if moment < deal.close_date and (deal.close_date - moment).days <= WINDOW_DAYS
            ]
            if channels:
                found.append((channels, deal.deal_stage == "Won", deal.close_value))
    return found


def shared(paths, share_of):
    wins, amounts = defaultdict(float), defaultdict(float)
    for channels, is_won, amount in paths:
        for channel, share in share_of(channels).items() if is_won else ():
            wins[channel] += share
            amounts[channel] += share * amount
    return wins, amounts


SHARES = {
    "first_touch": lambda path: {path[0]: 1.0},
    "last_touch": lambda path: {path[-1]: 1.0},
    "linear": lambda path: {each: n / len(path) for each, n in Counter(path).items()},
    "shapley": lambda path: {each: 1 / len(set(path)) for each in set(path)},
}


@pytest.mark.parametrize("model", SHARES)
def test_shares(credits_of, paths, model):
    wins, amounts = shared(paths, SHARES[model])

    assert len(wins) > 3
    for channel, credited in wins.items():
        row = credits_of[model, channel]
        assert row["credit_wins"] == pytest.approx(credited)
        assert row["credit_amount"] == pytest.approx(amounts[channel])


def test_the_chain_solved_without_each_product(credits_of, paths):
    names = sorted({channel for channels, _, _ in paths for channel in channels})
    size = len(names)
    start, won = size, size + 1
    counts = np.zeros((size + 1, size + 3))
    for channels, is_won, _ in paths:
        states = [start, *(names.index(each) for each in channels)]
        for source, target in zip(states, [*states[1:], won if is_won else won + 1], strict=True):
            counts[source, target - (target > size)] += 1
    shares = counts / counts.sum(axis=1, keepdims=True)

    def win_probability(kept):
        moves = shares[np.ix_([*kept, start], kept)]
        hits = np.linalg.solve(np.eye(len(kept)) - moves[:-1], shares[kept, size])
        return moves[-1] @ hits

    whole = win_probability(list(range(size)))
    assert whole == pytest.approx(np.mean([is_won for _, is_won, _ in paths]))
    for place, name in enumerate(names):
        lost = 1 - win_probability([each for each in range(size) if each != place]) / whole
        assert credits_of["markov", name]["removal_effect"] == pytest.approx(lost)
