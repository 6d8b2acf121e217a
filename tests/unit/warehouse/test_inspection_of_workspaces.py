"""What `inspected` finds of a workspace that is broken, and of one that is whole."""

from __future__ import annotations

import json
import shutil
import socket
from collections import namedtuple
from datetime import UTC, datetime

import pyarrow as pa
import pytest

from boucle.agreement.starter import starter_text
from boucle.warehouse import inspection
from boucle.warehouse.imports.kept import (
    last_rejects,
    last_ties,
    rows_of_files,
    unmapped_of_files,
    unread_of_files,
)
from boucle.warehouse.lake.commit import Commit, commits_until
from boucle.warehouse.workspace import Workspace

NOW = datetime(2026, 11, 2, 14, tzinfo=UTC)
# No process has this number: the greatest one is far under it.
DEAD = 2**30
ROOM = namedtuple("ROOM", "free")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole") / "W"
    workspace = Workspace.init(folder, starter_text())
    accounts = pa.table({"account_id": ["A1"], "name": ["Fonderie Exemple"]})
    with workspace.lake.writer(who="test", now=NOW) as writer:
        writer.stage("accounts", accounts, source="crm")
        writer.commit("import crm")
    return folder


@pytest.fixture
def folder(whole, tmp_path):
    return shutil.copytree(whole, tmp_path / "W")


def found(folder, moment=NOW):
    return {
        (each.code, each.severity, each.figure): each
        for each in inspection.inspected(Workspace.open(folder), moment, "en")
    }


def test_a_whole_workspace_has_an_agreement_to_sign_and_nothing_else(folder):
    assert set(found(folder)) == {("agreement_draft", "remark", "none")}


def test_a_moment_before_the_first_version_is_told(folder):
    told = found(folder, datetime(2001, 1, 1, tzinfo=UTC))

    assert ("agreement_assumed", "remark", "none") in told


def test_a_file_that_is_gone_or_cut_is_told(folder):
    (file,) = (folder / "lake" / "accounts").glob("*.parquet")
    content = file.read_bytes()
    file.write_bytes(content[:-20])
    cut = found(folder)["lake_damaged", "wrong", "report"]
    file.unlink()
    gone = found(folder)["lake_damaged", "wrong", "report"]

    assert (cut.table, cut.n, gone.table, gone.n) == ("accounts", 1, "accounts", 1)


def test_a_mapping_with_faults_is_told(folder):
    (folder / "mappings" / "crm.toml").write_text("source = 'crm'\nfiles = 3\n", encoding="utf-8")

    told = found(folder)["mapping_faults", "doubtful", "none"]

    assert told.facts["name"] == "crm.toml"
    assert "files" in str(told.facts["why"])


@pytest.mark.parametrize(("pid", "is_told"), [(DEAD, True), (1, False)])
def test_a_lock_is_told_where_its_process_is_dead(folder, pid, is_told):
    (folder / "lake" / ".lock").write_text(
        json.dumps({
            "who": "import crm", "host": socket.gethostname(), "pid": pid, "token": "t",
            "since": NOW.timestamp(), "expires_after_seconds": 1e9,
        }),
        encoding="utf-8",
    )  # fmt: skip

    assert (("stale_lock", "remark", "none") in found(folder)) is is_told


@pytest.mark.parametrize(("free_megabytes", "is_told"), [(499, True), (501, False)])
def test_a_disk_without_room_is_told(folder, monkeypatch, free_megabytes, is_told):
    monkeypatch.setattr(
        inspection.shutil, "disk_usage", lambda _folder: ROOM(free_megabytes * 10**6)
    )

    assert (("disk_nearly_full", "doubtful", "none") in found(folder)) is is_told


def commit(seq, *files):
    ties = {"files": [
        {"name": name, "n_rows": n_rows, "n_rejected": n_rejected}
        for name, n_rows, n_rejected in files
    ]}  # fmt: skip
    at = datetime(2026, 10, seq, tzinfo=UTC)
    return Commit(seq, at, "import crm", sources=("crm",), ties=ties)


def kept(folder, day, *places):
    lines = ["file,line,column,given,reason,reason_fr,reason_en,record"]
    lines += [f"{file},{line},Signed,secret@x.example,not_a_date,f,e,r" for file, line in places]
    path = folder / f"crm-202610{day:02}T000000Z.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("as_of_day", "expected"),
    [
        pytest.param(1, {("a.csv", 3), ("b.csv", 9)}, id="the first import"),
        pytest.param(2, {("a.csv", 5), ("b.csv", 9)}, id="each file by its own last import"),
        pytest.param(3, {("b.csv", 9)}, id="a clean import of a file ends its rejects"),
    ],
)
def test_rejects_are_those_of_the_last_import_of_each_file(tmp_path, as_of_day, expected):
    commits = [
        commit(1, ("a.csv", 10, 1), ("b.csv", 20, 1)), commit(2, ("a.csv", 11, 1)),
        commit(3, ("a.csv", 12, 0)),
    ]  # fmt: skip
    kept(tmp_path, 1, ("a.csv", 3), ("b.csv", 9))
    kept(tmp_path, 2, ("a.csv", 5))

    as_of = datetime(2026, 10, as_of_day, tzinfo=UTC)
    values = last_rejects(tmp_path, last_ties(commits_until(commits, as_of)), as_of=as_of)

    assert {(each.file, each.line) for each in values} == expected
    assert "secret" not in str(values)


def test_rows_of_files_are_those_last_read():
    commits = [commit(1, ("a.csv", 10, 1), ("b.csv", 20, 1)), commit(2, ("a.csv", 11, 1))]

    assert rows_of_files(last_ties(commits)) == {
        ("crm", "a.csv"): 11, ("crm", "b.csv"): 20,
    }  # fmt: skip


def test_a_column_is_unread_where_no_mapping_of_its_file_reads_it():
    def told(seq, source, unread):
        ties = {"files": [{"name": "a.csv", "n_rows": 1, "n_rejected": 0, "unread": unread}]}
        at = datetime(2026, 10, seq, tzinfo=UTC)
        return Commit(seq, at, f"import {source}", sources=(source,), ties=ties)

    commits = [
        told(1, "crm", ["Note", "Score", "Owner"]), told(2, "crm", ["Note", "Score"]),
        told(3, "ads", ["Owner", "Score"]), commit(4, ("b.csv", 1, 0)),
    ]  # fmt: skip

    assert unread_of_files(last_ties(commits)) == (("a.csv", ("Score",)), ("b.csv", ()))


def test_words_are_those_that_the_last_import_of_a_file_did_not_know():
    def told(seq, *words):
        file = {"name": "a.csv", "n_rows": 7, "n_rejected": 0, "unmapped": list(words)}
        at = datetime(2026, 10, seq, tzinfo=UTC)
        return Commit(seq, at, "import crm", sources=("crm",), ties={"files": [file]})

    word = {"table": "opportunities", "column": "outcome", "word": "Signed", "n_rows": 2}
    commits = [told(1, {**word, "read_as": None}), told(2, {**word, "read_as": "open"})]

    (found,) = unmapped_of_files(last_ties([*commits, commit(3, ("b.csv", 1, 0))]))
    assert (found.file, found.word, found.n_rows, found.n_of) == ("a.csv", "Signed", 2, 7)
    assert found.read_as == "open"
    assert unmapped_of_files(last_ties([*commits, told(3)])) == ()
