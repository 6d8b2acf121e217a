"""One writer at a time: a lock file with an owner, alive as long as its heart beats."""

from __future__ import annotations

import json
import os
import socket
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from boucle.errors.warehouse import LakeBusyError, LockLostError

if TYPE_CHECKING:
    from pathlib import Path

EXPIRES_AFTER_SECONDS = 120.0
_BEATS_IN_EXPIRY = 6
_CLAIM_SECONDS = 10.0
_POLL_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock, as the file says."""

    who: str
    host: str
    pid: int
    token: str
    since: float
    expires_after_seconds: float


class Lock:
    """A lock file that is taken whole or not at all.

    It is written beside its place and hard-linked into it, which fails if the place is taken. A
    thread touches it while the owner works. It is stale once nothing has touched it for its
    expiry, or at once if its process on this host is dead.
    """

    def __init__(
        self, path: Path, *, who: str, expires_after_seconds: float = EXPIRES_AFTER_SECONDS
    ) -> None:
        self.path = path
        self.me = Holder(
            who=who,
            host=socket.gethostname(),
            pid=os.getpid(),
            token=uuid4().hex,
            since=time.time(),
            expires_after_seconds=expires_after_seconds,
        )
        self._stop = threading.Event()

    def take(self, *, wait_seconds: float = 0.0) -> None:
        """Take the lock, waiting up to `wait_seconds` for it.

        Raises
        ------
        LakeBusyError
            If another writer still holds it then.
        """
        until = time.monotonic() + wait_seconds
        while not self._try():
            if time.monotonic() >= until:
                self._refuse()
            time.sleep(_POLL_SECONDS)
        threading.Thread(target=self._beat, daemon=True).start()

    def check(self) -> None:
        """Raise `LockLostError` unless the lock is still this one's."""
        if not self.is_held():
            raise LockLostError(self.me.who)

    def is_held(self) -> bool:
        """Tell whether the lock is still this one's."""
        holder = holder_of(self.path)
        return holder is not None and holder.token == self.me.token

    def release(self) -> None:
        """Give the lock back, if it is still this one's."""
        self._stop.set()
        if self.is_held():
            self.path.unlink(missing_ok=True)

    def _try(self) -> bool:
        if self._link_to(self.path):
            return True
        holder = holder_of(self.path)
        if holder is None or not is_stale(self.path, holder):
            return False
        return self._take_over(holder)

    def _link_to(self, place: Path) -> bool:
        mine = self._written()
        try:
            os.link(mine, place)
        except FileExistsError:
            return False
        finally:
            mine.unlink(missing_ok=True)
        return True

    def _written(self) -> Path:
        mine = self.path.with_name(f"{self.path.name}.{self.me.token}")
        mine.write_text(json.dumps(asdict(self.me)), encoding="utf-8")
        return mine

    def _take_over(self, stale: Holder) -> bool:
        # Two writers may find the same stale lock. Whoever claims its token may replace it: once
        # replaced, a slower one that still believes in it must not put its own over the new one.
        claim = self.path.with_name(f"{self.path.name}.after-{stale.token}")
        with suppress(FileNotFoundError):
            if time.time() - claim.stat().st_mtime > _CLAIM_SECONDS:
                claim.unlink(missing_ok=True)  # its claimant died between two lines
        if not self._link_to(claim):
            return False
        holder = holder_of(self.path)
        won = holder is not None and holder.token == stale.token
        if won:
            self._written().replace(self.path)
        claim.unlink(missing_ok=True)
        return won

    def _beat(self) -> None:
        pause = self.me.expires_after_seconds / _BEATS_IN_EXPIRY
        while not self._stop.wait(pause):
            if not self.is_held():
                return
            with suppress(OSError):
                os.utime(self.path)

    def _refuse(self) -> None:
        holder = holder_of(self.path) or self.me
        since = datetime.fromtimestamp(holder.since, tz=UTC)
        raise LakeBusyError(holder.who, holder.host, holder.pid, since)


def is_stale(path: Path, holder: Holder) -> bool:
    """Tell whether `holder` of the lock at `path` is dead, or has been silent past its expiry."""
    if holder.host == socket.gethostname() and not is_alive(holder.pid):
        return True
    try:
        silent_seconds = time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return False
    return silent_seconds > holder.expires_after_seconds


def holder_of(path: Path) -> Holder | None:
    """Return who holds the lock at `path`, None if nobody does."""
    try:
        return Holder(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None


def is_alive(pid: int) -> bool:
    """Tell whether a process of this machine runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
