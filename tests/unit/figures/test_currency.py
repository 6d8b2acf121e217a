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


@pytest.mark.parametrize(
    ("currency", "day", "expected"),
    [
        pytest.param("CAD", date(2026, 1, 15), (100.0, None), id="already in it"),
        pytest.param(None, None, (100.0, None), id="no currency means the agreement's"),
        pytest.param("USD", date(2026, 1, 10), (130.0, None), id="on the day of the rate"),
        pytest.param("usd ", date(2026, 1, 19), (130.0, None), id="until the next rate"),
        pytest.param("USD", date(2026, 1, 20), (140.0, None), id="from the next rate"),
        pytest.param("USD", date(2030, 1, 1), (140.0, None), id="the last rate is kept"),
        pytest.param("USD", date(2026, 1, 9), (None, 100.0), id="never a later rate"),
        pytest.param("USD", None, (None, 100.0), id="undated"),
        pytest.param("GBP", date(2026, 1, 15), (None, 100.0), id="no rate at all"),
    ],
)
def test_conversion(currency, day, expected):
    schema = pa.schema([("amount", "float64"), ("currency", "string"), ("day", pa.date32())])
    table = pa.Table.from_pylist(
        [{"amount": 100.0, "currency": currency, "day": day}], schema=schema
    )

    result = in_currency(ibis.memtable(table), "amount", "currency", "day", RATES, to="CAD")
    (row,) = result.to_pyarrow().to_pylist()

    assert (row["converted"], row["unconverted"]) == pytest.approx(expected)
