"""A full disk: one clear error, nothing half-visible, and the next write goes through."""

from __future__ import annotations

import errno

import duckdb
import pyarrow as pa
import pytest
from deltalake.exceptions import DeltaError

from boucle.errors.warehouse import DiskFullError
from boucle.warehouse.engine import engine
from boucle.warehouse.lake import lake as lake_module
from boucle.warehouse.lake.disk import clear_disk_errors
from boucle.warehouse.lake.store import Store


def refuse(*_args, **_more):
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(OSError(errno.ENOSPC, "x"), id="the system"),
        pytest.param(duckdb.IOException("Could not write: No space left on device"), id="engine"),
        pytest.param(DeltaError("Generic LocalFileSystem: (os error 28)"), id="the lake"),
        pytest.param(pa.ArrowException("No space left on device"), id="arrow"),
    ],
)
def test_a_full_disk_is_one_error_whoever_says_it(tmp_path, error):
    with pytest.raises(DiskFullError) as refusal, clear_disk_errors(tmp_path):
        raise error

    assert refusal.value.folder == tmp_path
    assert "no room left" in str(refusal.value)


def test_the_engine_itself_says_it_of_a_full_device(tmp_path):
    query = "COPY (SELECT range FROM range(100000)) TO '/dev/full' (FORMAT parquet)"
    with pytest.raises(DiskFullError), clear_disk_errors(tmp_path):
        engine().con.execute(query)


def test_other_errors_stay_what_they_are(tmp_path):
    with pytest.raises(PermissionError), clear_disk_errors(tmp_path):
        raise PermissionError(errno.EACCES, "denied")


@pytest.mark.parametrize("where", ["replace", "append_commit"])
def test_a_disk_that_fills_during_a_write_leaves_the_lake_as_it_was(
    write, read, lake, monkeypatch, where
):
    write(0, "accounts", [{"account_id": "a", "name": "Un"}])
    with monkeypatch.context() as patch:
        patch.setattr(Store, where, refuse)
        with pytest.raises(DiskFullError):
            write(1, "accounts", [{"account_id": "a", "name": "Deux"}])

    assert read("accounts", "name") == [("Un",)]
    assert not any((lake.folder / ".staging").glob("*"))
    write(2, "accounts", [{"account_id": "a", "name": "Trois"}])
    assert read("accounts", "name") == [("Trois",)]


def test_a_disk_that_is_full_before_the_lock_is_said_too(lake, day, monkeypatch):
    monkeypatch.setattr(lake_module.Lock, "take", refuse)

    with pytest.raises(DiskFullError), lake.writer(who="t", now=day(0)):
        pass


def test_a_writer_that_cannot_put_things_back_writes_nothing(write, read, lake, day, monkeypatch):
    write(0, "accounts", [{"account_id": "a", "name": "Un"}])
    with monkeypatch.context() as patch:
        patch.setattr(Store, "append_commit", refuse)
        patch.setattr(Store, "put_back", refuse)
        with pytest.raises(DiskFullError):
            write(1, "accounts", [{"account_id": "a", "name": "Deux"}])
    with monkeypatch.context() as patch:
        patch.setattr(Store, "put_back", refuse)
        with pytest.raises(DiskFullError), lake.writer(who="t", now=day(2)):
            pytest.fail("the lake is not as the last commit left it")

    write(3, "accounts", [{"account_id": "b", "name": "Trois"}])
    assert read("accounts", "account_id", "name") == [("a", "Un"), ("b", "Trois")]
