"""New customers, how long they stay, what they bring, worked by hand."""

from datetime import date, datetime
from decimal import Decimal

import ibis
import pyarrow as pa
import pytest

from boucle.analytics import money
from boucle.analytics.money import Stay
from boucle.errors import ParameterError

UNTIL = date(2026, 12, 31)


def deal_table(*rows):
    names = {
        "opportunity_id": pa.string(), "account_id": pa.string(), "outcome": pa.string(),
        "closed_at": pa.timestamp("us"), "margin_share": pa.float64(), "channel": pa.string(),
        "persona": pa.string(), "service": pa.string(),
    }  # fmt: skip
    full = [dict.fromkeys(names) | row for row in rows]
    return ibis.memtable(pa.Table.from_pylist(full, schema=pa.schema(list(names.items()))))


def win(key, account, day, **more):
    return {"opportunity_id": key, "account_id": account, "outcome": "won",
            "closed_at": day and datetime(2026, 1, day), **more}  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([win("1", "A", 9), win("2", "A", 3), win("3", "B", 4)], ["2", "3"],
                     id="a second win is no new customer"),
        pytest.param([win("2", "A", 3), win("1", "A", 3)], ["1"], id="on the same day, by id"),
        pytest.param([win("1", "A", None), win("2", "A", 3)], ["2"], id="an undated win is last"),
        pytest.param([win("A", None, 3), win("1", "A", 3), win("2", None, 4)], ["1", "2", "A"],
                     id="a deal without an account is a customer of its own"),
        pytest.param([win("1", "A", 3) | {"outcome": "lost"}, win("2", "A", 9)], ["2"],
                     id="a lost deal wins nobody"),
    ],
)  # fmt: skip
def test_new_customers(rows, expected):
    found = money.new_customers(deal_table(*rows)).to_pyarrow().to_pylist()

    assert sorted(row["opportunity_id"] for row in found) == expected


def contract(key, account, starts, ends=None, *, left=None, amount=100, **more):
    days = {"starts_on": starts, "ends_on": ends, "churned_on": left}
    return {
        "contract_id": key, "account_id": account, "monthly_amount": Decimal(amount),
        "margin_share": 0.5,
        **{name: date.fromisoformat(day) if day else None for name, day in days.items()},
    } | more  # fmt: skip


@pytest.fixture
def tenures(canonical):
    def run(*contracts, deals=(), rates=()):
        table = money.customer_tenures(
            canonical("contracts", *contracts),
            deal_table(*deals),
            until_on=UNTIL,
            currency="CAD",
            rates=canonical("exchange_rates", *rates),
        )
        return {
            row["customer"]: (
                round(row["tenure_months"] * 365.25 / 12),
                row["has_left"],
                row["monthly_margin"],
            )
            for row in table.to_pyarrow().to_pylist()
        }

    return run


@pytest.mark.parametrize(
    ("contracts", "expected"),
    [
        pytest.param([contract("c", "A", "2026-12-01")], (30, False, 50.0), id="still there"),
        pytest.param([contract("c", "A", "2026-01-01", "2026-12-31", left="2026-01-31")],
                     (30, True, 50.0), id="left"),
        pytest.param([contract("c", "A", "2026-01-01", "2026-01-31")], (30, False, 50.0),
                     id="term over: out of sight, not gone"),
        pytest.param([contract("c", "A", "2026-12-01", left="2027-02-01")], (30, False, 50.0),
                     id="leaves after follow-up"),
        pytest.param([contract("c", "A", "2026-01-01", "2026-01-31", left="2026-03-01")],
                     (30, False, 50.0), id="a churn after the term ended nothing"),
        pytest.param([contract("c", "A", "2026-01-01", "2026-01-31"),
                      contract("d", "A", "2026-01-31", left="2026-03-02")],
                     (60, True, 50.0), id="renewed, then left"),
        pytest.param([contract("c", "A", "2026-12-01", left="2026-12-11", amount=300),
                      contract("d", "A", "2026-12-01")],
                     (30, False, 100.0), id="keeps one of two: 10 days of 150, 30 of 50"),
        pytest.param([contract("c", "A", "2026-12-31")], (0, False, 50.0), id="began today"),
        pytest.param([contract("c", "A", "2026-12-01", margin_share=None)], (30, False, None),
                     id="margin unknown"),
        pytest.param([contract("c", "A", "2026-12-01", currency="EUR")], (30, False, None),
                     id="no rate"),
    ],
)  # fmt: skip
def test_a_customer_over_their_contracts(tenures, contracts, expected):
    assert tenures(*contracts) == {"A": expected}


