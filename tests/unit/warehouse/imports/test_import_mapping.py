"""A mapping file is checked whole: every fault at once, with its place and the nearest name."""

from __future__ import annotations

import pytest

from boucle.errors import ParameterError
from boucle.errors.imports import MappingFaultsError, MappingNotFoundError
from boucle.warehouse.imports import mapping
from boucle.warehouse.imports.presets import preset_names

GOOD = """
source = "crm"
[files.f]
path = "f.csv"
[[rows]]
table = "leads"
file = "f"
[rows.columns]
lead_id = "id"
opened_at = { column = "day", date_format = "%d/%m/%Y" }
"""


def test_short_forms_are_the_long_ones():
    parsed = mapping.parse(GOOD, name="crm.toml")

    columns = parsed.rows[0].columns
    assert columns["lead_id"] == mapping.ColumnMapping(column="id")
    assert columns["opened_at"].date_format == ("%d/%m/%Y",)
    assert parsed.rows[0].raw_columns == ("id", "day")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        pytest.param("source", "sourse", "`source` is missing", id="missing key"),
        pytest.param("source", "sourse", "`sourse` is not known. Did you mean `source`?", id="key"),
        pytest.param(
            '"leads"',
            '"leeds"',
            "rows[1].table`: `leeds` is not known. Did you mean `leads`",
            id="table",
        ),
        pytest.param("opened_at", "opend_at", "Did you mean `opened_at`?", id="canonical column"),
        pytest.param("date_format", "date_fromat", "Did you mean `date_format`?", id="inner key"),
        pytest.param(
            "[files", 'currency = "CAN"\n[files', "the code of a currency, as CAD", id="currency"
        ),
        pytest.param('file = "f"', 'file = "g"', "rows[1].file", id="alias"),
        pytest.param('"leads"', '"commits"', "not known", id="a table of Boucle's own"),
        pytest.param('"leads"', '"opportunities"', "requires column `outcome`", id="required"),
        pytest.param(
            'column = "day"', 'column = "day", value = "x"', "exactly one", id="two origins"
        ),
        pytest.param(
            'column = "day"',
            'column = "day", time_zone = "America/Toronot"',
            "Did you mean `America/Toronto`",
            id="zone",
        ),
        pytest.param(
            'column = "day"', 'column = "day", decimal = ";"', "`.`, `,` or `mixed`", id="decimal"
        ),
        pytest.param('"crm"', '"crm', "not valid TOML", id="TOML"),
        pytest.param('"%d/%m/%Y"', '"%d/%q/%Y"', "date_format", id="unknown sign of a date format"),
        pytest.param('"%d/%m/%Y"', '"dd/mm/yyyy"', "date_format", id="a format without signs"),
    ],
)
def test_a_fault_has_its_place_and_a_way_out(before, after, said):
    with pytest.raises(MappingFaultsError) as caught:
        mapping.parse(GOOD.replace(before, after), name="crm.toml")

    assert said in caught.value.text.en
    assert "\n" not in caught.value.text.fr


def test_all_faults_come_at_once():
    wrong = GOOD.replace("source", "sourse").replace("opened_at", "opend_at").replace('"f"', '"g"')
    with pytest.raises(MappingFaultsError) as caught:
        mapping.parse(wrong, name="crm.toml")

    assert len(caught.value.faults) == 4


def test_a_mapping_has_a_name_or_a_path(tmp_path):
    (tmp_path / "crm.toml").write_text(GOOD)

    assert mapping.load("crm", folder=tmp_path) == mapping.load(tmp_path / "crm.toml")
    with pytest.raises(MappingNotFoundError) as caught:
        mapping.load("crn", folder=tmp_path)
    assert caught.value.known == tuple(sorted(("crm", *preset_names())))


@pytest.mark.parametrize("name", ["olist", "maven_crm"])
def test_the_examples_are_mappings(root, name):
    assert mapping.load(root / "examples" / f"{name}.toml").source == name


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param("CAD", "CAD", id="a code"),
        pytest.param(" eur ", "EUR", id="blanks and capitals"),
        pytest.param("CAN", None, id="a country"),
        pytest.param("$", None, id="a sign"),
    ],
)
def test_currency_that_people_say(given, expected):
    read = mapping.parse(GOOD, name="crm.toml")

    if expected is None:
        with pytest.raises(ParameterError, match="currency"):
            mapping.in_currency(read, given)
    else:
        assert mapping.in_currency(read, given).currency == expected
