"""Spend carried by leads, worked by hand."""

from datetime import date
from decimal import Decimal

import ibis
import pyarrow as pa
import pytest

from boucle.analytics import money
from boucle.errors import MissingColumnsError


def leads(*rows):
    names = ("lead_id", "channel", "campaign_id", "month")
    schema = pa.schema([(name, pa.string()) for name in names])
    return ibis.memtable(
        pa.Table.from_pylist([dict(zip(names, row, strict=True)) for row in rows], schema=schema)
    )


LEADS = leads(
    ("L1", "fair", "K", "2026-02"),
    ("L2", "fair", "K", "2026-02"),
    ("L3", "ads", "S", "2026-01"),
    ("L4", "ads", None, "2026-01"),
    ("L5", None, None, "2026-01"),
)


@pytest.fixture
def carried(canonical):
    def run(*lines):
        spend = [
            {"spend_id": str(place), "spent_on": date.fromisoformat(f"{month}-10"),
             "channel": channel, "campaign_id": campaign, "amount": Decimal(amount)}
            for place, (month, channel, campaign, amount) in enumerate(lines)
        ]  # fmt: skip
        placed = money.spend_lines(
            canonical("spend", *spend), canonical("campaigns"), currency="CAD"
        )
        costs = money.lead_costs(LEADS, placed).to_pyarrow().to_pylist()
        left = money.unplaced_spend(LEADS, placed).to_pyarrow().to_pylist()
        return (
            {row["lead_id"]: row["cost"] for row in costs},
            {(row["channel"], row["month"]): row["amount"] for row in left},
        )

    return run


@pytest.mark.parametrize(
    ("lines", "costs", "left"),
    [
        pytest.param([("2026-02", "fair", "K", 30)], {"L1": 15.0, "L2": 15.0}, {},
                     id="campaign in its month"),
        pytest.param([("2026-01", "fair", "K", 40), ("2026-02", "fair", "K", 30)],
                     {"L1": 35.0, "L2": 35.0}, {}, id="the advance follows the campaign"),
        pytest.param([("2026-01", "ads", None, 50)], {"L3": 25.0, "L4": 25.0}, {},
                     id="without a campaign, the channel in its month"),
        pytest.param([("2026-01", "ads", "T", 10)], {"L3": 5.0, "L4": 5.0}, {},
                     id="a campaign that opened no lead falls to its channel"),
        pytest.param([("2026-03", "ads", None, 8), ("2026-01", "tv", "V", 2)], {},
                     {("ads", "2026-03"): 8.0, ("tv", "2026-01"): 2.0}, id="nobody came"),
        pytest.param([("2026-01", None, None, 9)], {}, {(None, "2026-01"): 9.0},
                     id="no channel is not the unknown channel"),
        pytest.param([("2026-01", "ads", "S", 6), ("2026-01", "ads", None, 4)],
                     {"L3": 8.0, "L4": 2.0}, {}, id="both ways add up"),
    ],
)  # fmt: skip
def test_spend_is_carried_by_the_leads_it_brought(carried, lines, costs, left):
    assert carried(*lines) == (costs, left)


def test_lead_costs_refuse_cases_without_a_month(canonical):
    placed = money.spend_lines(canonical("spend"), canonical("campaigns"), currency="CAD")

    with pytest.raises(MissingColumnsError):
        money.lead_costs(LEADS.drop("month"), placed)
