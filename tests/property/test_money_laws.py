"""Laws that hold for any spend."""

from datetime import date, timedelta
from decimal import Decimal

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boucle.analytics import money
from boucle.tables import table

lines = st.lists(
    st.tuples(
        st.integers(0, 60),
        st.sampled_from(["web", "ads", None]),
        st.integers(0, 10_000),
        st.sampled_from(["CAD", "USD", "EUR", None]),
    ),
    min_size=1,
    max_size=12,
)


def canonical(name, rows):
    full = [dict.fromkeys(table(name).names) | row for row in rows]
    schema = table(name).ibis_schema().to_pyarrow()
    return ibis.memtable(pa.Table.from_pylist(full, schema=schema))


def spent(rows, by):
    spend = [
        {
            "spend_id": str(number),
            "spent_on": date(2026, 1, 1) + timedelta(days=days),
            "channel": channel,
            "amount": Decimal(cents) / 100,
            "currency": currency,
        }
        for number, (days, channel, cents, currency) in enumerate(rows)
    ]
    rates = [{"rate_on": date(2026, 1, 15), "currency": "USD", "rate": 1.4}]
    result = money.spend_by(
        canonical("spend", spend),
        canonical("campaigns", []),
        by=by,
        currency="CAD",
        rates=canonical("exchange_rates", rates),
    )
    return result.to_pyarrow().to_pylist()


@settings(max_examples=3)
@given(rows=lines, data=st.data())
def test_every_grouping_adds_up_to_the_same_total_in_any_order(rows, data):
    (total,) = spent(rows, None)
    shuffled = spent(data.draw(st.permutations(rows)), "channel")
    by_month = spent(rows, "month")

    for parts in (shuffled, by_month):
        assert sum(part["n_lines"] for part in parts) == total["n_lines"] == len(rows)
        assert sum(part["spend"] or 0 for part in parts) == pytest.approx(total["spend"] or 0)
        apart = sum(each["amount"] for part in parts for each in part["other_currencies"] or ())
        assert apart == pytest.approx(
            sum(each["amount"] for each in total["other_currencies"] or ())
        )


@given(
    won=st.floats(0, 1e9), more=st.floats(0, 1e9), spend=st.floats(0.01, 1e9), n=st.integers(1, 999)
)
def test_returns_rise_with_what_was_won_and_costs_with_what_was_spent(won, more, spend, n):
    assert money.return_on_spend(won, spend).value >= -1
    assert money.return_on_spend(won + more, spend).value >= money.return_on_spend(won, spend).value
    cost = money.cost_per(spend, {"lead": n})["cost_per_lead"].value
    assert cost * n == pytest.approx(spend)
