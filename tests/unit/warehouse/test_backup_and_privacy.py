"""Backup, restore and erasure of a whole workspace: same report, nobody erased comes back."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from boucle.errors import (
    BackupDamagedError,
    BackupExistsError,
    BackupInsideError,
    BackupNewerError,
    RestoreFolderTakenError,
    UnknownPersonError,
)
from boucle.operations.backup import back_up, restore
from boucle.operations.closed_loop import Wanted, closed_loop_report
from boucle.operations.init import init_workspace
from boucle.operations.person import Asked
from boucle.operations.privacy import erase_person, export_person, planned_erasure
from boucle.warehouse.workspace import Workspace

DAY = datetime(2026, 3, 2, tzinfo=UTC)
ADDRESS, NAME, PHONE = "zoe@client.example", "Secrète", "514 555-0134"
REJECTS = (
    f'file,line,column,given,reason,reason_fr,reason_en,record\nc.csv,2,,,x,,,"c1,{ADDRESS}"\n'
)


def put(folder, contact="c1"):
    person = {
        "contact_id": contact, "email": ADDRESS, "first_name": "Zoé", "last_name": NAME,
        "phone": PHONE,
    }  # fmt: skip
    touch = {
        "touchpoint_id": f"{ADDRESS}#1",
        "contact_id": contact,
        "occurred_at": DAY,
        "kind": "form",
    }
    with Workspace.open(folder).lake.writer(who="test", now=DAY) as writer:
        writer.stage("contacts", pa.Table.from_pylist([person]), source="crm")
        writer.stage("touchpoints", pa.Table.from_pylist([touch]), source="crm")
        return writer.commit("import")


def traces(folder):
    words = [each.encode() for each in (ADDRESS, NAME, PHONE)]
    found = []
    for path in (path for path in folder.rglob("*") if path.is_file()):
        held = path.read_bytes()
        if path.suffix == ".parquet":
            held += str(pq.read_table(path).to_pylist()).encode()
        found += [path] if any(word in held for word in words) else []
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The folder of a workspace and its backup; not to be written to."""
    folder = tmp_path_factory.mktemp("made") / "W"
    init_workspace(folder, language="fr")
    put(folder)
    (folder / "rejects").mkdir()
    (folder / "rejects" / "crm-1.csv").write_text(REJECTS, "utf-8")
    (folder / "reports" / "r.html").write_text(f"<p>Zoé {NAME}, {PHONE}</p>", "utf-8")
    return folder, saved(folder)


@pytest.fixture
def folder(made, tmp_path):
    return shutil.copytree(made[0], tmp_path / "W")


@pytest.fixture
def backup(made, tmp_path):
    return Path(shutil.copy(made[1], tmp_path))


def saved(folder, name="b.zip"):
    back_up(folder, folder.parent / name, is_replacing=False, language="fr")
    return folder.parent / name


def brought(path, folder, **more):
    options = {"suppressions": None, "is_replacing": False, "language": "fr", **more}
    return restore(path, folder, **options)


def erased(folder):
    return erase_person(planned_erasure(folder, Asked(("c1",))))


@pytest.mark.slow
def test_a_restored_workspace_is_the_same_to_the_byte(folder, tmp_path):
    path = saved(folder)
    told = brought(path, tmp_path / "R")

    assert any("octet" in line.fr for line in told.lines)
    assert saved(tmp_path / "R", "again.zip").read_bytes() == path.read_bytes()


def test_nobody_erased_is_named_anywhere_or_comes_back(folder):
    path = saved(folder)
    assert len(traces(folder)) >= 4

    erased(folder)
    assert traces(folder) == []
    assert put(folder).n_rows == 0
    put(folder, contact="c2")
    assert traces(folder) == []

    brought(path, folder, is_replacing=True)
    assert traces(folder) == []


def killed(what, folder, path):
    """Run what dies in the middle, and see that it was killed."""
    script = Path(__file__).with_name("workspace_killing.py")
    done = subprocess.run([sys.executable, str(script), what, str(folder), str(path)], check=False)
    return done.returncode == -signal.SIGKILL


