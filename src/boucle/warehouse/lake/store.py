"""The files of the lake: one Delta table a canonical table, read and replaced at known versions."""

from __future__ import annotations

import re
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from uuid import uuid4

import pyarrow as pa
from deltalake import DeltaTable, Schema, write_deltalake
from deltalake.exceptions import DeltaError, TableNotFoundError
from deltalake.transaction import AddAction, RemoveAction

from boucle.errors.warehouse import LakeDamagedError
from boucle.tables import BOOKKEEPING, Table
from boucle.warehouse.lake.commit import BEFORE_ALL, COMMITS_FILE_TABLE, Commit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# A version, or all versions until it: `_last_checkpoint` may point beyond, and can be missing.
_LOG_ENTRY = re.compile(r"(\d{20})\.(?:json|checkpoint(?:\.[\w.-]+)?\.parquet)")


@dataclass(frozen=True, slots=True)
class NewFile:
    """A Parquet file to be moved into a table."""

    path: Path
    n_rows: int


@dataclass(frozen=True, slots=True)
class Held:
    """What a table holds at one version: the paths of its Parquet files, the names of columns."""

    files: tuple[str, ...]
    columns: frozenset[str]


# Of a table that was never written.
NOTHING = Held((), frozenset())


def stored(table: Table) -> Table:
    """Return `table` with the columns that the lake adds to every row."""
    return Table(
        name=table.name,
        kind=table.kind,
        grain=table.grain,
        key=table.key,
        columns=(*table.columns, *BOOKKEEPING),
        time_column=table.time_column,
    )


