"""Who belongs to the account of a case."""

import ibis
import pyarrow as pa
import pytest

from boucle.analytics.facts import account_members
from boucle.errors import MissingColumnsError

ACCOUNTS = {"account_id": ["A", "B"], "domain": ["Firm-A.example", None]}


def people(*rows):
    names = ("contact_id", "account_id", "email")
    whole = [dict(zip(names, row, strict=True)) for row in rows]
    return ibis.memtable(
        pa.Table.from_pylist(whole, schema=pa.schema([(name, "string") for name in names]))
    )


CASES = {"case_id": ["1", "2"], "account_id": ["A", "B"]}


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        pytest.param(("P", "A", "p@gmail.com"), {("1", "P")}, id="named, whatever the address"),
        pytest.param(("P", "B", "p@firm-a.example"), {("2", "P")}, id="named before the address"),
        pytest.param(("P", None, " P@FIRM-A.example "), {("1", "P")}, id="by the address"),
        pytest.param(("P", None, "p@gmail.com"), set(), id="free mail"),
        pytest.param(("P", None, "p@other.example"), set(), id="nobody's domain"),
        pytest.param(("P", None, "firm-a.example"), set(), id="no address"),
        pytest.param(("P", None, None), set(), id="nothing known"),
    ],
)
def test_whose_account(contact, expected):
    table = account_members(
        ibis.memtable(CASES), people(contact), ibis.memtable({**ACCOUNTS, "x": [1, 2]})
    )

    assert {tuple(row.values()) for row in table.to_pyarrow().to_pylist()} == expected


def test_free_mail_is_what_the_caller_says():
    accounts = ibis.memtable({"account_id": ["A"], "domain": ["gmail.com"]})
    given = people(("P", None, "p@gmail.com"))

    table = account_members(ibis.memtable(CASES), given, accounts, free_mail_domains=())

    assert table.to_pyarrow().to_pylist() == [{"case_id": "1", "contact_id": "P"}]


def test_a_missing_column_is_named():
    with pytest.raises(MissingColumnsError, match="account_id"):
        account_members(ibis.memtable({"case_id": ["1"]}), people(), ibis.memtable(ACCOUNTS))
