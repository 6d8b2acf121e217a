"""Who was erased: kept as salted hashes, so that no later import or restore brings them back."""

# ruff: noqa: S608 - every name and word is quoted by `boucle.warehouse.sql`
from __future__ import annotations

import json
import secrets
from hashlib import sha256
from typing import TYPE_CHECKING

from boucle.tables import TABLES
from boucle.warehouse.sql import files_literal, quoted, text_literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boucle.tables import Table
    from boucle.warehouse.lake.store import Store

# What names a person or may do so because somebody typed it. Keys, dates, codes and amounts stay:
# they keep the aggregates whole and say nothing of who it was.
PERSONAL: dict[str, tuple[str, ...]] = {
    "contacts": ("email", "phone", "first_name", "last_name", "job_title"),
    "touchpoints": ("content",),
    "stage_changes": ("evidence",),
    "handoffs": ("override_reason",),
    "dispositions": ("comment",),
    "activities": ("comment",),
    "opportunities": ("name",),
    "consents": ("proof",),
    "pauses": ("evidence",),
    "marketing_replies": ("comment",),
    "observations": ("text",),
}
# A key of another system is often an address.
_ADDRESS_IN_KEY = "source_id"
_SALT_BYTES = 16


class Suppression:
    """The suppression list of a lake, one JSON file in its folder."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._path = store.folder / ".suppressed.json"
        given = json.loads(self._path.read_text("utf-8")) if self._path.exists() else {}
        self._salt = given.get("salt") or secrets.token_hex(_SALT_BYTES)
        self._people: list[str] = given.get("people", [])
        # An erasure that was asked for and is not yet known to be done.
        self.is_pending = bool(given.get("is_pending"))

    def add(self, contact_ids: Iterable[str]) -> None:
        """Add people and note that their erasure is pending."""
        hashes = {sha256((self._salt + key).encode()).hexdigest() for key in contact_ids}
        self._people = sorted({*self._people, *hashes})
        self.is_pending = True
        self._save()

    def settle(self) -> None:
        """Note that the erasure is done."""
        self.is_pending = False
        self._save()

    def tables(self) -> list[Table]:
        """Return the tables that may say something of a person."""
        return [table for table in TABLES.values() if self.columns(table)] if self._people else []

    def columns(self, table: Table) -> tuple[str, ...]:
        """Return the columns of `table` that are blanked."""
        if not self._links(table):
            return ()
        return (*PERSONAL.get(table.name, ()), _ADDRESS_IN_KEY)

    def blanked(self, table: Table, rows: str) -> str:
        """Return the SQL of `rows` with what names an erased person blanked."""
        if not self._people or not self._links(table):
            return rows
        values = ", ".join(self._blank(name) for name in self.columns(table))
        return f"(SELECT * REPLACE ({values}) FROM {self.marked(table, rows)})"

    def marked(self, table: Table, rows: str) -> str:
        """Return the SQL of `rows` with ``__erased__``: whether a row is of an erased person."""
        is_erased = f"coalesce({' OR '.join(self._links(table))}, false)"
        return f"(SELECT *, {is_erased} AS __erased__ FROM {rows})"

    def names_somebody(self, table: Table) -> str:
        """Return the SQL condition on `marked` rows that still have something to blank."""
        left = (
            f"({quoted(name)} IS NOT NULL AND {self._is_personal(name)})"
            for name in self.columns(table)
        )
        return f"__erased__ AND ({' OR '.join(left)})"

    def _blank(self, name: str) -> str:
        column = quoted(name)
        gone = f"__erased__ AND {self._is_personal(name)}"
        return f"CASE WHEN {gone} THEN NULL ELSE {column} END AS {column}"

    def _is_personal(self, name: str) -> str:
        if name == _ADDRESS_IN_KEY:
            return f"contains({quoted(name)}, '@')"
        # The title of a white paper is no personal data, what somebody noted at a booth may be.
        if name == "content":
            return "coalesce(evidence NOT IN ('observed', 'impression'), true)"
        return "true"

    def _links(self, table: Table) -> list[str]:
        links = []
        if "contact_id" in table.names:
            links.append(self._is_suppressed("contact_id"))
        if "lead_id" in table.names and table.name != "leads":
            links.append(f"lead_id IN ({self._leads()})")
        if table.name == "stage_changes":
            links.append(f"subject = 'lead' AND subject_id IN ({self._leads()})")
        if table.name == "marketing_replies":
            links.append(f"disposition_id IN ({self._dispositions()})")
        return links

    def _is_suppressed(self, column: str) -> str:
        people = ", ".join(map(text_literal, self._people)) or "NULL"
        return f"sha256({text_literal(self._salt)} || {column}) IN ({people})"

    def _leads(self) -> str:
        return self._keys("leads", "lead_id", self._is_suppressed("contact_id"))

    def _dispositions(self) -> str:
        return self._keys("dispositions", "disposition_id", f"lead_id IN ({self._leads()})")

    def _keys(self, name: str, key: str, condition: str) -> str:
        # As they stand now: within a commit, leads are written before what hangs on them.
        files = self._store.files(name)
        if not files:
            return "SELECT NULL WHERE false"
        scan = f"read_parquet({files_literal(files)}, union_by_name = true)"
        return f"SELECT {key} FROM {scan} WHERE {key} IS NOT NULL AND {condition}"

    def _save(self) -> None:
        written = self._path.with_suffix(".tmp")
        state = {"salt": self._salt, "people": self._people, "is_pending": self.is_pending}
        written.write_text(json.dumps(state), encoding="utf-8")
        written.replace(self._path)
