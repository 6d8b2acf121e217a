"""The tables as they were known at a moment."""

from __future__ import annotations

from datetime import UTC, datetime

import pyarrow as pa
import pytest

from boucle.errors import ParameterError, UnknownTableError
from boucle.errors.warehouse import LakeDamagedError
from boucle.tables import TABLES
from boucle.tables.table import Table
from boucle.warehouse.lake import staging, writer


def test_a_lake_that_holds_nothing_reads_as_empty_tables(lake):
    tables = lake.tables()

    for name, table in TABLES.items():
        read = tables.table(name)
        table.check(read)
        assert read.count().execute() == 0
    assert tables.as_of == tables.observed_until == datetime(1970, 1, 1, tzinfo=UTC)
    assert tables.commit is None


def test_times_carry_no_zone_and_what_methods_need_stands_beside(write, lake):
    moment = datetime(2026, 2, 1, 8, 30, 0, 123456, tzinfo=UTC)
    write(0, "touchpoints", [{"touchpoint_id": "t", "occurred_at": moment, "source_id": "9"}])

    touchpoints = lake.tables().touchpoints
    (row,) = touchpoints.to_pyarrow().to_pylist()

    assert touchpoints.columns == (
        *TABLES["touchpoints"].names, "source", "source_id", "entered_at", "recorded_at",
    )  # fmt: skip
    assert touchpoints.schema()["occurred_at"].timezone is None
    assert row["occurred_at"] == moment.replace(tzinfo=None)
    assert (row["source"], row["source_id"]) == ("crm", "9")


def test_as_of_is_that_of_the_last_commit_and_later_commits_do_not_show(write, lake, day):
    write(0, "accounts", [{"account_id": "a"}])
    before = lake.tables()
    write(1, "accounts", [{"account_id": "b"}])

    assert before.as_of == day(0)
    assert before.n_rows("accounts") == 1
    assert before.commits.count().execute() == 1
    assert lake.tables().as_of == day(1)
    assert lake.tables().n_rows("accounts") == 2


def deal(key, created, closed=None, *, outcome=None):
    outcome = outcome or ("open" if closed is None else "won")
    return {
        "opportunity_id": key, "outcome": outcome,
        "created_at": datetime(2025, created, 1, tzinfo=UTC),
        "closed_at": closed and datetime(closed, 1, 1, tzinfo=UTC),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "as_of", "expected"),
    [
        pytest.param([deal("o", 4)], None, (2025, 4), id="latest creation"),
        pytest.param([deal("o", 4, 2026)], None, (2026, 1), id="latest end"),
        pytest.param([deal("o", 4, 2029)], None, (2025, 4), id="what is to come is no fact"),
        pytest.param([deal("o", 4), deal("p", 6)], 5, (2025, 4), id="nor is what was not known"),
        pytest.param(
            [deal("o", 4, 2026, outcome="open")],
            None,
            (2025, 4),
            id="nor when an open deal may close",
        ),
        pytest.param([deal("o", 4, 2026, outcome="lost")], None, (2026, 1), id="a loss is one"),
    ],
)
def test_follow_up_ends_with_the_latest_fact(write, lake, rows, as_of, expected):
    write(0, "opportunities", rows)
    moment = as_of and datetime(2025, as_of, 1, tzinfo=UTC)

    assert lake.tables(as_of=moment).observed_until == datetime(*expected, 1, tzinfo=UTC)


def test_follow_up_can_be_given(lake, day):
    assert lake.tables(as_of=day(1), observed_until=day(0)).observed_until == day(0)


def test_naive_moments_and_unknown_tables_are_refused(lake):
    with pytest.raises(ParameterError):
        lake.tables(as_of=datetime(2026, 1, 1))
    with pytest.raises(UnknownTableError):
        lake.tables().table("nothing")
    with pytest.raises(AttributeError):
        _ = lake.tables().nothing


def test_history_holds_every_version(write, lake, day):
    write(0, "accounts", [{"account_id": "a", "name": "Un"}])
    write(1, "accounts", [{"account_id": "a", "name": "Deux"}])

    rows = lake.tables().history("accounts").order_by("commit_seq").to_pyarrow().to_pylist()

    end = day(1).replace(tzinfo=None)
    assert [(row["name"], row["superseded_at"]) for row in rows] == [("Un", end), ("Deux", None)]
    assert lake.tables(as_of=day(0)).history("accounts").count().execute() == 1


def test_a_column_that_an_older_version_did_not_write_is_null(write, read, monkeypatch):
    now = TABLES["accounts"]
    columns = tuple(column for column in now.columns if column.name != "domain")
    older = Table(now.name, now.kind, now.grain, now.key, columns, now.time_column)
    with monkeypatch.context() as patch:
        patch.setattr(writer, "canonical", lambda _: older)
        patch.setitem(staging.TABLES, "accounts", older)
        write(0, "accounts", [{"account_id": "a"}, {"account_id": "b"}])

    assert read("accounts", "account_id", "domain") == [("a", None), ("b", None)]

    again = write(1, "accounts", [{"account_id": "b", "domain": "b.example"}, {"account_id": "a"}])

    assert (again.n_rows, again.n_unchanged) == (1, 1)
    assert read("accounts", "account_id", "domain") == [("a", None), ("b", "b.example")]


def test_a_file_that_is_gone_is_said_clearly(write, lake):
    write(0, "accounts", [{"account_id": "a"}])
    for path in lake.files("accounts"):
        (lake.folder / path).unlink()

    with pytest.raises(LakeDamagedError, match="accounts"):
        lake.tables().accounts.count()


def test_rows_of_the_engine_can_be_staged(lake, day):
    from boucle.warehouse.engine import engine

    rows = engine().create_table("given", pa.table({"account_id": ["a", "b"]}), overwrite=True)
    with lake.writer(who="test", now=day(0)) as opened:
        opened.stage("accounts", rows.filter(rows.account_id != "a"), source="crm")
        opened.commit("from the engine")

    assert lake.tables().accounts.account_id.execute().tolist() == ["b"]
