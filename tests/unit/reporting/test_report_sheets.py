"""The report's tables as sheets, CSV and Parquet: the JSON's figures, and texts that stay texts."""

from __future__ import annotations

import csv
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO, StringIO
from zoneinfo import ZoneInfo

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from boucle.reporting.closed_loop.definitions import DEFINITIONS, MODELS, REASONS
from boucle.reporting.closed_loop.sheets import report_workbook, table_files
from boucle.reporting.closed_loop.table_words import TITLES
from boucle.reporting.closed_loop.tables import report_tables
from boucle.reporting.tabular import ReportColumn, ReportTable
from boucle.reporting.tabular import workbook as workbooks
from boucle.reporting.tabular.csv_text import csv_text

LANGUAGES = ("fr", "en")
ZONE = ZoneInfo("America/Toronto")
FIGURES = {"lead_win_share", "win_share", "median_days_to_won"}
CREDITS = ("credit_intervals", "credit_wins_intervals")
APART = {"credit", "credit_wins", *CREDITS, "other_currencies", "reasons", "campaign_name"}


@pytest.fixture(scope="module")
def figures(loop):
    return {language: loop.as_json(language) for language in LANGUAGES}


@pytest.fixture(scope="module")
def tables(figures, agreement):
    made = report_tables(figures["fr"], agreement, "fr")
    return {table.name: table for table in made}


@pytest.fixture(scope="module")
def books(figures, agreement):
    return {each: report_workbook(figures[each], agreement, each) for each in LANGUAGES}


@pytest.fixture(scope="module")
def sheets(books):
    """Sheets as a spreadsheet program reads them, by the name of their table."""
    found = {}
    for language, content in books.items():
        book = openpyxl.load_workbook(BytesIO(content))
        assert book.sheetnames == [title.in_(language) for title in TITLES.values()]
        found[language] = dict(zip(TITLES, book.worksheets, strict=True))
    return found


def flat(row):
    """The figures of one row of the JSON, under the names of the tables' columns."""
    made = {}
    for name, value in row.items():
        if name in FIGURES:
            made[name] = value["value"]
            made |= {f"{name}_{part}": value[part] for part in ("n", "low", "high")}
        elif name not in APART:
            made[name] = value
    return made


def read(sheet, columns):
    """The rows of a sheet by the names of `columns`; a list is read as one row."""
    lines = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=2)]
    return [dict(zip((each.name for each in columns), line, strict=True)) for line in lines]


def of_sheet(value, name):
    """A value of the JSON as a sheet holds it."""
    if name == "month" and value is not None:
        return datetime.fromisoformat(f"{value}-01")
    if isinstance(value, datetime):
        utc = value if value.tzinfo else value.replace(tzinfo=ZoneInfo("UTC"))
        return utc.astimezone(ZONE).replace(tzinfo=None)
    return None if value == "" else value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["by_channel", "by_campaign", "by_month"])
def test_sheets_hold_every_figure_of_the_json(sheets, figures, tables, name, language):
    rows = read(sheets[language][name], tables[name].columns)
    expected = [flat(row) for row in figures[language][name]]

    assert len(rows) == len(expected) > 1
    for row, wanted in zip(rows, expected, strict=True):
        assert {key: row[key] for key in wanted} == {
            key: of_sheet(value, key) for key, value in wanted.items()
        }


def test_the_total_is_a_list_with_definitions(sheets, figures, tables):
    lines = [[cell.value for cell in line] for line in sheets["fr"]["total"].iter_rows(min_row=2)]
    names = [column.name for column in tables["total"].columns]
    values = dict(zip(names, (line[1] for line in lines), strict=True))
    said = dict(zip(names, (line[2] for line in lines), strict=True))

    wanted = flat(figures["fr"]["total"])
    assert {key: values[key] for key in wanted} == wanted
    assert said["won_amount"] == DEFINITIONS["won_amount"].fr
    assert values["reasons"] == (
        "Rendement sur marge : aucune marge connue; Taux de gain : moins de 10 cas : masqué"
    )


