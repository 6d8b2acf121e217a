"""All that the lake holds about a person: every version of every row that hangs on them."""

# ruff: noqa: S608 - every name and word is quoted by `boucle.warehouse.sql`
from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from boucle.tables import TABLES
from boucle.warehouse.engine import engine
from boucle.warehouse.lake.changes import rows_of
from boucle.warehouse.lake.store import Store, stored
from boucle.warehouse.sql import quoted, text_literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boucle.tables import Table
    from boucle.warehouse.lake import Commit
    from boucle.warehouse.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Held:
    """The rows of one table that are about a person; moments are aware UTC."""

    table: Table
    rows: list[dict[str, Any]]


def held_rows(workspace: Workspace, contact_ids: Sequence[str]) -> list[Held]:
    """Return every version of every row about the contacts, by table, in the order recorded.

    Theirs are the rows with their key, with the key of one of their leads or of an answer to one;
    deals that came of such a lead or in which they have a role; and merges of their records.
    """
    find = _Finder(workspace, contact_ids)
    found = (Held(table, find.rows(table)) for table in TABLES.values())
    return [each for each in found if each.rows]


class _Finder:
    """Queries over one commit of a lake."""

    def __init__(self, workspace: Workspace, contact_ids: Sequence[str]) -> None:
        self._store = Store(workspace.lake.folder)
        self._commit: Commit | None = workspace.lake.last_commit()
        self._people = ", ".join(map(text_literal, contact_ids))

    def rows(self, table: Table) -> list[dict[str, Any]]:
        """Return the rows of one table."""
        conditions = self._conditions(table)
        source = self._versions(table)
        if not conditions or source is None:
            return []
        names = stored(table).names
        order = ", ".join(map(quoted, ("recorded_at", *table.key, "commit_seq")))
        found = engine().con.execute(
            f"SELECT {', '.join(map(quoted, names))} FROM {source} "
            f"WHERE {' OR '.join(conditions)} ORDER BY {order}"
        )
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def _conditions(self, table: Table) -> list[str]:
        by_column = {
            "contact_id": f"contact_id IN ({self._people})",
            "lead_id": f"lead_id IN ({self._leads()})",
            "disposition_id": f"disposition_id IN ({self._dispositions()})",
        }
        found = [words for name, words in by_column.items() if name in table.names]
        if table.name == "opportunities":
            found.append(f"opportunity_id IN ({self._roles()})")
        if table.name == "stage_changes":
            found += [
                f"subject = 'lead' AND subject_id IN ({self._leads()})",
                f"subject = 'opportunity' AND subject_id IN ({self._deals()})",
            ]
        if table.name == "links":
            ids = {"contacts": self._people, "leads": self._leads()}
            found += [
                f"\"table\" = '{name}' AND (from_id IN ({keys}) OR to_id IN ({keys}))"
                for name, keys in ids.items()
            ]
        return found

    def _leads(self) -> str:
        return self._keys("leads", "lead_id", f"contact_id IN ({self._people})")

    def _roles(self) -> str:
        who = f"contact_id IN ({self._people})"
        return self._keys("opportunity_contacts", "opportunity_id", who)

    def _deals(self) -> str:
        of_leads = self._keys("opportunities", "opportunity_id", f"lead_id IN ({self._leads()})")
        return f"{of_leads} UNION {self._roles()}"

    def _dispositions(self) -> str:
        return self._keys("dispositions", "disposition_id", f"lead_id IN ({self._leads()})")

    def _keys(self, name: str, key: str, condition: str) -> str:
        source = self._versions(TABLES[name])
        if source is None:
            return "SELECT NULL::VARCHAR WHERE false"
        return f"SELECT {key} FROM {source} WHERE {key} IS NOT NULL AND {condition}"

    def _versions(self, table: Table) -> str | None:
        version = self._commit.table_versions.get(table.name) if self._commit else None
        if version is None or not (held := self._store.held(table.name, version)).files:
            return None
        return rows_of(table, held.files, held.columns)
