"""Merged records read as the one that stays."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from boucle.warehouse.lake import Lake


def day(n):
    return datetime(2026, 3, n, 12, tzinfo=UTC)


def table(columns, *rows):
    import pyarrow as pa

    return pa.Table.from_pylist([dict(zip(columns, row, strict=True)) for row in rows])


def links(*rows):
    columns = ("link_id", "kind", "table", "from_id", "to_id", "occurred_at")
    return table(columns, *((f"L{i}", *row) for i, row in enumerate(rows)))


CONTACTS = table(("contact_id", "first_name"), ("A", "Al"), ("B", "Bo"), ("C", "Cy"))
TOUCHPOINTS = table(
    ("touchpoint_id", "contact_id", "kind", "occurred_at"),
    ("1", "A", "form", day(1)),
    ("2", "B", "form", day(2)),
    ("3", "A", "form", day(9)),
)
AB, BC = ("merge", "contacts", "A", "B", day(5)), ("merge", "contacts", "B", "C", day(6))


@pytest.fixture
def lake(tmp_path):
    return Lake(tmp_path / "lake")


def write(lake, now, **tables):
    with lake.writer(who="test", now=now) as writer:
        for name, rows in tables.items():
            writer.stage(name, rows, source="crm")
        writer.commit("test")


def read(tables, name, *columns):
    return sorted(
        tuple(row.values()) for row in tables.table(name).select(*columns).to_pyarrow().to_pylist()
    )


@pytest.mark.parametrize(
    ("rows", "people", "touched"),
    [
        pytest.param([AB], ["B", "C"], ["B", "B", "B"], id="one into another"),
        pytest.param([AB, BC], ["C"], ["C", "C", "C"], id="a chain"),
        pytest.param(
            [(*BC[:4], day(4)), AB], ["C"], ["C", "C", "C"], id="into one that was merged before"
        ),
        pytest.param(
            [AB, ("unmerge", "contacts", "A", "B", day(7))],
            ["A", "B", "C"],
            ["A", "A", "B"],
            id="undone",
        ),
        pytest.param(
            [AB, ("merge", "contacts", "B", "A", day(7))],
            ["A", "C"],
            ["A", "A", "A"],
            id="into each other: the later holds",
        ),
        pytest.param(
            [AB, ("merge", "contacts", "A", "C", day(7))],
            ["B", "C"],
            ["B", "C", "C"],
            id="the latest link of a record",
        ),
        pytest.param(
            [("merge", "accounts", "A", "B", day(5))],
            ["A", "B", "C"],
            ["A", "A", "B"],
            id="a key of another table",
        ),
        pytest.param(
            [("merge", "contacts", "A", "X", day(5))],
            ["B", "C", "X"],
            ["B", "X", "X"],
            id="into one that is not there: counted once all the same",
        ),
    ],
)
def test_people_and_what_they_did(lake, rows, people, touched):
    write(lake, day(20), contacts=CONTACTS, touchpoints=TOUCHPOINTS, links=links(*rows))
    tables = lake.tables()

    assert [key for (key,) in read(tables, "contacts", "contact_id")] == people
    assert [key for (key,) in read(tables, "touchpoints", "contact_id")] == touched


def test_the_record_that_stays_keeps_its_own_columns(lake):
    write(lake, day(20), contacts=CONTACTS, links=links(AB))

    assert read(lake.tables(), "contacts", "contact_id", "first_name") == [("B", "Bo"), ("C", "Cy")]


def test_before_the_merge_there_were_two(lake):
    write(lake, day(20), contacts=CONTACTS)
    write(lake, day(21), links=links(AB))

    assert lake.tables(as_of=day(20)).n_rows("contacts") == 3
    assert lake.tables().n_rows("contacts") == 2
    assert lake.tables().history("contacts").count().execute() == 3


def test_moves_of_merged_leads_are_of_the_one_that_stays(lake):
    moves = table(
        ("stage_change_id", "subject", "subject_id", "to_stage", "occurred_at"),
        ("1", "lead", "A", "mql", day(2)),
        ("2", "opportunity", "A", "opportunity", day(2)),
    )
    write(lake, day(20), stage_changes=moves, links=links(("merge", "leads", "A", "B", day(5))))

    assert read(lake.tables(), "stage_changes", "subject", "subject_id") == [
        ("lead", "B"),
        ("opportunity", "A"),
    ]