def test_credit_and_other_currencies_are_the_json_s(sheets, figures, tables):
    credit = read(sheets["en"]["credit"], tables["credit"].columns)
    total, channels = figures["en"]["total"], figures["en"]["by_channel"]
    by = {(row["by"], row["key"]): row for row in credit}

    assert len(credit) == 1 + sum(
        len(figures["en"][name]) for name in ("by_channel", "by_campaign", "by_month")
    )
    for key, row in [(("total", None), total), *(
        (("channel", channel["channel"]), channel) for channel in channels
    )]:  # fmt: skip
        for model in MODELS:
            assert by[key][f"amount_{model}"] == row["credit"][model]
            assert by[key][f"wins_{model}"] == row["credit_wins"][model]
    apart = read(sheets["en"]["other_currencies"], tables["other_currencies"].columns)
    assert [(row["currency"], row["amount"]) for row in apart if row["by"] == "total"] == [
        ("USD", 500)
    ]


def test_credit_of_every_model_is_the_json_s(sheets, figures, tables):
    rows = read(sheets["fr"]["credit_intervals"], tables["credit_intervals"].columns)
    expected = [
        (by, row[key], model, *(
            row[field][model][part] for field in CREDITS for part in ("value", "n", "low", "high")
        ))
        for by, name, key in (("canal", "by_channel", "channel"),
                              ("campagne", "by_campaign", "campaign"))
        for row in figures["fr"][name]
        for model in (*MODELS, "markov", "shapley")
    ]  # fmt: skip

    found = [
        (row["by"], row["key"], row["model"], *(
            row[f"{field}{part}"] for field in CREDITS for part in ("", "_n", "_low", "_high")
        ))
        for row in rows
    ]  # fmt: skip
    assert found == expected


def test_disagreement_is_the_json_s(sheets, figures, tables):
    rows = read(sheets["en"]["disagreement"], tables["disagreement"].columns)

    assert len(rows) == len(figures["en"]["disagreement"]["rows"]) == 4
    for row, wanted in zip(rows, figures["en"]["disagreement"]["rows"], strict=True):
        assert (row["channel"], row["reference"], row["reference_low"], row["reference_high"]) == (
            wanted["channel"], *(wanted["reference"][part] for part in ("value", "low", "high"))
        )  # fmt: skip
        assert (row["lowest"], row["highest"]) == (
            wanted["lowest"]["value"], wanted["highest"]["value"],
        )  # fmt: skip
        for name in ("spread_share", "best_rank", "worst_rank", "intervals_overlap"):
            assert row[name] == wanted[name]


