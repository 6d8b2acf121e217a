import datetime as dt

import ibis
import pytest

from boucle import tables
from boucle.errors import MissingColumnsError, UnknownTableError, WrongColumnTypeError
from boucle.tables.checks import RowFault, row_faults


def opportunities(**changes):
    row = {"opportunity_id": "o1", "account_id": "a1", "amount": 10.0, "outcome": "open"}
    schema = {
        "opportunity_id": "string",
        "account_id": "string",
        "amount": "float64",
        "outcome": "string",
    }
    return ibis.memtable([row | changes], schema=schema)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, (), id="all is well"),
        pytest.param(
            {"outcome": None},
            (RowFault("opportunities", "outcome", "missing_value", 1, "o1"),),
            id="a required value is missing",
        ),
        pytest.param(
            {"outcome": "gagné"},
            (RowFault("opportunities", "outcome", "unknown_word", 1, "o1"),),
            id="a word is not in the vocabulary",
        ),
        pytest.param(
            {"amount": -1.0},
            (RowFault("opportunities", "amount", "below_zero", 1, "o1"),),
            id="an amount is negative",
        ),
        pytest.param(
            {"account_id": "a2"},
            (RowFault("opportunities", "account_id", "lost_reference", 1, "o1"),),
            id="the account does not exist",
        ),
        pytest.param({"account_id": None}, (), id="an empty reference is no lost one"),
    ],
)
def test_row_faults(changes, expected):
    accounts = ibis.memtable([{"account_id": "a1"}])

    found = row_faults(
        tables.table("opportunities"), opportunities(**changes), {"accounts": accounts}
    )

    assert found == expected


def test_repeated_keys_are_named():
    rows = ibis.memtable({"user_id": ["u1", "u1", "u2"]})

    assert row_faults(tables.table("users"), rows) == (
        RowFault("users", "user_id", "repeated_key", 2, "u1"),
    )


def test_missing_columns_are_all_named():
    with pytest.raises(MissingColumnsError) as caught:
        tables.table("spend").check(ibis.memtable({"spent_on": [dt.date(2026, 1, 1)]}))

    assert caught.value.missing == ("amount", "spend_id")


def test_a_wrong_type_is_named_with_what_is_allowed():
    rows = ibis.memtable({"spend_id": ["s1"], "spent_on": ["2026-01-01"], "amount": [1.0]})

    with pytest.raises(WrongColumnTypeError, match=r"`spend.spent_on` is string; it must be date"):
        tables.table("spend").check(rows)


def test_an_unknown_table_names_those_that_are():
    with pytest.raises(
        UnknownTableError, match=r"`lead` is no table of Boucle\. The tables are accounts"
    ):
        tables.table("lead")


@pytest.mark.parametrize("table", tables.TABLES.values(), ids=lambda table: table.name)
def test_every_table_keeps_the_house_rules(table):
    names = set(table.names)

    assert set(table.key) <= set(table.required)
    assert table.time_column is None or table.time_column in names
    for column in table.columns:
        assert column.refers_to is None or column.refers_to in tables.TABLES
        assert not column.name.endswith("_at") or column.type == "timestamp"
        assert not column.name.endswith("_on") or column.type == "date"
        assert not column.name.startswith("is_") or column.type == "boolean"
        assert not column.name.startswith("n_") or column.type == "integer"
        assert column.type not in ("decimal", "float") or column.unit


@pytest.mark.parametrize("table", tables.TABLES.values(), ids=lambda table: table.name)
def test_an_empty_table_passes_its_own_check(table):
    empty = table.empty()

    table.check(empty, *table.names)

    assert empty.count().execute() == 0
    assert table.arrow_schema().names == list(table.names)
