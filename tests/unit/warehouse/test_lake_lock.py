"""One writer at a time."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time

import pytest

from boucle.errors.warehouse import LakeBusyError, LockLostError
from boucle.warehouse.lake import lock as lock_module
from boucle.warehouse.lake.lock import Lock


@pytest.fixture
def path(tmp_path):
    return tmp_path / ".lock"


def dead_pid():
    done = subprocess.run([sys.executable, "-S", "-c", "import os; print(os.getpid())"],
                          capture_output=True, check=True)  # fmt: skip
    return int(done.stdout)


def held(path, **facts):
    holder = {
        "who": "somebody", "host": socket.gethostname(), "pid": os.getpid(), "token": "t",
        "since": 0.0, "expires_after_seconds": 60.0, **facts,
    }  # fmt: skip
    path.write_text(json.dumps(holder))


def test_a_lock_that_is_held_says_by_whom_and_since_when(path):
    held(path, pid=os.getpid(), since=1_700_000_000.0)

    with pytest.raises(LakeBusyError) as refusal:
        Lock(path, who="me").take()

    assert refusal.value.retryable
    assert (refusal.value.holder, refusal.value.pid) == ("somebody", os.getpid())
    assert "somebody has been writing since 2023-11-14 22:13:20 UTC" in str(refusal.value)


@pytest.mark.parametrize(
    ("facts", "silent_seconds"),
    [
        pytest.param({"pid": None}, 0, id="its process is dead"),
        pytest.param({"host": "elsewhere"}, 61, id="silent for longer than its expiry"),
    ],
)
def test_a_stale_lock_is_taken_over(path, facts, silent_seconds):
    held(path, **{**facts, **({"pid": dead_pid()} if "pid" in facts else {})})
    os.utime(path, (time.time() - silent_seconds,) * 2)
    lock = Lock(path, who="me")

    lock.take()

    assert lock.is_held()
    lock.release()
    assert list(path.parent.iterdir()) == []


def test_a_lock_of_another_host_is_not_stale_because_its_process_is_not_here(path):
    held(path, host="elsewhere", pid=dead_pid())

    with pytest.raises(LakeBusyError):
        Lock(path, who="me").take()


def test_of_two_that_find_the_same_stale_lock_one_takes_it(path):
    held(path, pid=dead_pid())
    first, second = Lock(path, who="first"), Lock(path, who="second")
    stale = lock_module.holder_of(path)
    first.take()

    assert not second._take_over(stale)
    assert first.is_held()
    first.release()


def test_an_owner_that_was_stopped_too_long_learns_that_it_lost(path):
    slow, quick = Lock(path, who="slow", expires_after_seconds=0.0), Lock(path, who="quick")
    slow._stop.set()
    slow.take()
    os.utime(path, (1, 1))
    quick.take()

    with pytest.raises(LockLostError, match="slow"):
        slow.check()
    slow.release()
    assert quick.is_held()
    quick.release()


def test_the_heart_beats_while_the_owner_works(path):
    lock = Lock(path, who="me", expires_after_seconds=0.3)
    lock.take()
    time.sleep(0.6)

    with pytest.raises(LakeBusyError):
        Lock(path, who="other").take()
    lock.release()


def test_a_second_waits_for_the_first(path):
    lock = Lock(path, who="me")
    lock.take()
    other = Lock(path, who="other")
    with pytest.raises(LakeBusyError):
        other.take(wait_seconds=0.2)
    lock.release()

    other.take(wait_seconds=5)

    assert other.is_held()
    other.release()
