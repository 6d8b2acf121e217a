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


lead_rows = st.lists(
    st.tuples(
        st.sampled_from(["web", "ads", None]),
        st.sampled_from(["K", "S", None]),
        st.sampled_from(["2026-01", "2026-02"]),
    ),
    max_size=6,
)


def lead_table(rows):
    names = ("lead_id", "channel", "campaign_id", "month")
    full = [dict(zip(names, (str(place), *row), strict=True)) for place, row in enumerate(rows)]
    schema = pa.schema([(name, pa.string()) for name in names])
    return ibis.memtable(pa.Table.from_pylist(full, schema=schema))


def placed_lines(rows):
    names = ("channel", "campaign_id", "month", "converted_amount")
    full = [dict(zip(names, row, strict=True)) for row in rows]
    kinds = [*[(name, pa.string()) for name in names[:3]], (names[3], pa.float64())]
    return ibis.memtable(pa.Table.from_pylist(full, schema=pa.schema(kinds)))


@settings(max_examples=5)
@given(
    leads=lead_rows,
    amounts=st.lists(
        st.tuples(
            st.sampled_from(["web", "ads", "tv", None]),
            st.sampled_from(["K", "S", "T", None]),
            st.sampled_from(["2026-01", "2026-02", "2026-03"]),
            st.floats(0, 1e6) | st.none(),
        ),
        max_size=8,
    ),
)
def test_what_leads_carry_and_what_nobody_carries_is_what_was_spent(leads, amounts):
    table, lines = lead_table(leads), placed_lines(amounts)
    costs = money.lead_costs(table, lines).to_pyarrow().to_pylist()
    left = money.unplaced_spend(table, lines).to_pyarrow().to_pylist()

    assert sum(row["cost"] for row in costs) + sum(row["amount"] for row in left) == pytest.approx(
        sum(amount or 0 for *_, amount in amounts)
    )
    assert len({row["lead_id"] for row in costs}) == len(costs)


groups = st.dictionaries(
    st.sampled_from("abcd"), st.builds(money.Weighed, st.floats(0, 1e4), st.floats(0, 1e6))
)


@given(before=groups, after=groups, scale=st.floats(0.1, 10))
def test_mix_and_within_add_up_to_the_change_and_know_no_size(before, after, scale):
    before, after = (
        {name: group for name, group in each.items() if group.weight > 1e-3}
        for each in (before, after)
    )
    found = money.mix_change(before, after)
    if found is None:
        assert not before or not after
        return

    change = found.after - found.before
    assert found.mix_effect + found.within_effect == pytest.approx(change, rel=1e-6, abs=1e-6)
    larger = {
        name: money.Weighed(group.weight * scale, group.total * scale)
        for name, group in after.items()
    }
    again = money.mix_change(before, larger)
    assert again.mix_effect == pytest.approx(found.mix_effect, rel=1e-6, abs=1e-6)
    back = money.mix_change(after, before)
    assert back.mix_effect == pytest.approx(-found.mix_effect, rel=1e-6, abs=1e-6)


stays = st.lists(
    st.builds(money.Stay, st.floats(0.5, 60), st.booleans(), st.just(100.0)),
    min_size=10,
    max_size=40,
)


@given(stays=stays, cost=st.floats(0, 5_000), more=st.floats(0, 5_000), horizon=st.floats(1, 60))
def test_customers_never_bring_more_than_if_nobody_left(stays, cost, more, horizon):
    found = money.lifetime_margin(stays, horizon_months=horizon)
    later = money.lifetime_margin(stays, horizon_months=horizon + 5)

    ceiling = 100 * found.horizon_months
    assert -1e-9 <= found.value.value <= ceiling * (1 + 1e-9)
    assert found.value.low <= found.value.value <= later.value.value * (1 + 1e-9)
    discounted = money.lifetime_margin(stays, horizon_months=horizon, yearly_discount_share=0.1)
    assert discounted.value.value <= found.value.value * (1 + 1e-9)
    paid = [money.payback_on_survival(each, found) for each in (cost, cost + more)]
    if paid[1] is not None:
        assert paid[0] <= paid[1] * (1 + 1e-9)
        assert paid[1] >= money.payback_months(cost + more, 100.0, 1.0) * (1 - 1e-9)


ages = st.lists(
    st.tuples(st.integers(10, 500), st.lists(st.floats(0, 1e4), max_size=4)).map(
        lambda each: money.AgeMargin(each[0], sum(each[1]), sum(x * x for x in each[1]))
    ),
    max_size=24,
)


@pytest.mark.slow
@given(ages=ages, cost=st.floats(0, 1e5), leads=st.floats(0, 100), scale=st.floats(0.1, 10))
def test_a_programme_of_twice_the_size_pays_in_the_same_month(ages, cost, leads, scale):
    found = money.break_even(ages, monthly_cost=cost, monthly_cases=leads)
    margins = [each.margin for each in found.curve]

    assert margins == sorted(margins)
    for each in found.curve:
        assert 0 <= each.low <= each.margin
        assert each.high is None if each.margin == 0 else each.margin <= each.high
    if found.latest is not None:
        assert found.month <= found.latest
    if None not in (found.month, found.soonest):
        assert found.soonest <= found.month
    # Powers of two scale without rounding, so that a tie stays one.
    twice = money.break_even(ages, monthly_cost=cost * 2, monthly_cases=leads * 2)
    assert twice.month == found.month


spends = st.lists(st.floats(100, 10_000), min_size=2, max_size=5)


@pytest.mark.slow
@settings(max_examples=10)
@given(spends=spends, tops=st.data(), shift=st.floats(0, 0.5), floor=st.floats(0, 0.5))
def test_a_proposal_spends_the_same_and_keeps_to_its_limits(spends, tops, shift, floor):
    curves = [
        money.response_curve(
            [
                money.SpendMonth(spend * (0.5 + month / 24), tops.draw(st.integers(1, 60)))
                for month in range(12)
            ]
        )
        for spend in spends
    ]
    channels = [
        money.ChannelBudget(str(place), spend, curve, 50.0, 5.0)
        for place, (spend, curve) in enumerate(zip(spends, curves, strict=True))
    ]
    limits = money.BudgetLimits(shift, {"0": floor})
    found = money.reallocation(channels, limits, n_draws=100)

    total = sum(spends)
    assert sum(move.proposed for move in found.moves) == pytest.approx(total)
    for move in found.moves:
        assert abs(move.proposed - move.spend) <= shift * move.spend + 1e-6 * total
    kept = found.moves[0]
    assert kept.proposed >= min(kept.spend, floor * total) - 1e-6 * total
    assert found == money.reallocation(channels, limits, n_draws=100)
