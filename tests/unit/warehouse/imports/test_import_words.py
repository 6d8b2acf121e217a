"""Words: shared lists, mappings on top of others, words that nobody mapped."""

from __future__ import annotations

import pytest

from boucle.errors.imports import MappingFaultsError
from boucle.warehouse.imports import mapping

DEALS = """
source = "crm"
currency = "CAD"
[words.deals]
Won = "won"
Lost = "lost"
[words.moves]
won = "customer"
lost = "lost"
open = "opportunity"
[files.deals]
path = "deals.csv"
delimiter = "|"
[[rows]]
table = "opportunities"
file = "deals"
[rows.columns]
opportunity_id = "id"
outcome = { column = "stage", values = "deals", tells_others = true }
closed_at = { column = "closes", beside = { outcome = ["won", "lost"] } }
"""
MOVES = """
[[rows]]
table = "stage_changes"
file = "deals"
[rows.columns]
stage_change_id = "id"
subject = { value = "opportunity" }
subject_id = "id"
to_stage = { column = "stage", values = ["deals", "moves"], tells_others = true }
from_stage = { column = "before", values = ["deals", "moves"], tells_others = true }
occurred_at = "closes"
"""
HEADER = "id|stage|before|closes"


def deals(*stages):
    lines = [f"{i}|{stage}||2026-03-0{i}" for i, stage in enumerate(stages, start=1)]
    return {"deals.csv": "\n".join([HEADER, *lines, ""])}


def told(result):
    return [(each.column, each.word, each.n_rows, each.read_as) for each in result.unmapped]


def test_words_that_nobody_mapped_are_set_aside_and_told(run, rows):
    result = run(DEALS, deals("won", "LOST", "Signed", "Signed", "Talking"), max_rejects=0)

    assert rows("opportunities", "outcome") == [("lost",), ("won",)]
    assert told(result) == [("outcome", "Signed", 2, None), ("outcome", "Talking", 1, None)]
    assert [each.reason for each in result.rejects] == ["unmapped_word"] * 3
    assert result.n_rejected_rows == 3
    (warning,) = result.warnings
    assert "`Signed` (2), `Talking` (1)" in warning.en
    assert "set aside" in warning.en


def test_other_faults_still_count_against_the_file(run):
    from boucle.errors.imports import TooManyRejectsError

    with pytest.raises(TooManyRejectsError) as caught:
        run(DEALS, {"deals.csv": f"{HEADER}\n1|Signed||2026-03-01\n|Won||2026-03-01\n"})

    assert (caught.value.n_rejected, caught.value.n_rows) == (1, 2)
    assert "line 3" in str(caught.value)


def test_words_that_a_star_takes_are_told_too(run, rows):
    text = DEALS.replace('Lost = "lost"', 'Lost = "lost"\n"*" = "open"')
    result = run(text, deals("Won", "open", "Signed"))

    assert rows("opportunities", "outcome") == [("open",), ("open",), ("won",)]
    assert told(result) == [("outcome", "Signed", 1, "open"), ("outcome", "open", 1, "open")]
    assert result.rejects == ()


def test_a_value_that_stands_only_beside_others(run, rows):
    text = DEALS.replace('Lost = "lost"', 'Lost = "lost"\n"*" = "open"')
    run(text, deals("Won", "Signed"))

    closed = rows("opportunities", "opportunity_id", "closed_at")
    assert [(key, at is not None) for key, at in closed] == [("1", True), ("2", False)]


def test_words_of_a_second_list_stand_for_those_of_the_first(run, rows):
    files = {"deals.csv": f"{HEADER}\n1|Won|Lost|2026-03-01\n2|Lost|Begun|2026-03-02\n"}
    result = run(DEALS + MOVES, files)

    assert rows("stage_changes", "from_stage", "to_stage") == [("lost", "customer"), (None, "lost")]
    # A row can do without the stage it left.
    assert told(result) == [("from_stage", "Begun", 1, "")]
    assert "(empty)" in result.warnings[0].en


@pytest.mark.parametrize(
    ("words", "given", "expected"),
    [
        pytest.param('Won = "won"', "WON", "won", id="capitals do not count"),
        pytest.param('Won = "won"\nWON = "lost"', "WON", "lost", id="unless two words differ so"),
        pytest.param('" Won " = "won"', "won", "won", id="nor do blanks around"),
        pytest.param('"Gagnée" = "won"', "GAGNÉE", "won", id="accented ones alike"),
    ],
)
def test_capitals_of_words(run, rows, words, given, expected):
    text = DEALS.replace('Won = "won"\nLost = "lost"', words)
    run(text, deals(given))

    assert rows("opportunities", "outcome") == [(expected,)]


