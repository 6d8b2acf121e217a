"""Writing: stage rows, then make all of them visible at once with one commit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from boucle.tables import table as canonical
from boucle.warehouse.lake.changes import Changes
from boucle.warehouse.lake.commit import Commit
from boucle.warehouse.lake.disk import clear_disk_errors
from boucle.warehouse.lake.staging import StagingArea
from boucle.warehouse.lake.suppression import Suppression

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from boucle.tables import Table
    from boucle.warehouse.lake.changes import Counts
    from boucle.warehouse.lake.lock import Lock
    from boucle.warehouse.lake.store import NewFile, Store
    from boucle.warehouse.lake.suppression_list import SuppressionList


@dataclass(frozen=True, slots=True)
class Staged:
    """What one call to `stage` or `delete` took in."""

    table: str
    source: str
    n_rows: int


class Writer:
    """The one writer of a lake. Made by `Lake.writer`, used in a ``with`` block.

    Nothing is visible before `commit` returns; leaving the block without it leaves no trace.
    """

    def __init__(
        self,
        store: Store,
        lock: Lock,
        *,
        last: Commit,
        seen_sources: frozenset[str],
        now: datetime,
        who: str,
        at_step: Callable[[str], None],
        clean_beside: Callable[[Suppression], None],
    ) -> None:
        self.store, self._lock, self._last, self._seen = store, lock, last, seen_sources
        self.now, self.who, self._at_step = now, who, at_step
        # Takes those who were erased out of what stands beside the lake.
        self.clean_beside = clean_beside
        self._area = StagingArea(store)
        self._suppression = Suppression(self.store)
        self._backfilled: dict[str, bool] = {}

    def is_first_import(self, source: str) -> bool:
        """Tell whether no commit has ever written rows of `source`."""
        return source not in self._seen

    def stage(
        self,
        table: str,
        rows: Any,
        *,
        source: str,
        is_backfill: bool | None = None,
        time_zone: str = "Etc/UTC",
    ) -> Staged:
        """Take in rows of one table from one source; nothing is visible yet.

        A row is known by its source and its key: two sources may use the same key for different
        things, and readers see both rows. A staged row is the whole row: a canonical column that
        `rows` lack is null. Call it as often as needed, also for the same table: where a key
        comes twice the later row wins and the commit counts the earlier one.

        Parameters
        ----------
        table
            Name of a canonical table.
        rows
            A `pyarrow` table or record batch reader, anything that streams Arrow, or an Ibis
            table or a DuckDB relation of this process's engine (`boucle.warehouse.engine.engine`;
            a relation saves asking for the types of all its columns). Columns: canonical
            ones, and if known ``source_id`` (text) and ``entered_at`` (UTC). Timestamps may be
            naive UTC or aware; other columns are cast to their canonical type.
        source
            The system that the rows come from, such as ``"crm"``.
        is_backfill
            Whether to date the rows by the source's own stamps. By default that of a source's
            first commit, see `is_first_import`.
        time_zone
            IANA name of the zone in which date-only stamps of a backfill are midnight.

        Returns
        -------
        Staged
            With the number of rows taken in.

        Raises
        ------
        UnknownTableError
            If there is no such table, or it is one that the lake writes itself.
        UnknownColumnsError
            If `rows` have a column that the table lacks.
        MissingColumnsError
            If `rows` lack a key or required column.
        UnreadableRowsError
            If a value does not fit its column or a required value is null.
        DiskFullError
            If there is no room.
        """
        held = self._backfilled.setdefault(
            source, self.is_first_import(source) if is_backfill is None else is_backfill
        )
        with clear_disk_errors(self.store.folder):
            n_rows = self._area.take(
                canonical(table), rows, source=source, is_backfill=held, time_zone=time_zone
            )
        self._at_step(f"staged {table}")
        return Staged(table=table, source=source, n_rows=n_rows)

    def delete(self, table: str, keys: Any, *, source: str) -> Staged:
        """Stage deletions: for each key of `keys` (the table's key columns) a deleted version.

        Keys that the source never wrote, or that are deleted already, change nothing.
        `keys` takes what `rows` of `stage` takes, or a sequence of tuples in the key's order.
        """
        with clear_disk_errors(self.store.folder):
            n_rows = self._area.take_deletions(canonical(table), keys, source=source)
        self._at_step(f"staged {table}")
        return Staged(table=table, source=source, n_rows=n_rows)

    def commit(
        self,
        what: str,
        *,
        n_rejects: int = 0,
        agreement_version: str | None = None,
        ties: Mapping[str, Any] | None = None,
    ) -> Commit:
        """Write what changed and make it visible, all tables at once.

        Parameters
        ----------
        what
            What this commit is, for people: ``"import olist"``.
        n_rejects
            Rows that were kept aside.
        agreement_version
            The version in force, as evidence.
        ties
            What the files of an import said, kept for reports to tie out (plain JSON values).

        Returns
        -------
        Commit
            The new commit; where nothing changed the last one, with ``n_rows=0``.

        Raises
        ------
        DiskFullError
            If there is no room; nothing is visible then.
        LockLostError
            If the lock expired while the process was stopped; nothing is visible then.
        """
        with clear_disk_errors(self.store.folder):
            if "contacts" in {each.name for each in self._area.tables}:
                self._suppression.absorb(self._area.rows(canonical("contacts")))
            written = {each.name: self._write(each) for each in self._area.tables}
            changed = {name: counts for name, counts in written.items() if counts.n_changed}
            rows = {name: counts.n_changed for name, counts in changed.items()}
            commit = replace(self._last, n_rows=0)
            if changed:
                commit = self.publish(
                    what,
                    rows,
                    sources=self._area.sources,
                    n_rejects=n_rejects,
                    agreement_version=agreement_version,
                    ties=ties,
                )
            commit = replace(
                commit,
                n_unchanged=sum(counts.n_unchanged for counts in written.values()),
                n_repeated=sum(counts.n_repeated for counts in written.values()),
                n_contradicted=sum(counts.n_contradicted for counts in written.values()),
            )
        self._area.clear()
        return commit

    def publish(
        self,
        what: str,
        table_rows: Mapping[str, int],
        *,
        sources: Iterable[str] = (),
        n_rejects: int = 0,
        agreement_version: str | None = None,
        ties: Mapping[str, Any] | None = None,
    ) -> Commit:
        """Write the row that makes visible how the tables stand now, if the lock is still held."""
        store = self.store
        commit = Commit(
            commit_seq=self.next_seq,
            committed_at=self.now,
            what=what,
            who=self.who,
            n_rows=sum(table_rows.values()),
            n_rejects=n_rejects,
            agreement_version=agreement_version,
            table_versions={name: store.latest(name) for name in store.existing()},
            sources=tuple(sorted(sources)),
            ties=ties or {},
            table_rows=table_rows,
        )
        self._at_step("before the commit")
        self._lock.check()
        store.append_commit(commit)
        self._last = commit
        self._at_step("after the commit")
        return commit

    def replace(self, table: Table, new: Sequence[NewFile], gone: Sequence[str]) -> None:
        """Exchange files of a table, if the lock is still held. Readers see it at the commit."""
        self._lock.check()
        self.store.replace(table, new, gone)
        self._at_step(f"appended {table.name}")

    @property
    def erased(self) -> SuppressionList:
        """Those who were erased: no row and no file may name them again."""
        return self._suppression.listed

    def erased_leads(self) -> frozenset[str]:
        """Return the keys of the leads of those who were erased."""
        return frozenset(self._suppression.lead_keys())

    def step(self, name: str) -> None:
        """Tell that a step is done."""
        self._at_step(name)

    def new_folder(self) -> Path:
        """Return an empty folder for files on their way into a table."""
        return self._area.new_folder()

    @property
    def next_seq(self) -> int:
        """The number of the commit that this writer makes."""
        return self._last.commit_seq + 1

    def close(self) -> None:
        """Leave no staged file behind."""
        self._area.clear()

    def _write(self, table: Table) -> Counts:
        is_new = table.name not in self._last.table_versions
        changes = Changes(
            table,
            self._suppression.blanked(table, self._area.rows(table)),
            current=() if is_new else self.store.files(table.name),
            held=frozenset() if is_new else self.store.columns(table.name),
        )
        try:
            if changes.counts.n_changed:
                self._put(table, changes)
        finally:
            changes.close()
        return changes.counts

    def _put(self, table: Table, changes: Changes) -> None:
        new = changes.write_new(self.new_folder(), now=self.now, commit_seq=self.next_seq)
        self._at_step(f"wrote {table.name}")
        gone = changes.superseded_files()
        if gone:
            new += changes.write_superseded(self.new_folder(), gone, now=self.now)
        self._at_step(f"superseded {table.name}")
        self.replace(table, new, gone)


__all__ = ["Staged", "Writer"]
