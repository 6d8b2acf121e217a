"""Values that leave a doubt: each is read as itself, settled by its column and told, or asked."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from boucle.errors.imports import AmbiguousColumnError


@pytest.mark.parametrize(
    ("written", "settings", "expected"),
    [
        pytest.param(["342.09K", "$1.5M", "2b"], "", ["342090", "1500000", "2000000000"], id="K M"),
        pytest.param(["$342.09K", "7"], "", ["342090", "7"], id="beside a plain one"),
        pytest.param(
            ["1,2 M$", "3 k$", "2,5 millions"], "", ["1200000", "3000", "2500000"], id="M$"
        ),
        pytest.param(["1,5 Md €"], 'currency = "EUR"', ["1500000000"], id="milliards"),
        pytest.param(["R$ 435.000", "R$ 146536,25"], "", ["435000", "146536.25"], id="reais"),
        pytest.param(["$1,234.56 USD", "USD 7.50"], "", ["1234.56", "7.5"], id="sign and code"),
        pytest.param(["50.000", "1.234.567"], "", ["50000", "1234567"], id="thousands settle it"),
        pytest.param(
            ["1,234.56", "1.234,56", "12,5", "7", "50.000", "1,234"],
            'decimal = "mixed"',
            ["1234.56", "1234.56", "12.5", "7"],
            id="mixed: each for itself, doubts aside",
        ),
        pytest.param(["12,5", "0.125"], 'decimal = ","', ["12.5"], id="no group leads with a zero"),
        pytest.param(
            ["12$50", "1200 (à confirmer)", "R$", "5%5"], "", [], id="signs and notes within"
        ),
        pytest.param(["12 %", "3.5"], "", ["3.5"], id="an amount is no percentage"),
        pytest.param(["#REF!", "3"], "", ["3"], id="a formula that failed"),
        pytest.param(["9" * 14 + "M", "1"], "", ["1"], id="too large"),
    ],
)
def test_amounts_with_signs_and_magnitudes(column, written, settings, expected):
    amounts, result = column("opportunities", "amount", *written, settings=settings)

    assert amounts == [Decimal(each) for each in expected]
    assert len(result.rejects) == len(written) - len(expected)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("written", "told"),
    [
        pytest.param(["146536,25", "50.000"], "`50.000`", id="no one groups there"),
        pytest.param(["12.50", "50.000"], "`50.000`", id="amounts with cents"),
        pytest.param(["1.25"] * 200 + ["1,234.5", "1,5", "50.000"], "`50.000`", id="of two minds"),
        pytest.param(["1,234.56", "1,234"], None, id="groups beside groups"),
        pytest.param(["1.5", "1.125"], None, id="decimals of any length"),
        pytest.param(["1500.5", "12"], None, id="no doubt"),
    ],
)
def test_what_a_weak_witness_settles_is_told(column, written, told):
    _, result = column("opportunities", "amount", *written)

    assert [told in each.en for each in result.warnings] == ([True] if told else [])


def test_values_that_contradict_each_other_are_asked(column):
    with pytest.raises(AmbiguousColumnError) as caught:
        column("opportunities", "amount", "1,234.56", "1.234,56")

    assert 'decimal = "mixed"' in caught.value.text.fr


@pytest.mark.parametrize(
    ("settings", "more", "written", "expected", "n_rejects"),
    [
        pytest.param("", "", ["10", "$5"], [("CAD", "10"), ("CAD", "5")], 0, id="a bare dollar"),
        pytest.param(
            "", "", ["R$ 10", "US$ 5", "7"], [("BRL", "10"), ("USD", "5"), ("CAD", "7")], 0,
            id="each row its own",
        ),
        pytest.param(
            'currency = "BRL"', "", ["R$ 10", "US$ 5"], [("BRL", "10")], 1, id="the mapping says"
        ),
        pytest.param(
            "", 'currency = { value = "EUR" }', ["10 €", "$5"], [("EUR", "10")], 1,
            id="a dollar is no euro",
        ),
    ],
)  # fmt: skip
def test_amounts_of_other_currencies_are_never_taken_for_ours(
    column, rows, settings, more, written, expected, n_rejects
):
    more = 'outcome = { value = "won" }\n' + more
    _, result = column("opportunities", "amount", *written, settings=settings, more=more)

    found = [
        (currency, amount)
        for _, currency, amount in rows("opportunities", "opportunity_id", "currency", "amount")
    ]
    assert found == [(currency, Decimal(amount)) for currency, amount in expected]
    assert [each.reason for each in result.rejects] == ["other_currency"] * n_rejects
    assert len(result.warnings) == ({code for code, _ in expected} > {"CAD"})


@pytest.mark.parametrize(
    ("written", "keys", "expected"),
    [
        pytest.param(
            ["2018-02-13", "14/02/2018", "1er octobre 2018", "Feb 3, 2018", "05/02/2018"],
            "",
            [(2, 13, 5), (2, 14, 5), (10, 1, 4), (2, 3, 5), (2, 5, 5)],
            id="certain ones settle the others",
        ),
        pytest.param(
            ["13/02/2018", "02/14/2018", "03/04/2018"],
            'date_format = ["%d/%m/%Y", "%m/%d/%Y"]',
            [(2, 13, 5), (2, 14, 5), (4, 3, 4)],
            id="a list is tried in its order",
        ),
        pytest.param(["13/02/18"], 'date_format = "%d/%m/%y"', [(2, 13, 5)], id="short years"),
        pytest.param(
            ["43144", "43144.0", "43144,5"],
            'date_format = "excel_days"',
            [(2, 13, 5), (2, 13, 5), (2, 13, 17)],
            id="days of a spreadsheet",
        ),
        pytest.param(
            ["1518541200", "1518541200.5"],
            'date_format = "epoch_seconds"',
            [(2, 13, 17), (2, 13, 17, 0, 0, 500000)],
            id="seconds since 1970",
        ),
        pytest.param(
            ["1518541200000", "x", "99999999999999"],
            'date_format = "epoch_millis"',
            [(2, 13, 17)],
            id="thousandths since 1970",
        ),
    ],
)
def test_dates_in_several_forms(column, written, keys, expected):
    # Toronto is five hours behind UTC in winter, four in summer.
    moments, _ = column("leads", "opened_at", *written, keys=keys)

    assert moments == [datetime(2018, *each) for each in expected]


# As the Office québécois de la langue française shortens them, with the hour of midnight in UTC.
MONTHS = [
    ("janv.", 5), ("févr.", 5), ("mars", 4), ("avr.", 4), ("mai", 4), ("juin", 4),
    ("juill.", 4), ("août", 4), ("sept.", 4), ("oct.", 4), ("nov.", 5), ("déc.", 5),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("written", ["15 {} 2018", "15-{}-2018"], ids=["blanks", "dashes"])
def test_months_are_shortened_as_in_quebec(column, written):
    days = [written.format(name) for name, _ in MONTHS]

    moments, result = column("leads", "opened_at", *days)

    assert result.rejects == ()
    assert moments == [datetime(2018, n, 15, hour) for n, (_, hour) in enumerate(MONTHS, start=1)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("given", "reason"),
    [
        pytest.param("13/02/18", "short_year", id="short year"),
        pytest.param("43144", "bare_number", id="days of a spreadsheet"),
        pytest.param("1518541200", "bare_number", id="seconds"),
        pytest.param("1518541200000", "bare_number", id="thousandths"),
        pytest.param("#VALEUR!", "formula_error", id="formula"),
        pytest.param("1518541200000000", "not_a_date", id="no such number"),
    ],
)
def test_a_date_that_must_be_said_how_is_kept_aside_in_plain_words(column, given, reason):
    _, result = column("leads", "opened_at", given)

    assert [each.reason for each in result.rejects] == [reason]


@pytest.mark.slow
def test_an_order_settled_by_a_column_of_two_minds_is_told(column):
    _, result = column("leads", "opened_at", *["13/02/2018"] * 200, "02/13/2018", "03/04/2018")

    assert ["`03/04/2018`" in each.fr for each in result.warnings] == [True]
    assert [each.given for each in result.rejects] == ["02/13/2018"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("table", "name", "written", "keys", "expected", "told"),
    [
        pytest.param(
            "opportunities", "amount", ["N/A", "None", "-", "#N/A", "5"], "",
            [None, None, None, None, Decimal(5)], "4 cell(s) of `v` say", id="numbers",
        ),
        pytest.param(
            "leads", "opened_at", ["n/d", "NULL"], "", [None, None], "2 cell(s)", id="dates"
        ),
        pytest.param(
            "leads", "owner_id", ["None", "U1"], "", [None, "U1"], "read as empty", id="keys"
        ),
        pytest.param(
            "accounts", "country", ["NA", "None", "CA"], "", ["NA", "None", "CA"], "kept as text",
            id="words of a text column stay",
        ),
        pytest.param(
            "accounts", "country", ["N/A", "—", "CA"], "", [None, None, "CA"], "read as empty",
            id="marks are no words",
        ),
        pytest.param(
            "accounts", "country", ["N/A", "-"], "empty = []", ["N/A", "-"], None, id="as said"
        ),
        pytest.param(
            "accounts", "country", ["NA", "-"], 'empty = ["NA"]', [None, "-"], None, id="also said"
        ),
        pytest.param(
            "opportunities", "outcome", ["n/a", "won"], 'values = { "n/a" = "open" }',
            ["open", "won"], None, id="a word that is mapped",
        ),
    ],
)  # fmt: skip
def test_words_for_nothing_are_empty_where_no_word_can_stand(
    column, table, name, written, keys, expected, told
):
    found, result = column(table, name, *written, keys=keys, more="" if name == "outcome" else None)

    assert (found, result.rejects) == (expected, ())
    assert [told in each.en for each in result.warnings] == ([True] if told else [])


def test_a_key_that_says_none_is_required(column):
    more = 'outcome = { value = "won" }'
    _, result = column("opportunities", "lead_id", "None", "L1", more=more)

    assert result.n_rejected_rows == 0
    assert [each.en.partition(":")[0] for each in result.warnings] == [
        "in `f.csv`, 1 cell(s) of `v` say `None`"
    ]
