"""Writers that die at each step, and two that write at once: readers see whole commits only."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import UTC, datetime
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from boucle.warehouse.lake import Lake

SCRIPT = Path(__file__).with_name("lake_writing.py")
_spec = spec_from_file_location("lake_writing", SCRIPT)
lake_writing = module_from_spec(_spec)
_spec.loader.exec_module(lake_writing)

TABLES = ("accounts", "contacts", "leads")
STEPS = (
    "locked",
    *(f"staged {table}" for table in TABLES),
    *(f"{what} {table}" for table in TABLES for what in ("wrote", "superseded", "appended")),
    "before the commit",
    "after the commit",
)
FIRST_STEPS = [step for step in STEPS if not step.startswith(("superseded", "wrote"))]
# `make check` kills the writers of the other steps too.
QUICK_STEPS = ("staged leads", "appended accounts", "before the commit", "after the commit")
OLD, NEW = [["old", "old"]] * 3, [["new", "new"]] * 3


def run(*arguments):
    return subprocess.Popen([sys.executable, str(SCRIPT), *map(str, arguments)])


def committed(folder, word):
    lake = Lake(folder)
    with lake.writer(who="test", now=datetime(2026, 3, 1, tzinfo=UTC)) as writer:
        lake_writing.stage_import(writer, word)
        writer.commit(word)
    return lake


@pytest.fixture(scope="module")
def killed(tmp_path_factory):
    """Lakes whose writer died after a step: ``over`` an earlier commit, or ``first``, over nothing.

    One process kills the writers of all quick steps, another one those of the others.
    """
    home = tmp_path_factory.mktemp("killed")
    committed(home / "base", "old")

    def killed(where, step):
        folder = home / where / step.replace(" ", "_")
        if not folder.exists():
            with_it = [each for each in STEPS if (each in QUICK_STEPS) == (step in QUICK_STEPS)]
            over = [home / "over" / each.replace(" ", "_") for each in with_it]
            for each in over:
                shutil.copytree(home / "base", each)
            first = [
                home / "first" / each.replace(" ", "_") for each in with_it if each in FIRST_STEPS
            ]
            assert run("kill", *over, *first).wait(timeout=120) == 0
        return Lake(folder)

    return killed


def marked(steps):
    """The steps; those that are not quick run in `make check`."""
    return [
        pytest.param(step, marks=() if step in QUICK_STEPS else pytest.mark.slow) for step in steps
    ]


@pytest.mark.parametrize("step", marked(STEPS))
def test_a_killed_import_is_seen_whole_or_not_at_all(killed, step):
    lake = killed("over", step)
    seen = NEW if step == "after the commit" else OLD

    assert lake_writing.words(lake) == seen

    with lake.writer(who="next", now=datetime(2026, 3, 20, tzinfo=UTC)) as writer:
        # Nothing of the dead writer is left in the way, and nothing committed is lost.
        assert lake_writing.words(lake) == seen
        lake_writing.stage_import(writer, "next")
        commit = writer.commit("next")

    assert commit.n_rows == 6
    assert lake_writing.words(lake) == [["next", "next"]] * 3
    past = lake.tables(as_of=datetime(2026, 3, 5, tzinfo=UTC))
    assert past.accounts.name.execute().tolist() == ["old", "old"]
    assert [path.name for path in lake.folder.glob(".lock*")] == []


@pytest.mark.parametrize("step", marked(FIRST_STEPS))
def test_a_first_import_that_was_killed_can_be_made_again(killed, step):
    lake = killed("first", step)
    is_there = step == "after the commit"

    assert lake_writing.words(lake) == (NEW if is_there else [[]] * 3)

    with lake.writer(who="next", now=datetime(2026, 3, 20, tzinfo=UTC)) as writer:
        lake_writing.stage_import(writer, "new")
        commit = writer.commit("next")

    assert commit.n_rows == (0 if is_there else 6)
    assert lake_writing.words(lake) == NEW


@pytest.mark.slow
def test_two_writers_at_once_commit_one_after_the_other(tmp_path):
    lake = committed(tmp_path / "lake", "old")
    writers = [run("write", lake.folder, who, 3) for who in ("one", "two")]

    seen = 0
    while any(writer.poll() is None for writer in writers):
        tables = lake_writing.words(lake)
        assert len({word for table in tables for word in table}) == 1, tables
        seen += 1

    assert [writer.returncode for writer in writers] == [0, 0]
    assert seen > 1
    commits = lake.commits()
    assert [commit.commit_seq for commit in commits] == list(range(1, 8))
    whats = [commit.what for commit in commits]
    assert sorted(whats[1:]) == [f"{who} {n}" for who in ("one", "two") for n in range(3)]
    for who in ("one", "two"):
        assert [what for what in whats if what.startswith(who)] == [f"{who} {n}" for n in range(3)]
    for commit in commits:
        as_of = lake.tables(as_of=commit.committed_at)
        assert set(as_of.leads.service_interest.execute()) == {commit.what}