def test_contracts_in_other_currencies_and_those_not_read(tenures):
    found = tenures(
        contract("c", None, "2026-12-01", currency="USD"),
        contract("d", "A", "2027-01-01"),
        contract("e", "A", None),
        rates=[{"rate_on": date(2026, 11, 1), "currency": "USD", "rate": 1.4}],
    )

    assert found == {"c": (30, False, pytest.approx(70.0))}


def test_groups_are_those_of_the_first_contract(canonical):
    table = money.customer_tenures(
        canonical(
            "contracts",
            contract("c", "A", "2026-03-01", opportunity_id="2"),
            contract("d", "A", "2026-01-01", opportunity_id="1", margin_share=None),
        ),
        deal_table(
            win("1", "A", 1, channel="web", persona="p", service="s", margin_share=0.1),
            win("2", "A", 9, channel="ads", persona="q", service="t"),
        ),
        until_on=date(2026, 3, 1),
        currency="CAD",
    )

    (row,) = table.to_pyarrow().to_pylist()
    assert (row["channel"], row["persona"], row["service"]) == ("web", "p", "s")
    assert row["monthly_margin"] == pytest.approx(10.0)


# Ten customers: two leave after 10 months, two after 20, six are still there after 30. The curve is
# 1 to 10, 0.8 to 20, 0.6 to 30: the area is 10 + 8 + 6 = 24 months.
STAYS = [
    *[Stay(10.0, True, 100.0)] * 2,
    *[Stay(20.0, True, 100.0)] * 2,
    *[Stay(30.0, False, 100.0)] * 6,
]


@pytest.mark.parametrize(
    ("options", "value", "horizon"),
    [
        pytest.param({}, 2_400.0, 30.0, id="as far as anybody was followed"),
        pytest.param({"horizon_months": 20.0}, 1_800.0, 20.0, id="up to the horizon"),
        pytest.param({"horizon_months": 5.0}, 500.0, 5.0, id="before anybody left"),
    ],
)
def test_lifetime_margin(options, value, horizon):
    found = money.lifetime_margin(STAYS, **options)

    assert (found.value.value, found.value.n) == (pytest.approx(value), 10)
    assert (found.horizon_months, found.monthly_margin) == (horizon, 100.0)
    assert found.kept_share == pytest.approx(0.8)


def test_lifetime_margin_interval_and_discount():
    """Var(area) = 14² × 2/(10 × 8) + 6² × 2/(8 × 6) = 4.9 + 1.5; the margins do not vary."""
    found = money.lifetime_margin(STAYS)
    # With ln(1.1)/12 a month, the area is the integral of the three steps discounted.
    discounted = money.lifetime_margin(STAYS, yearly_discount_share=0.1)

    assert found.value.high - found.value.value == pytest.approx(1.959964 * 100 * 6.4**0.5)
    assert found.value.value - found.value.low == pytest.approx(1.959964 * 100 * 6.4**0.5)
    assert discounted.value.value == pytest.approx(100 * 21.63728, rel=1e-4)


@pytest.mark.parametrize(
    ("stays", "reason"),
    [
        pytest.param([], "no_contracts", id="nobody"),
        pytest.param(STAYS[:9], "n_under_10", id="nine"),
        pytest.param([*STAYS, Stay(1.0, True, None)], "no_margin", id="one margin unknown"),
    ],
)
def test_lifetime_margin_says_why_not(stays, reason):
    found = money.lifetime_margin(stays).value

    assert (found.value, found.n, found.reason) == (None, len(stays), reason)


@pytest.mark.parametrize(
    ("cost", "expected"),
    [
        pytest.param(500.0, 5.0, id="before anybody leaves: cost ÷ margin"),
        pytest.param(1_000.0, 10.0, id="to the day"),
        pytest.param(1_400.0, 15.0, id="later as some leave: 1 000 + 5 × 80"),
        pytest.param(2_400.0, 30.0, id="at the horizon"),
        pytest.param(2_401.0, None, id="not reached"),
        pytest.param(0.0, 0.0, id="for nothing"),
    ],
)
def test_payback_on_survival(cost, expected):
    found = money.payback_on_survival(cost, money.lifetime_margin(STAYS))

    assert found == (expected if expected is None else pytest.approx(expected))


def test_payback_without_a_margin_or_with_a_negative_cost():
    nobody = money.lifetime_margin([])

    assert money.payback_on_survival(5.0, nobody) is None
    with pytest.raises(ParameterError):
        money.payback_on_survival(-1.0, nobody)


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"horizon_months": 0.0}, id="horizon"),
        pytest.param({"yearly_discount_share": -0.1}, id="discount"),
        pytest.param({"level": 0.0}, id="level"),
    ],
)
def test_lifetime_margin_refuses(changed):
    with pytest.raises(ParameterError):
        money.lifetime_margin(STAYS, **changed)