def report(folder):
    return closed_loop_report(folder, Wanted(format="json", out="-")).content


@pytest.mark.slow
def test_backup_kill_restore(folder, tmp_path):
    said, path = report(folder), saved(folder)
    before = path.read_bytes()

    assert killed("import", folder, path)
    assert killed("backup", folder, path)
    # The backup that was there stands; what the dead one left goes with the next.
    assert path.read_bytes() == before
    assert len(list(tmp_path.glob(".b.zip.*.part"))) == 1
    assert killed("restore", folder, path)
    assert not folder.exists()

    brought(path, folder, is_replacing=True)
    assert report(folder) == said
    assert list(tmp_path.glob(".W.*.restoring")) == []
    back_up(folder, path, is_replacing=True, language="fr")
    assert list(tmp_path.glob(".b.zip.*.part")) == []


@pytest.mark.slow
def test_an_erasure_that_is_killed_is_finished_and_survives_a_restore(folder, tmp_path):
    said, path = report(folder), saved(folder)

    assert killed("erase", folder, path)
    assert put(folder).n_rows == 0
    assert traces(folder) == []
    figures = json.loads(report(folder))
    assert (figures["total"], figures["by_month"]) == tuple(
        json.loads(said)[name] for name in ("total", "by_month")
    )

    assert killed("restore", folder, path)
    brought(path, folder, is_replacing=True)
    assert traces(folder) == []


@pytest.mark.slow
def test_a_list_of_elsewhere_is_replayed(folder, tmp_path):
    path = saved(folder)
    shutil.copytree(folder, tmp_path / "other")
    erased(tmp_path / "other")

    brought(path, tmp_path / "R", suppressions=tmp_path / "other")

    assert traces(tmp_path / "R") == []


def test_a_person_gets_all_that_is_held(folder):
    held = json.loads(
        export_person(folder, Asked(email=ADDRESS.upper()), format_="json", out=None).text
    )

    assert [len(held["tables"][name]["rows"]) for name in ("contacts", "touchpoints")] == [1, 1]
    assert len(held["rejects"]) == 1
    with pytest.raises(UnknownPersonError):
        export_person(folder, Asked(("c9",)), format_="json", out=None)


def changed(path, change):
    altered = path.with_name("altered.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(altered, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        if change("extra", b""):
            new.writestr("../out", "x")
    return altered


MANIFEST = "boucle-backup.json"
VERSION = (b'"format_version": 1', b'"format_version": 2')
TAMPERED = [
    pytest.param(
        lambda name, held: held.replace(b"name", b"nome") if name == "boucle.toml" else held,
        BackupDamagedError,
        id="altered",
    ),
    pytest.param(lambda name, held: held or b"x", BackupDamagedError, id="outside"),
    pytest.param(
        lambda name, held: held.replace(*VERSION) if name == MANIFEST else held,
        BackupNewerError,
        id="newer",
    ),
    pytest.param(
        lambda name, held: b"{}" if name == MANIFEST else held, BackupDamagedError, id="no list"
    ),
]


@pytest.mark.parametrize(("change", "error"), TAMPERED)
def test_a_tampered_backup_restores_nothing(backup, tmp_path, change, error):
    altered = changed(backup, change)
    with pytest.raises(error):
        brought(altered, tmp_path / "R")
    assert not list(tmp_path.glob("*R*"))


def test_a_backup_cut_short_and_places_that_are_taken(folder, backup, tmp_path):
    path = backup
    with pytest.raises(BackupExistsError):
        saved(folder)
    with pytest.raises(BackupInsideError):
        back_up(folder, folder / "b.zip", is_replacing=False, language="fr")
    with pytest.raises(RestoreFolderTakenError):
        brought(path, folder)
    (tmp_path / "cut.zip").write_bytes(path.read_bytes()[:-50])
    with pytest.raises(BackupDamagedError):
        brought(tmp_path / "cut.zip", tmp_path / "R")
