"""Files known by their header, columns by several names, and what is not read."""

from __future__ import annotations

import io

import openpyxl
import pytest

from boucle.errors.imports import (
    CurrencyUnknownError,
    ImportFileMissingError,
    ImportFileNotSingleError,
    ImportNothingFitsError,
    MappingFaultsError,
)
from boucle.warehouse.imports import mapping
from boucle.warehouse.imports.headers import constants, own_names
from boucle.warehouse.imports.mapping import FileMapping
from boucle.warehouse.imports.sources import UNKNOWN

COSTS = """
source = "ads"
[files.costs]
path = ["costs*.csv", "*"]
needs = ["campaign", "day", "spend"]
[files.costs.names]
campaign = ["Campaign name", "Nom de la campagne"]
day = ["Jour"]
spend = ["Amount spent (*)", "Montant dépensé (*)", "Amount spent"]
[files.costs.from_header]
currency = ["Amount spent (*)", "Montant dépensé (*)"]
[[rows]]
table = "spend"
file = "costs"
is_added_up = true
where_present = ["day"]
[rows.columns]
spend_id = { template = "{campaign}#{day}" }
spent_on = "day"
campaign_id = "campaign"
amount = "spend"
currency = "currency"
"""
EN = "Campaign name,Day,Amount spent (CAD)\nFall,2026-10-01,10.50\nFall,2026-10-02,2\n"
FR = "Nom de la campagne;Jour;Montant dépensé (CAD)\nFall;2026-10-01;10,50\nFall;2026-10-02;2,00\n"
SPENT = [("Fall#2026-10-01", 10.5, "CAD"), ("Fall#2026-10-02", 2.0, "CAD")]


def workbook(text):
    book = openpyxl.Workbook()
    for line in text.splitlines():
        book.active.append(line.split(","))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def spent(rows):
    return [(a, float(b), c) for a, b, c in rows("spend", "spend_id", "amount", "currency")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("costs.csv", EN, id="english"),
        pytest.param("costs.csv", FR, id="french, of another name"),
        pytest.param("mon export (3).csv", FR, id="found by its header"),
        pytest.param("mon export.xlsx", workbook(EN), id="a workbook found by its header"),
        pytest.param("costs.csv", EN.upper().replace("FALL", "Fall"), id="capitals do not count"),
    ],
)
def test_columns_have_several_names(run, rows, name, content):
    result = run(COSTS, {name: content, "other.csv": "a,b\n1,2\n", "LICENSE": "text"})

    assert spent(rows) == SPENT
    assert [each.name for each in result.ignored] == ["other.csv"]


def test_a_reject_is_told_in_the_words_of_the_file(run):
    content = FR.replace("2026-10-02", "2026-13-02")
    result = run(COSTS, {"a.csv": content}, max_rejects=1)

    assert [(each.column, each.given) for each in result.rejects] == [("Jour", "2026-13-02")]


def test_a_file_that_is_read_alone_refuses_its_double(run):
    text = COSTS.replace('path = ["costs*.csv", "*"]', 'path = "*.csv"\nis_single = true')

    with pytest.raises(ImportFileNotSingleError) as caught:
        run(text, {"a.csv": EN, "b.csv": EN})

    assert caught.value.several == ("a.csv", "b.csv")


def test_nothing_that_fits_is_refused(run):
    text = COSTS.replace("needs", "is_optional = true\nneeds")

    with pytest.raises(ImportNothingFitsError) as caught:
        run(text, {"other.csv": "a,b\n1,2\n"})

    assert caught.value.patterns == ("costs*.csv",)


def test_a_missing_file_that_is_known_by_its_header_is_told_by_it(run):
    other = '\n[files.other]\npath = "other.csv"\n'

    with pytest.raises(ImportFileMissingError) as caught:
        run(COSTS.replace("[[rows]]", other + "[[rows]]"), {"other.csv": "a,b\n1,2\n"})

    assert caught.value.needs == ("Campaign name", "Jour", "Amount spent (*)")


ASIDE = """
[[ignored]]
path = ["*_by_ad*.csv"]
why = { fr = "les mêmes coûts", en = "the same costs" }
[[ignored]]
path = "*.txt"
why = "README"
"""


