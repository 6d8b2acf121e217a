from datetime import date
from decimal import Decimal

import pytest

from boucle.analytics import money
from boucle.errors import MissingColumnsError, ParameterError


def line(number, on, amount, *, channel=None, campaign_id=None, currency=None, hours=None):
    return {
        "spend_id": str(number),
        "spent_on": date.fromisoformat(on),
        "amount": Decimal(amount),
        "channel": channel,
        "campaign_id": campaign_id,
        "currency": currency,
        "hours": hours,
    }


LINES = (
    line(1, "2026-01-31", "10.50", channel="web", currency="cad"),
    line(2, "2026-02-01", "10", campaign_id="K", currency="USD", hours=2.0),
    line(3, "2026-02-01", "5", campaign_id="K", currency="EUR"),
    line(4, "2026-02-02", "7", campaign_id="K", currency="EUR"),
    line(5, "2026-02-03", "1", campaign_id="nowhere"),
)
RATES = (
    {"rate_on": date(2026, 1, 1), "currency": "USD", "rate": 1.5},
    {"rate_on": date(2026, 1, 31), "currency": "USD", "rate": 1.4},
    {"rate_on": date(2026, 2, 2), "currency": "USD", "rate": 9.9},
    {"rate_on": date(2026, 2, 3), "currency": "EUR", "rate": 1.6},
)


@pytest.fixture
def spent(canonical):
    def run(by, rates=RATES, lines=LINES):
        table = money.spend_by(
            canonical("spend", *lines),
            canonical("campaigns", {"campaign_id": "K", "channel": "ads"}),
            by=by,
            currency="CAD",
            rates=None if rates is None else canonical("exchange_rates", *rates),
        )
        rows = table.to_pyarrow().to_pylist()
        return {row.pop(by) if by else None: tuple(row.values()) for row in rows}

    return run


EUR = [{"currency": "EUR", "amount": 12.0}]
EUR_AND_USD = [*EUR, {"currency": "USD", "amount": 10.0}]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        pytest.param(
            "channel",
            {"web": (10.5, None, None, 1), "ads": (14.0, 2.0, EUR, 3), None: (1.0, None, None, 1)},
            id="a line without a channel has its campaign's",
        ),
        pytest.param(
            "campaign_id",
            {
                None: (10.5, None, None, 1),
                "K": (14.0, 2.0, EUR, 3),
                "nowhere": (1.0, None, None, 1),
            },
            id="by campaign",
        ),
        pytest.param(
            "month",
            {"2026-01": (10.5, None, None, 1), "2026-02": (15.0, 2.0, EUR, 4)},
            id="by the month on the line",
        ),
        pytest.param(None, {None: (25.5, 2.0, EUR, 5)}, id="in all"),
    ],
)
def test_spend_with_the_last_rate_on_or_before_the_day(spent, by, expected):
    assert spent(by) == expected


def test_spend_without_rates_stands_in_its_own_currencies(spent):
    assert spent("channel", rates=None)["ads"] == (None, 2.0, EUR_AND_USD, 3)


def test_no_spend_line_is_no_row(spent):
    assert spent("channel", lines=()) == {}


def test_spend_refuses_what_it_cannot_use(canonical):
    spend, campaigns = canonical("spend"), canonical("campaigns")

    with pytest.raises(ParameterError):
        money.spend_by(spend, campaigns, by="owner_id", currency="CAD")
    with pytest.raises(MissingColumnsError):
        money.spend_by(spend.drop("hours"), campaigns, by=None, currency="CAD")


def test_convert_keeps_every_row_once(canonical):
    table = money.convert(
        canonical("spend", *LINES),
        amount="amount",
        currency="currency",
        on="spent_on",
        rates=canonical("exchange_rates", *RATES),
        to="CAD",
    )

    names = ("spend_id", "converted_amount", "other_amount", "other_currency")
    found = sorted(tuple(row[name] for name in names) for row in table.to_pyarrow().to_pylist())
    assert found == [
        ("1", 10.5, None, None),
        ("2", 14.0, None, None),
        ("3", None, 5.0, "EUR"),
        ("4", None, 7.0, "EUR"),
        ("5", 1.0, None, None),
    ]
    with pytest.raises(MissingColumnsError):
        money.convert(
            table, amount="cost", currency="currency", on="spent_on", rates=None, to="CAD"
        )