def test_wins_touchpoints_spend_and_ties_are_the_json_s(sheets, figures, tables):
    report = figures["fr"]
    found = {name: read(sheets["fr"][name], tables[name].columns) for name in tables
             if not tables[name].is_list}  # fmt: skip
    for row, win in zip(found["wins"], report["wins"], strict=True):
        assert row == {key: of_sheet(win[key], key) for key in row}
    steps = [(win, step) for win in report["wins"] for step in win["touchpoints"]]
    for row, (win, step) in zip(found["touchpoints"], steps, strict=True):
        assert row["opportunity_id"] == win["opportunity_id"]
        assert row["occurred_at"] == of_sheet(step["occurred_at"], "occurred_at")
        assert (row["channel"], row["cost"], row["weight"]) == (
            step["channel"], step["cost"], step["weight"],
        )  # fmt: skip
        assert {model: row[f"share_{model}"] for model in MODELS} == step["share"]
        assert {model: row[f"credit_{model}"] for model in MODELS} == step["credit"]
    for row, line in zip(found["spend_lines"], report["spend_lines"], strict=True):
        assert {key: row[key] for key in line} == {
            key: of_sheet(value, key) for key, value in line.items()
        }
    lines = [*report["reconciliation"]["lines"], *report["reconciliation"]["files"]]
    for row, line in zip(found["reconciliation"], lines, strict=True):
        explained = sum(part["amount"] for part in line["explained"])
        assert row == {key: explained if key == "explained" else line[key] for key in row}
    assert sum(row["explained"] for row in found["explanations"]) == sum(
        row["explained"] for row in found["reconciliation"]
    )
    assert [row["text"] for row in found["notes"]] == [
        note["text"] for note in report["reconciliation"]["notes"]
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_and_dates_are_real_and_formatted(sheets, tables, language):
    sheet = sheets[language]["by_month"]
    names = [column.name for column in tables["by_month"].columns]
    line = dict(zip(names, sheet[3], strict=True))

    assert line["month"].value == datetime(2026, 1, 1)
    assert line["month"].number_format == "yyyy-mm"
    assert (line["n_leads"].data_type, line["n_leads"].number_format) == ("n", "#,##0")
    sign = {"fr": "#,##0.00\u00a0[$$-C0C]", "en": "[$$-1009]#,##0.00"}[language]
    assert line["won_amount"].number_format == sign
    assert line["lead_win_share"].number_format in {"0.0\u00a0%", "0.0%"}
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", f"A1:{sheet.dimensions[3:]}")
    # The month that is not mature is hatched, as on the page.
    assert sheet["A5"].fill.patternType == "lightUp"
    assert sheet["A3"].fill.patternType is None
    about = {row[0].value: row[1].value for row in sheets[language]["about"].iter_rows(min_row=2)}
    assert datetime(2026, 5, 10, 8) in about.values()  # noon in UTC, in the agreement's zone
    assert datetime(2026, 4, 30) in about.values()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_is_defined_and_every_name_fits(sheets, tables, language):
    rows = read(sheets[language]["definitions"], tables["definitions"].columns)
    defined = {(row["table"], row["column"]) for row in rows}

    for name, table in tables.items():
        title = TITLES[name].in_(language)
        assert 0 < len(title) <= 31
        assert not re.search(r"[\[\]:*?/\\]|^'|'$", title)
        if name != "definitions":
            assert {(title, column.name) for column in table.columns} <= defined
    codes = {row["code"] for row in read(sheets[language]["reasons"], tables["reasons"].columns)}
    assert codes == set(REASONS)


def test_the_same_figures_make_the_same_file(books, figures, agreement):
    again = report_workbook(figures["fr"], agreement, "fr")
    with zipfile.ZipFile(BytesIO(again)) as archive:
        core = archive.read("docProps/core.xml").decode()

    assert again == books["fr"]
    assert "2026-05-10T12:00:00Z" in core


ONE = (ReportColumn("a", "A"),)


def book_of(rows, columns=ONE, title="T"):
    table = ReportTable("t", title, columns, tuple(rows))
    made = workbooks.workbook(
        [table], title="t", dated=datetime(2026, 1, 1, tzinfo=ZONE), currency="CAD",
        time_zone="America/Toronto", language="fr", words={},
    )  # fmt: skip
    return openpyxl.load_workbook(BytesIO(made)), made


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param("=1+1", "=1+1", id="formula"),
        pytest.param('=HYPERLINK("http://x.example")', '=HYPERLINK("http://x.example")', id="link"),
        pytest.param("+33", "+33", id="plus"),
        pytest.param("-1", "-1", id="minus"),
        pytest.param("@SUM(A1)", "@SUM(A1)", id="at"),
        pytest.param("\t=1", "\t=1", id="tab"),
        pytest.param("http://x.example", "http://x.example", id="address"),
        pytest.param("12", "12", id="digits"),
        pytest.param("{=1}", "{=1}", id="array formula"),
        pytest.param("a\x07b\x00", "a\ufffdb\ufffd", id="control characters"),
        pytest.param("é😀<&>\"'", "é😀<&>\"'", id="signs of XML"),
        pytest.param("x" * 40_000, "x" * 32_766 + "…", id="too long"),
        pytest.param("😀" * 20_000, "😀" * 16_383 + "…", id="too long in UTF-16"),
        pytest.param("", None, id="empty"),
    ],
)
def test_a_text_stays_a_text(given, expected):
    book, made = book_of([{"a": given}])
    (cell,) = book["T"][2]
    with zipfile.ZipFile(BytesIO(made)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        names = archive.namelist()

    assert cell.value == expected
    assert cell.data_type == ("s" if expected else "n")
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert not any("external" in name or "rels/sheet" in name for name in names)


def test_a_date_that_sheets_cannot_count_stays_a_text():
    columns = (ReportColumn("a", "A", "date"), ReportColumn("m", "M", "moment"))
    rows = [
        {"a": date(1899, 12, 31), "m": None},
        {"a": date(1900, 3, 1), "m": datetime(2026, 1, 1)},
    ]
    book, _ = book_of(rows, columns)

    assert [cell.value for cell in book["T"][2]] == ["1899-12-31", None]
    assert [cell.value for cell in book["T"][3]] == [
        datetime(1900, 3, 1), datetime(2025, 12, 31, 19),
    ]  # fmt: skip


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_ROWS", 4)
    book, _ = book_of([{"a": str(n)} for n in range(7)], title="Gestes des gains " * 2)

    assert [len(name) <= 31 and name[-2:] for name in book.sheetnames] == [" 1", " 2", " 3"]
    assert [[cell.value for cell in sheet["A"]] for sheet in book.worksheets] == [
        ["A", "0", "1", "2"], ["A", "3", "4", "5"], ["A", "6"],
    ]  # fmt: skip


@pytest.mark.slow
def test_an_empty_report_has_all_of_its_sheets(loop_of, agreement):
    book = openpyxl.load_workbook(
        BytesIO(report_workbook(loop_of({}).as_json("en"), agreement, "en"))
    )

    assert book.sheetnames == [title.en for title in TITLES.values()]
    assert book["By channel"].max_row == 1


def test_csv_is_the_same_form_in_both_languages(figures, agreement):
    made = {each: table_files(figures[each], agreement, each, "csv") for each in LANGUAGES}
    text = made["fr"]["by_channel.csv"].decode("utf-8")
    rows = list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline="")))

    assert list(made["fr"]) == [f"{name}.csv" for name in TITLES]
    assert text.startswith("\ufeffchannel,channel_name,n_contacts,n_leads,")
    assert text.splitlines()[0] == made["en"]["by_channel.csv"].decode().splitlines()[0]
    for row, channel in zip(rows, figures["fr"]["by_channel"], strict=True):
        wanted = flat(channel)
        assert row["channel"] == (wanted.pop("channel") or "")
        for name, value in wanted.items():
            if isinstance(value, bool):
                assert row[name] == str(value).lower()
            else:
                assert row[name] == ("" if value is None else str(value))
    assert rows[0]["reasons"].startswith("lead_win_share=n_under_10; ")
    assert "2026-05-10T12:00:00Z" in made["fr"]["about.csv"].decode()


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_keeps_a_text_from_being_run(sign):
    columns = (ReportColumn("a", "A"), ReportColumn("n", "N", "number"))
    table = ReportTable("t", "T", columns, ({"a": f"{sign}1+1", "n": -1.5},))

    (_, row) = csv.reader(StringIO(csv_text(table).removeprefix("\ufeff"), newline=""))
    assert row == [f"'{sign}1+1", "-1.5"]


