"""What an erasure would take out of a workspace, and the erasure itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from boucle.tables import TABLES
from boucle.warehouse.lake.erasure import to_blank
from boucle.warehouse.lake.store import Store
from boucle.warehouse.lake.suppression import Suppression
from boucle.warehouse.lake.suppression_list import SuppressionList
from boucle.warehouse.privacy.files import Cleaned, clean_beside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boucle.warehouse.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Erasable:
    """What names the people: versions of rows by table, and files beside the lake."""

    versions: dict[str, int]
    files: tuple[Cleaned, ...]


def erasable(
    workspace: Workspace, contact_ids: Sequence[str], emails: Sequence[str] = ()
) -> Erasable:
    """Return what erasing these people would take out. Nothing is written."""
    store = Store(workspace.lake.folder)
    suppression = Suppression(store, SuppressionList())
    suppression.add_unsaved(contact_ids, emails)
    counts = {
        name: sum(to_blank(suppression, store, table).values()) for name, table in TABLES.items()
    }
    return Erasable(
        versions={name: n for name, n in counts.items() if n},
        files=tuple(clean_beside(workspace.folder, suppression, is_dry_run=True)),
    )