def test_what_is_left_aside_is_told_with_its_reason(run):
    files = {"costs.csv": EN, "costs_by_ad.csv": EN, "notes.txt": "a;b\n1;2\n", "x.csv": "a\n1\n"}
    text = COSTS.replace('path = ["costs*.csv", "*"]', 'path = "costs.csv"') + ASIDE
    result = run(text, files)

    assert {each.name: (each.why.fr, each.why.en) for each in result.ignored} == {
        "costs_by_ad.csv": ("les mêmes coûts", "the same costs"),
        "notes.txt": ("README", "README"),
        "x.csv": (UNKNOWN.fr, UNKNOWN.en),
    }


PLAIN = "Campaign name,Day,Amount spent (CAD)\nFall,2026-10-01,10.50\n".replace(" (CAD)", "")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param('currency = "USD"\nis_currency_needed = true', "USD", id="said"),
        pytest.param("", "CAD", id="the agreement's where it is not needed"),
    ],
)
def test_currency_where_the_file_gives_none(run, rows, said, expected):
    run(said + COSTS, {"a.csv": PLAIN})

    assert spent(rows) == [("Fall#2026-10-01", 10.5, expected)]


def test_currency_that_nothing_gives_is_refused(run, workspace):
    with pytest.raises(CurrencyUnknownError) as caught:
        run("is_currency_needed = true" + COSTS, {"a.csv": PLAIN})

    assert (caught.value.file, caught.value.n_rows) == ("a.csv", 1)
    assert workspace.lake.last_commit() is None


FILE = FileMapping(
    path="*",
    needs=("id",),
    names={"id": ("Record ID", "ID de fiche"), "spend": ("Cost (*)",)},
    from_header={"currency": ("Cost (*)",)},
)


@pytest.mark.parametrize(
    ("header", "own", "fixed"),
    [
        pytest.param(("id", "Record ID"), {"id": "id"}, {}, id="the mapping's own name first"),
        pytest.param(("ID de fiche", "Record ID"), {"id": "Record ID"}, {}, id="then in order"),
        pytest.param(("record  id ",), {"id": "record  id "}, {}, id="blanks and capitals"),
        pytest.param(
            ("ID", "Cost ( EUR )"),
            {"id": "ID", "spend": "Cost ( EUR )", "currency": "Cost ( EUR )"},
            {"currency": "EUR"},
            id="a part of the header",
        ),
        pytest.param(("Record IDs", "Costs"), {}, {}, id="nothing alike"),
    ],
)
def test_names_of_a_header(header, own, fixed):
    assert own_names(header, FILE) == own
    assert constants(header, FILE) == fixed


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        pytest.param(
            ("is_added_up = true", "is_history = true"), "rows[1].is_history", id="history"
        ),
        pytest.param(
            ('spend_id = { template = "{campaign}#{day}" }\n', ""), "rows[1].is_added_up", id="key"
        ),
        pytest.param(
            ('"day"\ncampaign_id', '{ columns = ["{day"] }\ncampaign_id'),
            "rows[1].columns.spent_on.columns",
            id="template",
        ),
        pytest.param(
            ('currency = ["Amount spent (*)"', 'currency = ["Amount spent"'),
            "files.costs.from_header.currency",
            id="no place in a header",
        ),
        pytest.param(("needs", "need"), "files.costs.need", id="nearest key"),
        pytest.param(
            ("[[rows]]", '[[ignored]]\npath = "x"\nwhy = { fr = "x" }\n[[rows]]'),
            "ignored[1].why.en",
            id="a reason in one language",
        ),
        pytest.param(
            ("[[rows]]", '[[ignored]]\npaths = "x"\nwhy = "x"\n[[rows]]'),
            "ignored[1].paths",
            id="a key of what is ignored",
        ),
    ],
)
def test_faults_of_the_new_keys_are_told(wrong, path):
    with pytest.raises(MappingFaultsError) as caught:
        mapping.parse(COSTS.replace(*wrong), name="m.toml")

    assert any(f"`{path}`" in fault.en for fault in caught.value.faults)
