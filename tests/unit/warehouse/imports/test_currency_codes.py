"""Which codes are currencies, as written in a column of a file."""

from __future__ import annotations


def test_three_letters_are_not_enough(column):
    values, result = column("opportunities", "currency", "CAD", "usd", "€", "CAN", "XYZ")

    assert values == ["CAD", "USD", "EUR"]
    assert [(each.given, each.reason) for each in result.rejects] == [
        ("CAN", "not_a_currency"),
        ("XYZ", "not_a_currency"),
    ]