class Store:
    """The folder of a lake. It knows files and versions, not what the rows mean."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()

    @property
    def staging(self) -> Path:
        """The folder of rows that are not yet in a table."""
        return self.folder / ".staging"

    def path(self, name: str) -> Path:
        """Return the folder of the table called `name`."""
        return self.folder / name

    def open(self, name: str, version: int | None = None) -> DeltaTable | None:
        """Return the Delta table at `version` (the latest by default), None if there is none."""
        try:
            return DeltaTable(str(self.path(name)), version=version)
        except TableNotFoundError:
            return None
        except DeltaError as error:
            raise LakeDamagedError(name, -1 if version is None else version) from error

    def existing(self) -> list[str]:
        """Return the names of the tables that have a folder, `commits` apart."""
        if not self.folder.is_dir():
            return []
        found = (path.parent.name for path in self.folder.glob("*/_delta_log"))
        return sorted(name for name in found if name != COMMITS_FILE_TABLE.name)

    def files(self, name: str, version: int | None = None) -> tuple[str, ...]:
        """Return the paths of the Parquet files of a table at `version`."""
        opened = self.open(name, version)
        return () if opened is None else _paths(opened)

    def held(self, name: str, version: int | None = None) -> Held:
        """Return the files and the columns of a table at `version`."""
        opened = self.open(name, version)
        return NOTHING if opened is None else Held(_paths(opened), frozenset(_columns(opened)))

    def columns(self, name: str) -> frozenset[str]:
        """Return the names of the columns that a table has now."""
        return self.held(name).columns

    def replace(self, table: Table, new: Sequence[NewFile], gone: Iterable[str] = ()) -> int:
        """Put `new` files in and take `gone` ones out, in one Delta version; return it."""
        opened = self._ready(stored(table))
        actions: list[AddAction | RemoveAction] = [self._added(table, each) for each in new]
        now_ms = int(time.time() * 1000)
        actions += [RemoveAction(Path(path).name, True, now_ms) for path in gone]  # noqa: FBT003
        opened.create_write_transaction(actions, "append", opened.schema())
        return self.latest(table.name)

    def latest(self, name: str) -> int:
        """Return the latest version of a table, -1 if there is none."""
        return max(self._log(name).values(), default=-1)

    def log(self, name: str, version: int) -> list[Path]:
        """Return the files of a table's Delta log that tell of `version`, and of none after it."""
        return sorted(path for path, told in self._log(name).items() if told <= version)

    def _log(self, name: str) -> dict[Path, int]:
        # By the names of its files: to open a table takes twenty times as long.
        found = (self.path(name) / "_delta_log").glob("*")
        entries = ((path, _LOG_ENTRY.fullmatch(path.name)) for path in found)
        return {path: int(entry[1]) for path, entry in entries if entry}

    def put_back(self, name: str, version: int | None) -> bool:
        """Make the latest version hold what `version` held; drop the table if that is None.

        Returns whether there was anything to put back.
        """
        if version is None:
            shutil.rmtree(self.path(name), ignore_errors=True)
            return True
        if self.latest(name) == version:
            return False
        opened = self.open(name)
        if opened is None:
            raise LakeDamagedError(name, version)
        if set(_paths(opened)) == set(self.files(name, version)):
            return False
        opened.restore(version)
        return True

    def sweep(self, name: str, *, older_than_hours: int) -> None:
        """Remove the files of a table that left it longer ago, and those it never took in."""
        opened = self.open(name)
        if opened is not None:
            opened.vacuum(
                retention_hours=older_than_hours,
                dry_run=False,
                enforce_retention_duration=False,
                full=True,
            )

    def merge_commits(self) -> None:
        """Merge the small files of the commits, of which each commit makes one."""
        opened = self.open(COMMITS_FILE_TABLE.name)
        if opened is not None and len(opened.file_uris()) > 1:
            opened.optimize.compact()

    def append_commit(self, commit: Commit) -> None:
        """Write the row that makes a commit visible. One file, put in its place at once."""
        schema = COMMITS_FILE_TABLE.arrow_schema()
        rows = pa.Table.from_pylist([commit.as_row()], schema=schema)
        write_deltalake(self.path(COMMITS_FILE_TABLE.name), rows, mode="append")

    def commits(self, version: int | None = None) -> list[Commit]:
        """Return every commit, oldest first, by the Delta `version` of their table."""
        opened = self.open(COMMITS_FILE_TABLE.name, version)
        if opened is None:
            return []
        rows = (row for path in _paths(opened) for row in _rows(path))
        return sorted(map(Commit.of_row, rows), key=lambda each: each.commit_seq)

    def last_commit(self) -> Commit:
        """Return the last commit, `BEFORE_ALL` if there is none."""
        return next(reversed(self.commits()), BEFORE_ALL)

    def _ready(self, wanted: Table) -> DeltaTable:
        opened = self.open(wanted.name)
        if opened is None:
            return DeltaTable.create(
                str(self.path(wanted.name)), Schema.from_arrow(wanted.arrow_schema())
            )
        held = set(_columns(opened))
        fields = Schema.from_arrow(wanted.arrow_schema()).fields
        if added := [field for field in fields if field.name not in held]:
            opened.alter.add_columns(added)
        return opened

    def _added(self, table: Table, new: NewFile) -> AddAction:
        name = f"{uuid4().hex}.parquet"
        place = self.path(table.name) / name
        new.path.rename(place)
        status = place.stat()
        # Least and greatest values would leave e-mail addresses in the log, where no erasure
        # reaches them; readers need only the count.
        stats = f'{{"numRecords":{new.n_rows}}}'
        return AddAction(name, status.st_size, {}, int(status.st_mtime * 1000), True, stats)  # noqa: FBT003


def _paths(opened: DeltaTable) -> tuple[str, ...]:
    uris: list[str] = opened.file_uris()
    return tuple(unquote(uri.removeprefix("file://")) for uri in uris)


def _rows(path: str) -> list[dict[str, Any]]:
    # Not by `to_pyarrow_table`, which loads a reader of whole data sets for a few small files.
    from pyarrow.parquet import ParquetFile  # start-up

    rows: list[dict[str, Any]] = ParquetFile(path).read().to_pylist()
    return rows


def _columns(opened: DeltaTable) -> list[str]:
    return [field.name for field in opened.schema().fields]
