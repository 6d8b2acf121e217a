"""Erasing people: the files that hold them are written again and the old ones removed."""

# ruff: noqa: S608 - every name and word is quoted by `boucle.warehouse.sql`
from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.warehouse.lake.changes import copied, rows_of, run
from boucle.warehouse.lake.store import stored
from boucle.warehouse.lake.suppression import Suppression
from boucle.warehouse.sql import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boucle.tables import Table
    from boucle.warehouse.lake.commit import Commit
    from boucle.warehouse.lake.writer import Writer


def erase(writer: Writer, contact_ids: Iterable[str]) -> Commit | None:
    """Blank what names the people in every version of every row, and forget the old files.

    The list of the erased is written first: whatever happens then, the next writer finishes.
    All that was ever erased is blanked again, which is how a restored copy is brought up to date.

    Returns
    -------
    Commit or None
        The commit, whose ``n_rows`` are the versions that were blanked; None if there were none.
    """
    suppression = Suppression(writer.store)
    suppression.add(contact_ids)
    blanked = {
        table.name: n_rows
        for table in suppression.tables()
        if (n_rows := _blank(writer, table, suppression))
    }
    commit = writer.publish("erase", blanked) if blanked else None
    # Also where nothing was blanked: an erasure that died after its commit left old files.
    for name in writer.store.existing():
        writer.store.sweep(name, older_than_hours=0)
    suppression.settle()
    return commit


def _blank(writer: Writer, table: Table, suppression: Suppression) -> int:
    files = writer.store.files(table.name)
    if not files:
        return 0
    held = writer.store.columns(table.name)
    rows = suppression.marked(table, rows_of(table, files, held))
    condition = suppression.names_somebody(table)
    found = run(f"SELECT filename, count(*) FROM {rows} WHERE {condition} GROUP BY filename")
    if not found:
        return 0
    gone = sorted(path for path, _ in found)
    columns = ", ".join(map(quoted, stored(table).names))
    again = suppression.blanked(table, rows_of(table, gone, held))
    new = copied(writer.new_folder(), f"SELECT {columns} FROM {again}")
    writer.replace(table, new, gone)
    return sum(n for _, n in found)
