"""Each type as files write it: a table of cases goes through the whole import."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

MAPPING = """
source = "test"
{settings}
[files.f]
path = "f.csv"
delimiter = "|"
[[rows]]
table = "{table}"
file = "f"
[rows.columns]
{key} = "key"
{columns}
"""


def mapping(table, key, columns, settings=""):
    return MAPPING.format(table=table, key=key, columns=columns, settings=settings)


def file_of(*values):
    lines = [f"k{i}|{value}" for i, value in enumerate(values)]
    return {"f.csv": "\n".join(["key|v", *lines]) + "\n"}


@pytest.mark.parametrize(
    ("written", "settings", "expected"),
    [
        pytest.param(["1234.56", "7"], "", ["1234.56", "7"], id="as programs write"),
        pytest.param(["1 234,56 $", "7,5"], "", ["1234.56", "7.5"], id="Québec"),
        pytest.param(
            ["1\u00a0234,56", "1\u202f000"],
            "",
            ["1234.56", "1000"],
            id="no-break",
            marks=pytest.mark.slow,
        ),
        pytest.param(["$1,234.56", "$7.50"], "", ["1234.56", "7.5"], id="dollars"),
        pytest.param(
            ["R$ 1.234,56", "R$ 7,00"], "", ["1234.56", "7"], id="reais", marks=pytest.mark.slow
        ),
        pytest.param(["1'234.50 CHF"], "", ["1234.5"], id="apostrophe", marks=pytest.mark.slow),
        pytest.param(["12,50 €", "3 €"], "", ["12.5", "3"], id="euros", marks=pytest.mark.slow),
        pytest.param(
            ["1,234,567"], "", ["1234567"], id="two commas are thousands", marks=pytest.mark.slow
        ),
        pytest.param(
            ["1,234", "5.50"],
            "",
            ["1234", "5.5"],
            id="another value settles it",
            marks=pytest.mark.slow,
        ),
        pytest.param(["0,125"], "", ["0.125"], id="a zero leads no thousands"),
        pytest.param(["1,234"], 'decimal = ","', ["1.234"], id="the mapping settles it"),
        pytest.param(
            ["1,234"],
            'decimal = "."',
            ["1234"],
            id="the mapping settles it, other way",
            marks=pytest.mark.slow,
        ),
        pytest.param(["1.234"], 'thousands = "."', ["1234"], id="thousands alone settle it"),
        pytest.param(["1e3"], "", ["1000"], id="exponent", marks=pytest.mark.slow),
        pytest.param(["1.23456789"], "", ["1.234568"], id="six decimals are kept"),
        pytest.param(["", "  ", "5"], "", [None, None, "5"], id="empty is null"),
    ],
)
def test_amounts(run, rows, written, settings, expected):
    text = mapping(
        "opportunities", "opportunity_id", 'amount = "v"\noutcome = {value = "won"}', settings
    )
    result = run(text, file_of(*written))

    assert result.rejects == ()
    amounts = [None if each is None else Decimal(each) for each in expected]
    assert [amount for _, amount in rows("opportunities", "opportunity_id", "amount")] == amounts


@pytest.mark.parametrize(
    ("said", "code"),
    [
        pytest.param("A$", "AUD", id="a sign"),
        pytest.param("us $", "USD", id="in any case, with a blank"),
        pytest.param("$ CA", "CAD", id="as in French"),
        pytest.param("chf", "CHF", id="a code"),
        pytest.param("NOK", "NOK", id="a code that no sign has"),
    ],
)
def test_a_column_of_currencies_says_what_stands_beside_amounts(column, said, code):
    values, result = column(
        "opportunities",
        "currency",
        said,
        more='outcome = { value = "won" }\namount = { value = 1 }',
    )

    assert (values, result.rejects) == ([code], ())


def test_a_bare_dollar_is_no_currency(column):
    _, result = column(
        "opportunities", "currency", "$", more='outcome = { value = "won" }\namount = { value = 1 }'
    )

    assert [(each.reason, each.given) for each in result.rejects] == [("not_a_currency", "$")]


@pytest.mark.parametrize(
    ("settings", "keys", "days"),
    [
        pytest.param('date_order = "day"', "", [3, 2, 13], id="for the whole mapping"),
        pytest.param("", 'date_order = "day"', [3, 2, 13], id="for a column"),
        pytest.param('date_order = "day"', 'date_order = "month"', [4, 2], id="a column wins"),
    ],
)
def test_an_order_of_dates_settles_the_doubtful_ones_and_leaves_the_others(
    column, settings, keys, days
):
    values, _ = column(
        "leads", "opened_at", "03/04/2026", "2026-05-02", "13/06/2026", settings=settings, keys=keys
    )

    assert [value.day for value in values] == days


def test_losses_stand_in_parentheses_or_behind_the_minus(run, rows):
    text = mapping("exchange_rates", "currency", 'rate_on = {value = "2026-01-01"}\nrate = "v"')
    files = {"f.csv": "key|v\nCAD|(1,5)\n"}

    result = run(text, files, max_rejects="100%")

    assert [(each.reason, each.given) for each in result.rejects] == [("negative", "(1,5)")]


@pytest.mark.parametrize(
    ("written", "settings", "expected"),
    [
        # Toronto is five hours behind UTC in winter, four in summer.
        pytest.param(["2018-02-01"], "", [datetime(2018, 2, 1, 5)], id="a day is its midnight"),
        pytest.param(["2018-07-01 10:30:00"], "", [datetime(2018, 7, 1, 14, 30)], id="wall"),
        pytest.param(["2018-07-01T10:30:00Z"], "", [datetime(2018, 7, 1, 10, 30)], id="Z"),
        pytest.param(["2018-07-01T10:30:00+02:00"], "", [datetime(2018, 7, 1, 8, 30)], id="offset"),
        pytest.param(
            ["2018-07-01 10:30:00.250"],
            "",
            [datetime(2018, 7, 1, 14, 30, 0, 250000)],
            id="parts of a second",
        ),
        pytest.param(
            ["13/02/2018", "01/02/2018"],
            "",
            [datetime(2018, 2, 13, 5), datetime(2018, 2, 1, 5)],
            id="one day over 12 settles the column",
        ),
        pytest.param(
            ["02/13/2018 09:00", "02/01/2018 09:00"],
            "",
            [datetime(2018, 2, 13, 14), datetime(2018, 2, 1, 14)],
            id="United States",
        ),
        pytest.param(
            ["05/05/2018"],
            "",
            [datetime(2018, 5, 5, 4)],
            id="the same both ways",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            ["01/02/2018"],
            'date_format = "%d/%m/%Y"',
            [datetime(2018, 2, 1, 5)],
            id="the mapping settles it",
        ),
        pytest.param(
            ["7/1/2018 1:05 PM", "7/13/2018 12:05 AM"],
            "",
            [datetime(2018, 7, 1, 17, 5), datetime(2018, 7, 13, 4, 5)],
            id="AM and PM",
            marks=pytest.mark.slow,
        ),
        pytest.param(["1er octobre 2018"], "", [datetime(2018, 10, 1, 4)], id="in French"),
        pytest.param(
            ["Oct 1, 2018", "12-Dec-2018"],
            "",
            [datetime(2018, 10, 1, 4), datetime(2018, 12, 12, 5)],
            id="in English",
        ),
        pytest.param(["20180201"], "", [datetime(2018, 2, 1, 5)], id="compact"),
        pytest.param(["2018-07-01 14 h 30"], "", [datetime(2018, 7, 1, 18, 30)], id="14 h 30"),
        pytest.param(
            ["2018-07-01 10:00:00"],
            'time_zone = "Europe/Paris"',
            [datetime(2018, 7, 1, 8)],
            id="the zone of the file",
        ),
        pytest.param(
            ["2018-07-01"],
            'time_zone = "Europe/Paris"',
            [datetime(2018, 7, 1, 4)],
            id="a day is the agreement's",
        ),
        pytest.param(
            ["2018-03-11 02:30:00"], "", [datetime(2018, 3, 11, 7, 30)], id="an hour skipped"
        ),
        pytest.param(
            ["2018-11-04 01:30:00"], "", [datetime(2018, 11, 4, 5, 30)], id="an hour shown twice"
        ),
    ],
)
def test_moments(run, rows, written, settings, expected):
    result = run(mapping("leads", "lead_id", 'opened_at = "v"', settings), file_of(*written))

    assert [each.text.en for each in result.rejects] == []
    assert [moment for _, moment in rows("leads", "lead_id", "opened_at")] == expected


@pytest.mark.parametrize(
    ("table", "key", "column", "value", "reason"),
    [
        pytest.param("leads", "lead_id", "opened_at", "2018-02-30", "not_a_date", id="30 February"),
        pytest.param("leads", "lead_id", "opened_at", "0201-02-03", "date_out_of_range", id="201"),
        pytest.param("leads", "lead_id", "opened_at", "2999-01-01", "date_out_of_range", id="2999"),
        pytest.param("leads", "lead_id", "opened_at", "infinity", "not_a_date", id="infinity"),
        pytest.param("leads", "lead_id", "opened_at", "soon", "not_a_date", id="a word"),
        pytest.param("leads", "lead_id", "opened_at", "01/02/18", "short_year", id="short year"),
        pytest.param("campaigns", "campaign_id", "starts_on", "2018-13-01", "not_a_date", id="day"),
        pytest.param("accounts", "account_id", "annual_revenue", "much", "not_a_number", id="text"),
        pytest.param("accounts", "account_id", "annual_revenue", "1 2 3", "not_a_number", id="gap"),
        pytest.param("accounts", "account_id", "annual_revenue", "-5", "negative", id="negative"),
        pytest.param("accounts", "account_id", "annual_revenue", "9" * 14, "out_of_range", id="b"),
        pytest.param("accounts", "account_id", "n_employees", "2.5", "not_whole", id="half"),
        pytest.param("accounts", "account_id", "is_target", "maybe", "not_yes_or_no", id="maybe"),
        pytest.param("users", "user_id", "team", "astronauts", "unknown_word", id="vocabulary"),
    ],
)
def test_what_cannot_be_is_kept_aside_with_its_line(run, rows, table, key, column, value, reason):
    result = run(mapping(table, key, f'{column} = "v"'), file_of("", value), max_rejects=1)

    (reject,) = result.rejects
    assert (reject.file, reject.line, reject.column, reject.given, reject.reason) == (
        "f.csv",
        3,
        "v",
        value,
        reason,
    )
    assert reject.record == ("k1", value)
    assert rows(table, key) == [("k0",)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param(["oui", "Non"], [True, False], id="French"),
        pytest.param(["TRUE", "false", ""], [True, False, None], id="programs"),
        pytest.param(["1", "0"], [True, False], id="numbers"),
    ],
)
def test_booleans(run, rows, written, expected):
    run(mapping("accounts", "account_id", 'is_target = "v"'), file_of(*written))

    assert [each for _, each in rows("accounts", "account_id", "is_target")] == expected


def test_days_per_cents_and_whole_numbers(run, rows):
    columns = 'customer_since_on = "since"\nn_employees = "size"\nname = "key"'
    files = {"f.csv": "key|since|size\n a \u00a0|31/12/2019 23:30|1 200\nb||12.0\n"}
    run(mapping("accounts", "account_id", columns), files)

    assert rows("accounts", "account_id", "name", "customer_since_on", "n_employees") == [
        ("a", "a", date(2019, 12, 31), 1200),
        ("b", "b", None, 12),
    ]


def test_words_are_mapped_then_held_to_the_vocabulary(run, rows):
    columns = 'outcome = {column = "v", values = {"Gagnée" = "won", "" = "open", "*" = "lost"}}'
    run(
        mapping("opportunities", "opportunity_id", columns),
        file_of("Gagnée", "", "Perdue", "abandonnée"),
    )

    found = [each for _, each in rows("opportunities", "opportunity_id", "outcome")]
    assert found == ["won", "open", "lost", "lost"]


def test_scale_default_template_and_empty(run, rows):
    text = mapping(
        "spend",
        "spend_id",
        'spent_on = {value = "2026-01-01"}\n'
        'amount = {column = "v", scale = 0.000001}\n'
        'channel = {column = "v", empty = ["2500000"], default = "none"}\n'
        'campaign_id = {template = "c-{key}-{v}"}',
    )
    run(text, file_of("2500000", "1"))

    assert rows("spend", "spend_id", "amount", "channel", "campaign_id", "currency") == [
        ("k0", Decimal("2.5"), "none", "c-k0-2500000", "CAD"),
        ("k1", Decimal("0.000001"), "1", "c-k1-1", "CAD"),
    ]
