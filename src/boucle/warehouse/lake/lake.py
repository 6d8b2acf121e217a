"""The lake of a workspace: every version of every row, in commits that are whole or not there."""

from __future__ import annotations

import shutil
from contextlib import contextmanager, suppress
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from boucle.errors import ParameterError
from boucle.errors.warehouse import DiskFullError
from boucle.warehouse.lake.commit import BEFORE_ALL, Commit
from boucle.warehouse.lake.compaction import compact
from boucle.warehouse.lake.disk import clear_disk_errors
from boucle.warehouse.lake.erasure import erase
from boucle.warehouse.lake.lock import EXPIRES_AFTER_SECONDS, Lock
from boucle.warehouse.lake.store import Store
from boucle.warehouse.lake.suppression import Suppression
from boucle.warehouse.lake.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from boucle.warehouse.lake.suppression_list import SuppressionList
    from boucle.warehouse.reading import Tables


def _pass(step: str) -> None:
    """Do nothing at a step."""


def _nothing_beside(suppression: Suppression) -> None:
    """Leave a lake that stands alone."""


class Lake:
    """The tables under one folder. Many may read; one at a time writes.

    Examples
    --------
    ::

        with lake.writer(who="import", now=now) as writer:
            writer.stage("leads", leads, source="crm")
            writer.stage("opportunities", deals, source="crm")
            commit = writer.commit("import crm")
        lake.tables().leads
    """

    def __init__(
        self, folder: Path, *, clean_beside: Callable[[Suppression], None] = _nothing_beside
    ) -> None:
        # `clean_beside` takes those who are erased out of the files that stand beside the lake.
        self._store, self._clean_beside = Store(folder), clean_beside
        self.folder = self._store.folder

    @contextmanager
    def writer(
        self,
        *,
        who: str,
        now: datetime,
        wait_seconds: float = 0.0,
        expires_after_seconds: float = EXPIRES_AFTER_SECONDS,
        at_step: Callable[[str], None] = _pass,
    ) -> Iterator[Writer]:
        """Open the lake for writing; the block is the only writer until it ends.

        What a writer that died left half-written is put back first.

        Parameters
        ----------
        who
            Who writes, for people who find the lake busy.
        now
            Aware moment at which the rows arrive. If the last commit is not before it, the
            moment just after that commit is taken: time in the lake runs forward only.
        wait_seconds
            How long to wait for another writer.
        expires_after_seconds
            Silence after which another writer may take the lock.
        at_step
            Called with the name of each step as it is done, for progress and for tests.

        Raises
        ------
        LakeBusyError
            If another writer holds the lake. Retryable.
        DiskFullError
            If there is no room.
        ParameterError
            If `now` is naive.
        """
        if now.tzinfo is None:
            raise ParameterError("now", now, "an aware datetime")
        with clear_disk_errors(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
        lock = Lock(self.folder / ".lock", who=who, expires_after_seconds=expires_after_seconds)
        with clear_disk_errors(self.folder):
            lock.take(wait_seconds=wait_seconds)
        try:
            at_step("locked")
            writer = self._writer(lock, now=now, who=who, at_step=at_step)
            try:
                if Suppression(self._store).is_pending:
                    erase(writer, ())
                yield writer
            finally:
                writer.close()
                # Where the disk is full the next writer does it; readers go by the pins anyway.
                with suppress(DiskFullError):
                    if lock.is_held():
                        self._recover()
        finally:
            lock.release()

    def erase(
        self,
        contact_ids: Iterable[str],
        *,
        who: str,
        now: datetime,
        emails: Iterable[str] = (),
        also: SuppressionList | None = None,
        wait_seconds: float = 0.0,
    ) -> Commit | None:
        """Erase people: blank names, addresses and free text in every version of their rows.

        Keys, dates, codes and amounts stay, so aggregates hold. Files that held them are removed
        at once, so whoever reads the lake must open it again. A salted hash of each key and of each
        address that nobody else has is kept: no later import brings them back, not even under
        another key with the same address.

        Parameters
        ----------
        contact_ids
            Keys of contacts.
        who
            Who erases, kept with the commit.
        now
            Aware moment of the erasure.
        emails
            Addresses to erase beside those of the contacts.
        also
            The list of another copy of this lake, whose people are erased here too.
        wait_seconds
            How long to wait for another writer.

        Returns
        -------
        Commit or None
            ``n_rows`` are the versions that were blanked; None if nothing named them.
        """
        with (
            self.writer(who=who, now=now, wait_seconds=wait_seconds) as writer,
            clear_disk_errors(self.folder),
        ):
            if also is not None:
                Suppression(self._store).merge(also)
            return erase(writer, contact_ids, emails)

    def compact(self, *, who: str, now: datetime, wait_seconds: float = 0.0) -> Commit | None:
        """Merge small files and remove those that left the lake more than a day ago.

        Returns
        -------
        Commit or None
            None if there was nothing to merge. The rows are the same.
        """
        with (
            self.writer(who=who, now=now, wait_seconds=wait_seconds) as writer,
            clear_disk_errors(self.folder),
        ):
            return compact(writer)

    def commits(self) -> list[Commit]:
        """Return every commit, oldest first."""
        return self._store.commits()

    def last_commit(self) -> Commit | None:
        """Return the last commit, None if nothing was ever written."""
        last = self._store.last_commit()
        return None if last is BEFORE_ALL else last

    def files(self, table: str, commit: Commit | None = None) -> tuple[str, ...]:
        """Return the Parquet files of a table at `commit` (the last by default)."""
        at = commit or self._store.last_commit()
        version = at.table_versions.get(table)
        return () if version is None else self._store.files(table, version)

    def tables(
        self, as_of: datetime | None = None, observed_until: datetime | None = None
    ) -> Tables:
        """Return the tables as they were known at `as_of`; see `Tables`."""
        from boucle.warehouse.reading import Tables  # circular

        return Tables(self.folder, as_of=as_of, observed_until=observed_until)

    def _writer(
        self, lock: Lock, *, now: datetime, who: str, at_step: Callable[[str], None]
    ) -> Writer:
        shutil.rmtree(self._store.staging, ignore_errors=True)
        self._recover()
        commits = self._store.commits()
        last = commits[-1] if commits else BEFORE_ALL
        return Writer(
            self._store,
            lock,
            last=last,
            seen_sources=frozenset(name for each in commits for name in each.sources),
            now=_after(last, now.astimezone(UTC)),
            who=who,
            at_step=at_step,
            clean_beside=self._clean_beside,
        )

    def _recover(self) -> None:
        """Put tables that no commit pins back to where the last commit left them."""
        versions = self._store.last_commit().table_versions
        with clear_disk_errors(self.folder):
            for name in self._store.existing():
                self._store.put_back(name, versions.get(name))


def _after(last: Commit, now: datetime) -> datetime:
    if last.committed_at is None or last.committed_at < now:
        return now
    return last.committed_at + timedelta(microseconds=1)
