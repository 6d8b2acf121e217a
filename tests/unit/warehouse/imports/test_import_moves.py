"""Moves that no row tells, moves that a record carries, records that were deleted."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boucle.errors.imports import MappingFaultsError
from boucle.warehouse.imports import mapping

MOVES = """
source = "crm"
time_zone = "UTC"
[files.people]
path = "people.csv"
[files.moves]
path = "moves.csv"
is_optional = true
[files.gone]
path = "gone.csv"
is_optional = true
[[rows]]
table = "leads"
file = "people"
latest_by = ["updated"]
[rows.columns]
lead_id = "id"
opened_at = "created"
[[rows]]
table = "leads"
file = "gone"
is_deletion = true
latest_by = ["at"]
[rows.columns]
lead_id = "id"
[[rows]]
table = "stage_changes"
file = "moves"
is_history = true
join = [{ file = "people", on = { id = "id" } }]
deleted_when = { "people.state" = ["gone"] }
first_at = ["people.created"]
[rows.columns]
stage_change_id = { template = "{id}#{at}" }
subject = { value = "lead" }
subject_id = "id"
from_stage = "old"
to_stage = "new"
occurred_at = "at"
actor_id = "who"
[[rows]]
table = "stage_changes"
file = "people"
is_history = true
is_if_unrecorded = true
unpivot = { columns = ["entered_*", "since *"], name = "stage", value = "moment" }
[rows.columns]
stage_change_id = { template = "{id}#entered#{stage}" }
subject = { value = "lead" }
subject_id = "id"
to_stage = "stage"
occurred_at = "moment"
"""
PEOPLE = "id,created,updated,state,entered_mql,entered_sql,since sql,other"
HEADER = "id,at,old,new,who"


def person(mql="", sql="", since="", state="", updated="2026-03-01"):
    return f"1,2026-03-01,{updated},{state},{mql},{sql},{since},x"


def files(people, *moves, gone=()):
    text = {"people.csv": [PEOPLE, *people], "moves.csv": [HEADER, *moves]}
    text["gone.csv"] = ["id,at", *gone]
    return {name: "\n".join([*lines, ""]) for name, lines in text.items()}


def found(rows):
    columns = ("from_stage", "to_stage", "occurred_at", "stage_change_id", "actor_id")
    return [
        (old, new, at.day, key, who)
        for old, new, at, key, who in sorted(
            rows("stage_changes", *columns), key=lambda r: (r[2], r[0] or "")
        )
    ]


@pytest.mark.parametrize(
    ("people", "moves", "expected"),
    [
        pytest.param(
            [person()],
            ["1,2026-03-05,mql,sql,U2", "1,2026-03-03,lead,mql,U1"],
            [
                (None, "lead", 1, "lead#1#first", None),
                ("lead", "mql", 3, "1#2026-03-03", "U1"),
                ("mql", "sql", 5, "1#2026-03-05", "U2"),
            ],
            id="what the first move left, where its subject began",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            [person()],
            ["1,2026-02-20,lead,mql,"],
            [("lead", "mql", 20, "1#2026-02-20", None)],
            id="never after the first move",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            [person()],
            ["1,2026-03-01,lead,mql,"],
            [
                (None, "lead", 1, "lead#1#first", None),
                ("lead", "mql", 1, "1#2026-03-01", None),
            ],
            id="at the same moment the beginning comes first",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            [person(mql="2026-03-03", sql="2026-03-05")],
            [],
            [(None, "mql", 3, "1#entered#mql", None), ("mql", "sql", 5, "1#entered#sql", None)],
            id="moments of the record; an empty cell is none",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            [person(mql="2026-03-03", sql="2026-03-05")],
            ["1,2026-03-04,,mql,"],
            [(None, "mql", 4, "1#2026-03-04", None), ("mql", "sql", 5, "1#entered#sql", None)],
            id="what a history tells comes before them, stage by stage",
        ),
        pytest.param(
            [person(sql="2026-03-05")],
            ["1,2026-03-06,sql,mql,"],
            [
                (None, "sql", 1, "lead#1#first", None),
                ("sql", "mql", 6, "1#2026-03-06", None),
            ],
            id="so does what the first move left",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            [person(sql="2026-03-05", since="2026-03-06")],
            [],
            [(None, "sql", 5, "1#entered#sql", None)],
            id="of two columns of one word that of the first pattern",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            [person(since="2026-03-06")],
            [],
            [(None, "sql", 6, "1#entered#sql", None)],
            id="the other one where it is empty",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            [person(state="gone")], ["1,2026-03-03,lead,mql,"], [], id="moves of a deleted record"
        ),
    ],
)
def test_moves(run, rows, people, moves, expected):
    result = run(MOVES, files(people, *moves))

    assert found(rows) == expected
    assert result.rejects == ()
    assert result.tables["stage_changes"].n_repeated == 0


@pytest.mark.slow
def test_a_moment_of_the_record_goes_once_a_history_tells(run, rows):
    def imported(day, *moves):
        now = datetime(2026, 11, day, 12, tzinfo=UTC)
        result = run(MOVES, files([person(mql="2026-03-03")], *moves), now=now)
        change = result.tables["stage_changes"]
        return change.n_new, change.n_deleted, [row[3] for row in found(rows)]

    assert imported(1) == (1, 0, ["1#entered#mql"])
    assert imported(2, "1,2026-03-04,,mql,") == (1, 1, ["1#2026-03-04"])
    assert imported(3, "1,2026-03-04,,mql,") == (0, 0, ["1#2026-03-04"])


@pytest.mark.parametrize(
    ("updated", "gone", "expected"),
    [
        pytest.param("2026-03-01", [], [("1",)], id="not deleted", marks=pytest.mark.slow),
        pytest.param("2026-03-01", ["1,2026-03-04"], [], id="deleted after its last change"),
        pytest.param("2026-03-06", ["1,2026-03-04"], [("1",)], id="changed after: restored"),
        pytest.param(
            "2026-03-01", ["2,2026-03-04"], [("1",)], id="another one", marks=pytest.mark.slow
        ),
    ],
)
def test_a_file_of_deleted_records(run, rows, updated, gone, expected):
    result = run(MOVES, files([person(updated=updated)], gone=gone))

    assert rows("leads", "lead_id") == expected
    assert result.rejects == ()


STAGES = ("lead", "mql", "sal", "sql")
steps = st.lists(
    st.tuples(st.integers(1, 28), st.sampled_from(STAGES)), max_size=8, unique_by=lambda s: s[0]
)
entered = st.dictionaries(st.sampled_from(("mql", "sql")), st.integers(1, 28))


# Examples share a workspace: each has a person of its own.
numbers = itertools.count(100)


@pytest.mark.slow
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=steps, entered=entered, seed=st.randoms(use_true_random=False))
def test_moves_form_a_chain_whatever_the_order_of_the_file(run, rows, steps, entered, seed):
    """No move leaves the stage that it reaches, and every stage that is told is reached."""
    number = str(next(numbers))
    lines = [f"{number},2026-03-{day:02},,{stage}," for day, stage in steps]
    seed.shuffle(lines)
    times = {stage: f"2026-03-{day:02}" for stage, day in entered.items()}
    run(MOVES, files([person(**times).replace("1", number, 1)], *lines))
    moves = rows("stage_changes", "occurred_at", "subject_id", "from_stage", "to_stage")
    moves.sort(key=lambda row: row[0])
    own = [(old, new) for _, subject, old, new in moves if subject == number]

    recorded = {stage for _, stage in steps}
    assert recorded <= {new for _, new in own} <= recorded | set(entered)
    assert all(old != new for old, new in own)
    if not entered:
        assert [old for old, _ in own] == [None, *(new for _, new in own)][: len(own)]


@pytest.mark.slow
def test_a_row_that_comes_late_makes_the_one_after_it_no_move(run, rows):
    first = "1,2026-03-01,,lead,", "1,2026-03-05,,mql,"
    run(MOVES, files([person()], *first))
    result = run(MOVES, files([person()], *first, "1,2026-03-03,,mql,"))

    assert [row[:3] for row in found(rows)] == [(None, "lead", 1), ("lead", "mql", 3)]
    change = result.tables["stage_changes"]
    assert (change.n_new, change.n_deleted, change.n_repeated) == (1, 1, 1)


def test_the_same_row_twice_is_one_move(run, rows):
    result = run(MOVES, files([person()], *["1,2026-03-03,,mql,"] * 3))

    assert [row[:3] for row in found(rows)] == [(None, "mql", 3)]
    assert result.tables["stage_changes"].n_repeated == 2


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        pytest.param(("first_at = [", "first_on = ["), "rows[3].first_on", id="nearest key"),
        pytest.param(
            ('is_history = true\njoin = [{ file = "people"', 'join = [{ file = "people"'),
            "rows[3].first_at",
            id="only in a history",
        ),
        pytest.param(
            ('latest_by = ["at"]\n[rows.columns]\nlead_id', '[rows.columns]\nowner_id'),
            "rows[2].is_deletion",
            id="a deletion needs the key",
        ),
        pytest.param(
            ('columns = ["entered_*", "since *"]', "columns = []"),
            "rows[4].unpivot.columns",
            id="no pattern",
        ),
    ],
)  # fmt: skip
def test_faults_of_the_new_keys_are_told(wrong, path):
    assert wrong[0] in MOVES
    with pytest.raises(MappingFaultsError) as caught:
        mapping.parse(MOVES.replace(*wrong, 1), name="m.toml")

    assert any(f"`{path}`" in fault.en for fault in caught.value.faults)
