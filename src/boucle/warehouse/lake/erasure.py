"""Erasing people: the files that hold them are written again and the old ones removed."""

# ruff: noqa: S608 - every name and word is quoted by `boucle.warehouse.sql`
from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.tables import TABLES
from boucle.warehouse.lake.changes import copied, rows_of, run
from boucle.warehouse.lake.store import stored
from boucle.warehouse.lake.suppression import Suppression
from boucle.warehouse.sql import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boucle.tables import Table
    from boucle.warehouse.lake.commit import Commit
    from boucle.warehouse.lake.store import Store
    from boucle.warehouse.lake.writer import Writer


def erase(writer: Writer, contact_ids: Iterable[str], emails: Iterable[str] = ()) -> Commit | None:
    """Blank what names the people in every version of every row, and forget the old files.

    The list of the erased is written first: whatever happens then, the next writer finishes. What
    stands beside the lake is cleaned while the lake still says which words name them. All that
    was ever erased is blanked again, which is how a restored copy is brought up to date.

    Returns
    -------
    Commit or None
        The commit, whose ``n_rows`` are the versions that were blanked; None if there were none.
    """
    suppression = Suppression(writer.store)
    suppression.add(contact_ids, emails)
    writer.step("listed the erased")
    writer.clean_beside(suppression)
    writer.step("cleaned beside")
    blanked = {
        table.name: n_rows
        for table in TABLES.values()
        if (n_rows := _blank(writer, table, suppression))
    }
    commit = writer.publish("erase", blanked) if blanked else None
    # Also where nothing was blanked: an erasure that died after its commit left old files.
    for name in writer.store.existing():
        writer.store.sweep(name, older_than_hours=0)
        writer.step(f"swept {name}")
    suppression.settle()
    return commit


def to_blank(suppression: Suppression, store: Store, table: Table) -> dict[str, int]:
    """Return how many versions name somebody erased, by file that holds them."""
    held = store.held(table.name)
    if not held.files or not suppression.listed:
        return {}
    rows = suppression.marked(table, rows_of(table, held.files, held.columns))
    condition = suppression.names_somebody(table)
    return dict(run(f"SELECT filename, count(*) FROM {rows} WHERE {condition} GROUP BY filename"))


def _blank(writer: Writer, table: Table, suppression: Suppression) -> int:
    found = to_blank(suppression, writer.store, table)
    if not found:
        return 0
    gone = sorted(found)
    columns = ", ".join(map(quoted, stored(table).names))
    held = writer.store.columns(table.name)
    again = suppression.blanked(table, rows_of(table, gone, held))
    new = copied(writer.new_folder(), f"SELECT {columns} FROM {again}")
    writer.replace(table, new, gone)
    return sum(found.values())
