"""Many small files become few: each commit adds some, and each file costs every reader."""

# ruff: noqa: S608 - every name and word is quoted by `boucle.warehouse.sql`
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from boucle.tables import TABLES
from boucle.warehouse.lake.changes import copied, rows_of
from boucle.warehouse.lake.commit import COMMITS_FILE_TABLE
from boucle.warehouse.lake.store import stored
from boucle.warehouse.sql import quoted

if TYPE_CHECKING:
    from boucle.tables import Table
    from boucle.warehouse.lake.commit import Commit
    from boucle.warehouse.lake.writer import Writer

_SMALL_BYTES = 32 * 1024**2
# A reader that opened the lake before still reads the old files.
_KEEP_HOURS = 24


def compact(writer: Writer) -> Commit | None:
    """Merge the small files of each table; return the commit, None if there were none to merge.

    Files that were replaced stay a day for those who are reading them, then the next compaction
    removes them.
    """
    done = [table.name for table in TABLES.values() if _merge(writer, table)]
    commit = writer.publish("compact", {}) if done else None
    writer.store.merge_commits()
    for name in (*writer.store.existing(), COMMITS_FILE_TABLE.name):
        writer.store.sweep(name, older_than_hours=_KEEP_HOURS)
    return commit


def _merge(writer: Writer, table: Table) -> bool:
    if table.name not in writer.store.existing():
        return False
    files = writer.store.files(table.name)
    small = [path for path in files if Path(path).stat().st_size < _SMALL_BYTES]
    if len(small) < 2:  # noqa: PLR2004 - one file is merged already
        return False
    columns = ", ".join(map(quoted, stored(table).names))
    rows = rows_of(table, small, writer.store.columns(table.name))
    new = copied(writer.new_folder(), f"SELECT {columns} FROM {rows}")
    writer.replace(table, new, small)
    return True
