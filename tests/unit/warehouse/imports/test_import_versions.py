"""Versions, deletions, moves in their order, costs added up, cells of several values."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

MOVES = """
source = "crm"
time_zone = "UTC"
[files.moves]
path = "moves.csv"
[[rows]]
table = "stage_changes"
file = "moves"
is_history = true
where = { property = ["stage"] }
[rows.columns]
stage_change_id = { template = "{id}#{at}#{value}" }
subject = { value = "lead" }
subject_id = "id"
to_stage = "value"
occurred_at = "at"
entered_at = "typed"
"""
HEADER = "id,property,at,typed,value\n"


@pytest.mark.parametrize(
    ("lines", "expected", "n_repeated"),
    [
        pytest.param(
            ["1,stage,2026-03-02,,mql", "1,stage,2026-03-01,,lead"],
            [(None, "lead"), ("lead", "mql")],
            0,
            id="out of order in the file",
        ),
        pytest.param(
            [
                "1,stage,2026-03-01 10:00,,lead",
                "1,stage,2026-03-02 10:00,,lead",
                "1,stage,2026-03-03 10:00,,mql",
            ],
            [(None, "lead"), ("lead", "mql")],
            1,
            id="the same value again is no move",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            ["1,stage,2026-03-01,,mql", "1,stage,2026-03-01,,lead"],
            [(None, "mql"), ("mql", "lead")],
            0,
            id="the same moment: as they stand in the file",
        ),
        pytest.param(
            [
                "1,stage,2026-03-01,,mql",
                "1,stage,2026-03-02,,lead",
                "1,stage,2026-03-03,,mql",
            ],
            [(None, "mql"), ("lead", "mql"), ("mql", "lead")],
            0,
            id="moved back and forth again",
        ),
        pytest.param(
            ["1,stage,2026-03-01,,lead", "2,stage,2026-03-02,,mql", "1,other,2026-03-03,,x"],
            [(None, "lead"), (None, "mql")],
            0,
            id="each subject and property for itself",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_moves_in_their_order(run, rows, lines, expected, n_repeated):
    result = run(MOVES, {"moves.csv": HEADER + "\n".join(lines) + "\n"})

    assert sorted(rows("stage_changes", "from_stage", "to_stage"), key=str) == sorted(
        expected, key=str
    )
    assert result.tables["stage_changes"].n_repeated == n_repeated


def test_a_move_typed_late_is_known_only_from_then(run, workspace):
    run(
        MOVES,
        {"moves.csv": HEADER + "1,stage,2026-03-01,2026-03-20 09:00,won\n".replace("won", "mql")},
    )
    known = [
        workspace.lake.tables(as_of=datetime(2026, 3, day, tzinfo=UTC)).n_rows("stage_changes")
        for day in (19, 21)
    ]

    assert known == [0, 1]


PEOPLE = """
source = "crm"
time_zone = "UTC"
[files.people]
path = "people.csv"
[[rows]]
table = "leads"
file = "people"
deleted_if = ["is_deleted", "is_archived"]
latest_by = ["updated"]
lead_source = "origin"
[rows.columns]
lead_id = "id"
contact_id = "id"
opened_at = "created"
service_interest = "interest"
"""
PEOPLE_HEADER = "id,created,updated,interest,origin,is_deleted,is_archived\n"


def test_the_newest_version_of_a_key_counts_and_the_older_are_no_rejects(run, rows):
    lines = [
        "1,2026-01-01,2026-02-03 9:00,new,web,FALSE,",
        "1,2026-01-01,2026-02-03 10:00,newest,web,FALSE,",
        "1,2026-01-01,2026-01-03,old,web,FALSE,",
    ]
    result = run(PEOPLE, {"people.csv": PEOPLE_HEADER + "\n".join(lines) + "\n"})

    assert rows("leads", "lead_id", "service_interest") == [("1", "newest")]
    assert (result.rejects, result.tables["leads"].n_older) == ((), 2)


@pytest.mark.slow
def test_deleted_then_restored(run, rows):
    def imported(day, *lines):
        content = PEOPLE_HEADER + "\n".join(lines) + "\n"
        moment = datetime(2026, 11, day, 12, tzinfo=UTC)
        result = run(PEOPLE, {"people.csv": content}, now=moment)
        change = result.tables["leads"]
        found = (rows("leads", "lead_id"), rows("touchpoints", "touchpoint_id"))
        return change.n_new, change.n_changed, change.n_deleted, *found

    alive, other = "1,2026-01-01,2026-01-01,x,web,FALSE,", "2,2026-01-01,2026-01-01,x,web,,"
    gone = "1,,,,,TRUE,"
    both = [("1",), ("2",)], [("1#origin",), ("2#origin",)]
    left = [("2",)], [("2#origin",)]

    assert imported(1, alive, other) == (2, 0, 0, *both)
    assert imported(2, gone, other) == (0, 0, 1, *left)
    assert imported(3, gone, other) == (0, 0, 0, *left)
    assert imported(4, alive, other) == (1, 0, 0, *both)


@pytest.mark.parametrize("says", ["true,", ",Yes", "1,0", "FALSE,oui"])
def test_a_row_that_was_always_deleted_never_shows(run, rows, says):
    run(PEOPLE, {"people.csv": PEOPLE_HEADER + f"1,2026-01-01,2026-01-01,x,web,{says}\n"})

    assert rows("leads", "lead_id") == []


SPLIT = """
source = "crm"
time_zone = "UTC"
[files.merges]
path = "merges.csv"
[[rows]]
table = "links"
file = "merges"
split = { column = "gone", at = ",;" }
where_present = ["gone"]
[rows.columns]
kind = { value = "merge" }
table = { value = "contacts" }
from_id = "gone"
to_id = "kept"
occurred_at = "at"
"""


def test_a_cell_of_several_values_makes_a_row_of_each(run, rows):
    lines = ['9,"[1, 2]",2026-01-01', "9,3;4,2026-01-02", '9,"[""5""]",2026-01-03', "8,,2026-01-03"]
    run(SPLIT, {"merges.csv": "\n".join(["kept,gone,at", *lines, ""])})

    assert rows("links", "from_id", "to_id") == [(str(n), "9") for n in range(1, 6)]


COSTS = """
source = "ads"
[files.costs]
path = "costs*.csv"
[files.accounts]
path = "accounts.csv"
is_optional = true
[[rows]]
table = "spend"
file = "costs"
is_added_up = true
join = [{ file = "accounts", on = { id = "account" }, pick = "last" }]
[rows.columns]
spend_id = { template = "{campaign}#{day}" }
spent_on = "day"
campaign_id = "campaign"
amount = { column = "micros", scale = 0.000001 }
currency = { columns = ["currency", "accounts.currency"] }
"""
COST_HEADER = "account,campaign,day,micros,currency\n"


@pytest.mark.parametrize(
    ("files", "expected", "n_added", "n_rejected"),
    [
        pytest.param(
            {"costs.csv": "7,A,2026-01-01,1500000,CAD\n7,A,2026-01-01,250000,CAD\n"},
            [("A#2026-01-01", 1.75, "CAD")],
            1,
            0,
            id="hours of a day are added up",
        ),
        pytest.param(
            {
                "costs_1.csv": "7,A,2026-01-01,1500000,CAD\n",
                "costs_2.csv": "7,A,2026-01-01,1600000,CAD\n",
            },
            [("A#2026-01-01", 1.6, "CAD")],
            0,
            1,
            id="a later file corrects, never adds",
        ),
        pytest.param(
            {"costs.csv": "7,A,2026-01-01,1000000,CAD\n7,A,2026-01-01,1000000,USD\n"},
            [("A#2026-01-01", 1.0, "USD")],
            0,
            1,
            id="two currencies are never added",
        ),
    ],
)
def test_costs_of_a_campaign_and_day_are_one_row(run, rows, files, expected, n_added, n_rejected):
    result = run(COSTS, {name: COST_HEADER + text for name, text in files.items()}, max_rejects=1)
    found = [(a, float(b), c) for a, b, c in rows("spend", "spend_id", "amount", "currency")]

    assert found == expected
    assert (result.tables["spend"].n_added, result.n_rejected_rows) == (n_added, n_rejected)
    assert result.tables["spend"].n_repeated == 0


def test_what_was_added_up_ties_and_is_not_left_out(run):
    lines = [
        "7,A,2026-01-01,1500000,CAD",
        "7,A,2026-01-01,250000,CAD",
        "7,A,2026-01-02,1000000,CAD",
        "7,A,2026-13-02,8000000,CAD",
    ]
    result = run(COSTS, {"costs.csv": COST_HEADER + "\n".join(lines) + "\n"}, max_rejects=1)
    tie = next(each for each in result.commit.ties["columns"] if each["column"] == "amount")

    assert (tie["source"], tie["imported"], tie["n_left_out"]) == (10.75, 2.75, 1)


def test_currency_by_a_join_that_takes_the_last_line(run, rows):
    accounts = "id,currency\n7,USD\n7,EUR\n"
    run(COSTS, {"costs.csv": COST_HEADER + "7,A,2026-01-01,1000000,\n", "accounts.csv": accounts})

    assert rows("spend", "currency") == [("EUR",)]


def test_a_join_that_finds_nothing_is_told(run):
    files = {
        "costs.csv": COST_HEADER + "7,A,2026-01-01,1000000,\n",
        "accounts.csv": "id,currency\n8,USD\n",
    }
    result = run(COSTS, files)

    (warning,) = result.warnings
    assert "none of the rows of costs.csv (1) finds its like in accounts.csv" in warning.en
