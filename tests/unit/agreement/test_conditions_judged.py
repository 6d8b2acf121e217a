from datetime import date
from decimal import Decimal

import ibis
import pytest

from boucle.agreement.conditions import parse
from boucle.errors import MissingColumnsError

KNOWN = {
    "n_employees": 40,
    "company": "Fabrication L'Érable inc.",
    "is_served": True,
    "is_target": False,
    "has_contract": None,
    "opportunity_amount": Decimal("1200.50"),
    "next_step_on": date(2026, 10, 31),
    "grade": None,
    "count__form": 0,
    "days_since__call": None,
    "only__form": False,
}
SCHEMA = {
    "n_employees": "int64", "company": "string", "is_served": "boolean", "is_target": "boolean",
    "has_contract": "boolean", "opportunity_amount": "decimal(18, 6)", "next_step_on": "date",
    "grade": "string", "count__form": "int64", "days_since__call": "float64",
    "only__form": "boolean",
}  # fmt: skip

CASES = [
    ("n_employees >= 40", True),
    ("n_employees - 10 = 30", True),
    ("n_employees between 41 and 50", False),
    ("opportunity_amount > 1200.5", False),
    ("opportunity_amount = 1200.5", True),
    ("next_step_on = '2026-10-31'", True),
    ("next_step_on < '2026-10-31'", False),
    ("contains(company, 'erable')", True),
    ("contains(company, 'bois', 'FABRICATION L''É')", True),
    ("contains(grade, 'a')", None),
    # Unknown is neither true nor false.
    ("grade = 'A1'", None),
    ("not grade = 'A1'", None),
    ("grade in ('A1')", None),
    ("grade not in ('A1')", None),
    ("grade is null", True),
    ("grade = 'A1' or is_served", True),
    ("grade = 'A1' or is_target", None),
    ("grade = 'A1' and is_target", False),
    ("grade = 'A1' and is_served", None),
    ("has_contract = is_served", None),
    ("days_since('call') <= 30", None),
    ("days_since('call') between 1 and 2", None),
    ("n_employees between 50 and 40 + days_since('call')", False),
    ("has('form')", False),
    ("only('form')", False),
    ("at_least(1, has_contract, is_served)", True),
    ("at_least(2, has_contract, is_served)", None),
    ("at_least(2, is_target, is_served)", False),
    ("at_least(2, has_contract, is_target, is_served)", None),
    ("true", True),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_one_row(text, expected):
    assert parse(text).evaluate(KNOWN) is expected


def test_the_engine_agrees():
    table = ibis.memtable([KNOWN], schema=SCHEMA)
    judged = {str(n): parse(text).to_ibis(table) for n, (text, _) in enumerate(CASES)}

    row = table.select(**judged).to_pyarrow().to_pylist()[0]

    assert list(row.values()) == [expected for _, expected in CASES]


def test_a_row_without_a_column_is_refused():
    condition = parse("grade = 'A1' and count('call') > 1")

    with pytest.raises(MissingColumnsError, match="lacks count__call;"):
        condition.evaluate(KNOWN)
    with pytest.raises(MissingColumnsError, match="lacks count__call;"):
        condition.to_ibis(ibis.memtable([KNOWN], schema=SCHEMA))
    with pytest.raises(MissingColumnsError):
        condition.explain({})


def test_is_it_an_mql_and_why():
    mql = parse(
        "is_served or (grade in ('A1', 'A2') and not (only('form') or n_employees < 30) "
        "and at_least(1, has_contract, is_target))"
    )

    why = mql.explain(KNOWN)

    assert [(clause.text, clause.value) for clause in why] == [
        ("is_served", True),
        ("grade in ('A1', 'A2')", None),
        ("not only('form')", True),
        ("not n_employees < 30", True),
        ("at_least(1, has_contract, is_target)", None),
        ("has_contract", None),
        ("is_target", False),
    ]
    assert why[3].found == (("n_employees", 40),)
    assert why[3].sentence.fr == "le nombre d'employés est d'au moins 30"
