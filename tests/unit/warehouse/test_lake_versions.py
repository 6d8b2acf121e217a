"""What a write does to rows that were there, and what a first import knows of the past."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pyarrow as pa
import pytest

from boucle.errors import MissingColumnsError, ParameterError, UnknownTableError
from boucle.errors.warehouse import UnknownColumnsError, UnreadableRowsError


def account(key, name, **more):
    return {"account_id": key, "name": name, **more}


def test_the_same_rows_twice_make_no_commit(write, lake):
    first = write(0, "accounts", [account("a", "Un"), account("b", "Deux")])
    again = write(1, "accounts", [account("a", "Un"), account("b", "Deux")])

    assert (first.n_rows, again.n_rows, again.n_unchanged) == (2, 0, 2)
    assert again.commit_seq == first.commit_seq
    assert [commit.what for commit in lake.commits()] == ["day 0"]


def test_a_change_keeps_what_was_known_before(write, read):
    write(0, "accounts", [account("a", "Un"), account("b", "Deux")])
    write(2, "accounts", [account("a", "Un inc.")])

    assert read("accounts", "account_id", "name", as_of=1) == [("a", "Un"), ("b", "Deux")]
    assert read("accounts", "account_id", "name") == [("a", "Un inc."), ("b", "Deux")]


def test_a_deletion_is_a_version_and_a_row_can_come_back(lake, write, read, day):
    write(0, "accounts", [account("a", "Un")])
    with lake.writer(who="test", now=day(1)) as writer:
        writer.delete("accounts", [("a",), ("never seen",)], source="crm")
        gone = writer.commit("delete")
    with lake.writer(who="test", now=day(2)) as writer:
        writer.delete("accounts", [("a",)], source="crm")
        twice = writer.commit("delete again")
    write(3, "accounts", [account("a", "Un")])

    assert (gone.n_rows, twice.n_rows) == (1, 0)
    assert [read("accounts", "name", as_of=n) for n in (0, 1, 2, 3)] == [
        [("Un",)], [], [], [("Un",)],
    ]  # fmt: skip


def test_a_row_is_known_by_its_source_and_key(write, read):
    write(0, "accounts", [account("1", "Un")], source="crm")
    write(1, "accounts", [account("1", "Eins")], source="erp")
    write(2, "accounts", [account("1", "Uno")], source="erp")

    assert read("accounts", "source", "name") == [("crm", "Un"), ("erp", "Uno")]


def test_the_last_of_rows_with_one_key_wins_and_the_others_are_counted(lake, read, day):
    with lake.writer(who="test", now=day(0)) as writer:
        rows = [account("a", "Un"), account("a", "Deux"), account("a", "Trois")]
        writer.stage("accounts", pa.Table.from_pylist(rows), source="crm")
        writer.stage("accounts", pa.Table.from_pylist([account("a", "Trois")]), source="crm")
        commit = writer.commit("repeated")

    assert read("accounts", "name") == [("Trois",)]
    assert (commit.n_rows, commit.n_repeated, commit.n_contradicted) == (1, 1, 2)


def test_many_tables_are_one_commit(lake, day):
    with lake.writer(who="test", now=day(0)) as writer:
        writer.stage("accounts", pa.Table.from_pylist([account("a", "Un")]), source="crm")
        writer.stage("leads", pa.Table.from_pylist([{"lead_id": "l"}]), source="crm")
        commit = writer.commit("two tables", n_rejects=3, agreement_version="1.2")

    assert lake.last_commit() == commit
    assert commit.table_rows == {"accounts": 1, "leads": 1}
    (row,) = lake.tables().commits.to_pyarrow().to_pylist()
    assert row == {
        "commit_seq": 1,
        "committed_at": day(0).replace(tzinfo=None),
        "what": "two tables",
        "who": "test",
        "n_rows": 2,
        "n_rejects": 3,
        "agreement_version": "1.2",
    }


def test_leaving_without_a_commit_leaves_no_trace(lake, day):
    with lake.writer(who="test", now=day(0)) as writer:
        writer.stage("accounts", pa.Table.from_pylist([account("a", "Un")]), source="crm")

    assert lake.last_commit() is None
    assert [path for path in lake.folder.rglob("*") if path.is_file()] == []


def test_time_in_the_lake_runs_forward_only(write, lake, day):
    write(5, "accounts", [account("a", "Un")])
    late = write(3, "accounts", [account("a", "Deux")])

    assert late.committed_at > day(5)
    assert lake.tables(as_of=day(5)).accounts.name.execute().tolist() == ["Un"]


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        pytest.param([{"name": "Un"}], MissingColumnsError, id="no key"),
        pytest.param([account("a", "Un", colour="red")], UnknownColumnsError, id="unknown column"),
        pytest.param([account("a", "Un", n_employees="ten")], UnreadableRowsError, id="no number"),
        pytest.param([account(None, "Un")], UnreadableRowsError, id="null key"),
    ],
)
def test_rows_that_do_not_fit_are_refused(write, lake, rows, error):
    with pytest.raises(error):
        write(0, "accounts", rows)

    assert lake.last_commit() is None


def test_tables_that_are_not_written_by_anybody_are_refused(write):
    with pytest.raises(UnknownTableError):
        write(0, "nothing", [{"a": 1}])
    row = {"commit_seq": 1, "committed_at": datetime(2026, 1, 1, tzinfo=UTC), "what": "x"}
    with pytest.raises(UnknownTableError):
        write(0, "commits", [row])


def test_a_naive_now_is_refused(lake):
    with pytest.raises(ParameterError), lake.writer(who="t", now=datetime(2026, 1, 1)):
        pass


def at(*parts):
    return datetime(*parts, tzinfo=UTC)


def deal(**facts):
    row = {"opportunity_id": "o", "amount": 10, "outcome": "won", "lost_reason": None}
    return {**row, "created_at": at(2025, 1, 5), "closed_at": at(2025, 2, 5), **facts}


@pytest.mark.parametrize(
    ("row", "moment", "expected"),
    [
        pytest.param(deal(), at(2025, 1, 4), [], id="before it was made"),
        pytest.param(deal(), at(2025, 1, 5), [("open", None, None)], id="open once made"),
        pytest.param(
            deal(outcome="lost", lost_reason="price"),
            at(2025, 2, 4),
            [("open", None, None)],
            id="the reason is not known before the end",
        ),
        pytest.param(
            deal(outcome="lost", lost_reason="price"),
            at(2025, 2, 5),
            [("lost", datetime(2025, 2, 5), "price")],
            id="closed at its end",
        ),
        pytest.param(deal(closed_at=None), at(2026, 2, 1), [("open", None, None)], id="no end"),
        pytest.param(deal(closed_at=None), at(2026, 3, 1, 12), [("won", None, None)], id="import"),
        pytest.param(deal(created_at=None), at(2025, 2, 4), [], id="no start: known at its end"),
        pytest.param(
            deal(created_at=None, closed_at=None, outcome="open"), at(2026, 2, 1), [], id="undated"
        ),
    ],
)
def test_a_first_import_reads_as_of_its_days(write, read, row, moment, expected):
    write(0, "opportunities", [row])

    assert read("opportunities", "outcome", "closed_at", "lost_reason", as_of=moment) == expected


def test_only_the_first_import_of_a_source_is_dated_back(write, read):
    write(0, "opportunities", [deal()])
    write(1, "opportunities", [deal(opportunity_id="late")])
    write(2, "opportunities", [deal(opportunity_id="other source")], source="erp")

    past = read("opportunities", "opportunity_id", as_of=at(2025, 3, 1))
    assert past == [("o",), ("other source",)]


@pytest.mark.parametrize(
    ("table", "row", "zone", "known"),
    [
        pytest.param(
            "touchpoints",
            {"touchpoint_id": "t", "occurred_at": at(2025, 1, 1), "entered_at": at(2025, 1, 3)},
            "Etc/UTC",
            datetime(2025, 1, 3),
            id="the stamp of entry comes first",
        ),
        pytest.param(
            "spend",
            {"spend_id": "s", "spent_on": date(2025, 1, 1), "amount": 5},
            "America/Toronto",
            datetime(2025, 1, 1, 5),
            id="a day is midnight on the wall",
        ),
        pytest.param(
            "campaigns",
            {"campaign_id": "c", "starts_on": date(2027, 1, 1)},
            "Etc/UTC",
            datetime(2026, 3, 1, 12),
            id="the future is known now",
        ),
        pytest.param(
            "users",
            {"user_id": "u"},
            "Etc/UTC",
            datetime(1970, 1, 1),
            id="colleagues were always there",
        ),
    ],
)
def test_when_a_row_of_a_first_import_was_known(write, read, *, table, row, zone, known):
    write(0, table, [row], time_zone=zone)

    assert read(table, "recorded_at") == [(known,)]


def test_a_contract_that_ended_was_known_as_running(write, read):
    row = {"contract_id": "k", "starts_on": date(2025, 1, 1), "churned_on": date(2025, 6, 1)}
    write(0, "contracts", [row])

    assert read("contracts", "churned_on", as_of=at(2025, 3, 1)) == [(None,)]
    assert read("contracts", "churned_on", as_of=at(2025, 6, 1)) == [(date(2025, 6, 1),)]