@pytest.fixture
def load(tmp_path):
    """Write mappings by name and load one of them."""

    def load(name, **texts):
        for each, text in texts.items():
            (tmp_path / f"{each}.toml").write_text(text, encoding="utf-8")
        return mapping.load(name, folder=tmp_path)

    return load


ON_TOP = """
extends = "base"
currency = "USD"
[words.deals]
Signed = "won"
Lost = "open"
[files.deals]
path = "affaires.csv"
[files.people]
path = "people.csv"
"""


def test_a_mapping_on_top_of_another(load):
    read = load("ours", base=DEALS, ours=ON_TOP + MOVES)

    assert (read.source, read.currency) == ("crm", "USD")
    assert read.words["deals"] == {"Won": "won", "Lost": "open", "Signed": "won"}
    # A list of words reaches the blocks below that name it.
    assert read.rows[0].columns["outcome"].values == read.words["deals"]
    assert read.rows[1].columns["to_stage"].values["Signed"] == "customer"
    assert (read.files["deals"].path, read.files["deals"].delimiter) == (("affaires.csv",), "|")
    assert list(read.files) == ["deals", "people"]
    assert [each.table for each in read.rows] == ["opportunities", "stage_changes"]


def test_three_mappings_deep_and_from_a_preset(load):
    top = 'extends = "ours"\n[words.deals]\nLost = "lost"\n'
    read = load("top", base=DEALS, ours=ON_TOP, top=top)
    own = load("hubspot", hubspot='extends = "hubspot"\n[words.lifecycle]\n77 = "sal"\n')

    assert read.words["deals"] == {"Won": "won", "Lost": "lost", "Signed": "won"}
    assert own.words["lifecycle"]["77"] == "sal"
    assert own.words["lifecycle"]["marketingqualifiedlead"] == "mql"


@pytest.mark.parametrize(
    ("texts", "path"),
    [
        pytest.param(
            {"ours": 'extends = "base"', "base": 'extends = "ours"\n' + DEALS},
            "extends",
            id="in a circle",
        ),
        pytest.param(
            {"ours": DEALS.replace('values = "deals"', 'values = "deal"')},
            "rows[1].columns.outcome.values",
            id="no such list",
        ),
        pytest.param(
            {"ours": DEALS.replace("[words.deals]", "[words]\ndeals = 3\n[words.x]")},
            "words.deals",
            id="no list",
        ),
        pytest.param(
            {"ours": DEALS.replace("beside = { outcome", "beside = { result")},
            "rows[1].columns.closed_at.beside",
            id="beside no column of the block",
        ),
    ],
)
def test_faults_are_told(load, texts, path):
    with pytest.raises(MappingFaultsError) as caught:
        load("ours", **texts)

    assert any(f"`{path}`" in fault.en for fault in caught.value.faults)


def test_a_mapping_that_is_not_there_is_told(load):
    from boucle.errors.imports import MappingNotFoundError

    with pytest.raises(MappingNotFoundError) as caught:
        load("ours", ours='extends = "hubsport"')

    assert "hubspot" in caught.value.known


SOURCES = """
source = "crm"
[files.people]
path = "people.csv"
needs = ["id"]
prefix = ["property_"]
[[rows]]
table = "leads"
file = "people"
lead_source = ["first_source", "source"]
[rows.columns]
lead_id = "id"
opened_at = { column = "created_date", time_zone = "agreement" }
"""


def test_columns_called_otherwise_and_a_source_in_two_places(run, rows):
    lines = ["property_ID,FirstSource,property_source,Created Date", "1,,web,2026-03-01", "2,ad,,"]
    result = run(SOURCES, {"people.csv": "\n".join([*lines, ""])})

    assert rows("touchpoints", "contact_id", "origin_source") == [(None, "web")]
    assert [each.unread for each in result.files] == [()]
    ((_, opened),) = [row for row in rows("leads", "lead_id", "opened_at") if row[0] == "1"]
    assert f"{opened:%H}" == "05"  # midnight in Montréal
