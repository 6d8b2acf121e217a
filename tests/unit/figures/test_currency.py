"""Amounts in one currency: the last rate on or before the day, never a later one."""

from datetime import date

import ibis
import pyarrow as pa
import pytest

from boucle.figures.currency import in_currency

RATES = ibis.memtable(
    pa.table(
        {
            "rate_on": [date(2026, 1, 10), date(2026, 1, 20), date(2026, 1, 1)],
            "currency": ["USD", "USD", "EUR"],
            "rate": [1.3, 1.4, 1.5],
        }
    )
)


CASES = [
    pytest.param("CAD", date(2026, 1, 15), (100.0, None), id="already in it"),
    pytest.param(None, None, (100.0, None), id="no currency means the agreement's"),
    pytest.param("USD", date(2026, 1, 10), (130.0, None), id="on the day of the rate"),
    pytest.param("usd ", date(2026, 1, 19), (130.0, None), id="until the next rate"),
    pytest.param("USD", date(2026, 1, 20), (140.0, None), id="from the next rate"),
    pytest.param("USD", date(2030, 1, 1), (140.0, None), id="the last rate is kept"),
    pytest.param("USD", date(2026, 1, 9), (None, 100.0), id="never a later rate"),
    pytest.param("USD", None, (None, 100.0), id="undated"),
    pytest.param("GBP", date(2026, 1, 15), (None, 100.0), id="no rate at all"),
    pytest.param("EUR", date(2026, 1, 15), (150.0, None), id="another currency"),
]


@pytest.fixture(scope="module")
def converted():
    schema = pa.schema([("id", "int64"), ("amount", "float64"), ("currency", "string")])
    schema = schema.append(pa.field("day", pa.date32()))
    given = [case.values for case in CASES]
    rows = [
        {"id": place, "amount": 100.0, "currency": currency, "day": day}
        for place, (currency, day, _) in enumerate(given)
    ]
    table = ibis.memtable(pa.Table.from_pylist(rows, schema=schema))
    result = in_currency(table, "amount", "currency", "day", RATES, to="CAD").order_by("id")
    found = result.to_pyarrow().to_pylist()
    assert [row["id"] for row in found] == list(range(len(CASES)))
    return {(row["currency"], row["day"]): (row["converted"], row["unconverted"]) for row in found}


@pytest.mark.parametrize(("currency", "day", "expected"), CASES)
def test_conversion(converted, currency, day, expected):
    assert converted[currency, day] == pytest.approx(expected)
