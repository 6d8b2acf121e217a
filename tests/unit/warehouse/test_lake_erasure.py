"""Erasing people and merging files: what is gone, what stays, and what a crash leaves."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from boucle.warehouse.lake import Lake

SECRET = "Zoé-Secrète"
ADDRESS = "zoe@client.example"
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)

# One row of each table that may say something of the person, which hangs on c1 or on its lead l1.
ROWS = {
    "contacts": {
        "contact_id": "c1", "account_id": "a1", "email": ADDRESS, "phone": SECRET,
        "first_name": SECRET, "last_name": SECRET, "job_title": SECRET, "seniority": "owner",
        "source_id": ADDRESS,
    },
    "touchpoints": {
        "touchpoint_id": "t1", "contact_id": "c1", "occurred_at": LONG_AGO, "kind": "call",
        "evidence": "noted", "content": SECRET,
    },
    "leads": {"lead_id": "l1", "contact_id": "c1", "source_id": ADDRESS},
    "stage_changes": {
        "stage_change_id": "s1", "subject": "lead", "subject_id": "l1", "to_stage": "lead",
        "occurred_at": LONG_AGO, "evidence": SECRET,
    },
    "handoffs": {
        "handoff_id": "h1", "lead_id": "l1", "handed_over_at": LONG_AGO,
        "override_reason": SECRET,
    },
    "dispositions": {
        "disposition_id": "d1", "lead_id": "l1", "occurred_at": LONG_AGO, "answer": "accepted",
        "comment": SECRET,
    },
    "activities": {
        "activity_id": "v1", "lead_id": "l1", "occurred_at": LONG_AGO, "kind": "call",
        "comment": SECRET,
    },
    "opportunities": {
        "opportunity_id": "o1", "lead_id": "l1", "outcome": "open", "amount": 12, "name": SECRET,
    },
    "consents": {
        "consent_id": "k1", "contact_id": "c1", "kind": "express", "given_at": LONG_AGO,
        "proof": SECRET,
    },
    "pauses": {
        "pause_id": "p1", "lead_id": "l1", "clock": "speed", "starts_at": LONG_AGO,
        "evidence": SECRET,
    },
    "marketing_replies": {
        "reply_id": "r1", "disposition_id": "d1", "occurred_at": LONG_AGO, "comment": SECRET,
    },
    "observations": {
        "observation_id": "b1", "contact_id": "c1", "occurred_at": LONG_AGO, "kind": "words",
        "text": SECRET,
    },
}  # fmt: skip


def put(lake, now, **other):
    with lake.writer(who="test", now=now) as writer:
        for table, row in {**ROWS, **other}.items():
            writer.stage(table, pa.Table.from_pylist([row]), source="crm")
        return writer.commit("import")


def traces(folder):
    """Return the files under `folder` that still hold the person, in bytes or in Parquet rows."""
    words = [SECRET.encode(), ADDRESS.encode()]
    found = []
    for path in (path for path in folder.rglob("*") if path.is_file()):
        held = path.read_bytes()
        if path.suffix == ".parquet":
            held += repr(pq.read_table(path).to_pylist()).encode()
            held += repr(pq.read_metadata(path).to_dict()).encode()
        if any(word in held for word in words):
            found.append(path)
    return found


def erased(lake, day):
    put(lake, day(0))
    put(lake, day(1), contacts={**ROWS["contacts"], "phone": "other"})
    return lake.erase(["c1"], who="steward", now=day(2))


@pytest.mark.slow
def test_no_file_of_the_lake_names_an_erased_person(lake, day):
    put(lake, day(0))
    assert traces(lake.folder) != []

    commit = lake.erase(["c1"], who="steward", now=day(2))

    assert traces(lake.folder) == []
    assert commit.what == "erase"
    assert commit.table_rows == dict.fromkeys(ROWS, 1)


@pytest.mark.slow
def test_earlier_versions_are_erased_and_aggregates_hold(lake, day):
    commit = erased(lake, day)

    assert traces(lake.folder) == []
    assert commit.table_rows["contacts"] == 2
    (past,) = lake.tables(as_of=day(0)).contacts.to_pyarrow().to_pylist()
    (now,) = lake.tables().contacts.to_pyarrow().to_pylist()
    for row in (past, now):
        assert (row["contact_id"], row["account_id"], row["seniority"]) == ("c1", "a1", "owner")
        assert (row["email"], row["source_id"]) == (None, None)
    assert lake.tables().opportunities.amount.sum().execute() == 12


@pytest.mark.slow
def test_others_and_what_only_names_a_page_stay(lake, day):
    put(lake, day(0))
    seen = {**ROWS["touchpoints"], "touchpoint_id": "t2", "evidence": "observed", "content": "PDF"}
    other = {**ROWS["contacts"], "contact_id": "c2", "first_name": "Autre"}
    put(lake, day(1), touchpoints=seen, contacts=other)

    lake.erase(["c1"], who="steward", now=day(2))

    contents = lake.tables().touchpoints.content.to_pyarrow().to_pylist()
    assert sorted(contents, key=str) == [None, "PDF"]
    names = lake.tables().contacts.filter(lambda t: t.contact_id == "c2").first_name.execute()
    assert names.tolist() == ["Autre"]


@pytest.mark.slow
def test_an_import_does_not_bring_an_erased_person_back(lake, day):
    put(lake, day(0))
    erased_at = lake.erase(["c1"], who="steward", now=day(2))

    again = put(lake, day(3))

    assert again.n_rows == 0
    assert again.commit_seq == erased_at.commit_seq
    assert traces(lake.folder) == []


@pytest.mark.slow
def test_a_restored_copy_is_brought_up_to_the_list(lake, day, tmp_path):
    put(lake, day(0))
    shutil.copytree(lake.folder, tmp_path / "backup")
    lake.erase(["c1"], who="steward", now=day(2))
    shutil.copy(lake.folder / ".suppressed.json", tmp_path / "backup")
    restored = Lake(tmp_path / "backup")
    assert traces(restored.folder) != []

    restored.erase((), who="steward", now=day(3))

    assert traces(restored.folder) == []


def test_erasing_nobody_the_lake_knows_is_no_commit(lake, day):
    put(lake, day(0))

    assert lake.erase(["stranger"], who="steward", now=day(1)) is None
    assert len(lake.commits()) == 1


class DiedError(Exception):
    """Stands for a process that ends here."""


@pytest.mark.parametrize(
    "step",
    [
        pytest.param("appended contacts", marks=pytest.mark.slow),
        pytest.param("appended observations", marks=pytest.mark.slow),
        "before the commit",
        pytest.param("after the commit", marks=pytest.mark.slow),
    ],
)
def test_an_erasure_that_dies_is_finished_by_the_next_writer(lake, day, step):
    from boucle.warehouse.lake.erasure import erase

    put(lake, day(0))

    def die(name):
        if name == step:
            raise DiedError

    with pytest.raises(DiedError), lake.writer(who="steward", now=day(1), at_step=die) as writer:
        erase(writer, ["c1"])
    assert lake.tables().n_rows("contacts") == 1

    with lake.writer(who="next", now=day(2)):
        pass

    assert traces(lake.folder) == []
    assert lake.tables().contacts.email.execute().tolist() == [None]


@pytest.mark.slow
def test_the_list_holds_no_key(lake, day):
    put(lake, day(0))
    lake.erase(["c1"], who="steward", now=day(1))

    assert '"c1"' not in (lake.folder / ".suppressed.json").read_text("utf-8")


def test_many_small_files_become_one_and_the_rows_stay(lake, write, read, day):
    for n in range(4):
        write(
            n, "accounts", [{"account_id": "a", "name": str(n)}, {"account_id": str(n), "name": ""}]
        )
    before = [read("accounts", "account_id", "name", as_of=n) for n in range(4)]
    opened = lake.tables()

    commit = lake.compact(who="night", now=day(9))

    assert commit.what == "compact"
    assert len(lake.files("accounts")) == 1
    assert [read("accounts", "account_id", "name", as_of=n) for n in range(4)] == before
    # Whoever reads keeps reading the old files.
    assert opened.n_rows("accounts") == 5
    assert lake.compact(who="night", now=day(10)) is None
    assert [each.commit_seq for each in lake.commits()] == [1, 2, 3, 4, 5]


def test_a_compaction_that_dies_changes_nothing(lake, write, read, day):
    for n in range(2):
        write(n, "accounts", [{"account_id": str(n)}])

    def die(name):
        if name == "appended accounts":
            raise DiedError

    from boucle.warehouse.lake.compaction import compact

    with pytest.raises(DiedError), lake.writer(who="night", now=day(3), at_step=die) as writer:
        compact(writer)

    assert read("accounts", "account_id") == [("0",), ("1",)]
    assert write(4, "accounts", [{"account_id": "2"}]).n_rows == 1
    assert read("accounts", "account_id") == [("0",), ("1",), ("2",)]