def test_parquet_has_types_and_the_json_s_figures(figures, agreement, tables):
    made = table_files(figures["en"], agreement, "en", "parquet")
    channels = pq.read_table(BytesIO(made["by_channel.parquet"]))
    wins = pq.read_table(BytesIO(made["wins.parquet"]))
    about = pq.read_table(BytesIO(made["about.parquet"])).to_pylist()[0]

    assert list(made) == [f"{name}.parquet" for name in TITLES]
    for row, channel in zip(channels.to_pylist(), figures["en"]["by_channel"], strict=True):
        wanted = flat(channel)
        assert {name: row[name] for name in wanted} == wanted
    types = {field.name: field.type for field in channels.schema}
    assert (types["n_won"], types["won_amount"], types["is_mature"]) == (
        pa.int64(), pa.float64(), pa.bool_(),
    )  # fmt: skip
    assert wins.schema.field("closed_at").type == pa.timestamp("us", tz="UTC")
    assert about["as_of"] == figures["en"]["as_of"]
    assert about["period_to"] == date(2026, 4, 30)
    assert channels.schema.field("n_won").metadata[b"definition"] == b"Deals won."


def test_empty_tables_keep_their_columns(tables):
    empty = replace(tables["touchpoints"], rows=())

    assert csv_text(empty).count("\r\n") == 1
