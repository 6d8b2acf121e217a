"""What the lake must not say of those who were erased, as SQL over its rows."""

# ruff: noqa: S608 - every name and word is quoted by `boucle.warehouse.sql`
from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.tables import TABLES
from boucle.warehouse.engine import engine
from boucle.warehouse.lake.addresses import is_address, normal, normal_sql
from boucle.warehouse.lake.suppression_list import SuppressionList
from boucle.warehouse.sql import files_literal, quoted, text_literal

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

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
LIST_FILE = ".suppressed.json"


class Suppression:
    """The suppression list of a lake, one JSON file in its folder.

    Another list may be given, to see whom it finds.
    """

    def __init__(self, store: Store, listed: SuppressionList | None = None) -> None:
        self.store = store
        self._path = store.folder / LIST_FILE
        self.listed = SuppressionList.read(self._path) if listed is None else listed

    @property
    def is_pending(self) -> bool:
        """Whether an erasure was asked for and is not yet known to be done."""
        return self.listed.is_pending

    def add(self, contact_ids: Iterable[str], emails: Iterable[str] = ()) -> None:
        """Add people and their addresses, and note that their erasure is pending."""
        self.add_unsaved(contact_ids, emails)
        self._pend()

    def add_unsaved(self, contact_ids: Iterable[str], emails: Iterable[str] = ()) -> None:
        """Add people and their addresses to the list in memory only, to see what would go.

        An address that somebody else has too stays unlisted: it says not who was erased.
        """
        keys = set(contact_ids)
        self.listed.add((), {*emails, *self._own_addresses(keys)})
        self.listed.add({*keys, *self._same_address(self._contacts())})

    def merge(self, other: SuppressionList) -> None:
        """Take in another list, and note that its people are to be erased here."""
        if self.listed.merge(other):
            self._pend()

    def absorb(self, contacts: str) -> None:
        """Add those of `contacts` (SQL of rows) who have a listed address under another key."""
        if found := self._same_address(contacts):
            self.listed.add(found)
            self._pend()

    def settle(self) -> None:
        """Note that the erasure is done."""
        self.listed.is_pending = False
        self.listed.write(self._path)

    def columns(self, table: Table) -> tuple[str, ...]:
        """Return the columns of `table` that are blanked."""
        if not self._ways(table):
            return ()
        return (*PERSONAL.get(table.name, ()), _ADDRESS_IN_KEY)

    def blanked(self, table: Table, rows: str) -> str:
        """Return the SQL of `rows` with what names an erased person blanked.

        Where an address of theirs stands in a key or in what was typed of somebody else, another
        word stands for it.
        """
        if not self.listed:
            return rows
        marked = self.marked(table, self._scrubbed(table, rows))
        values = ", ".join(self._blank(name) for name in self.columns(table))
        return f"(SELECT * REPLACE ({values}) FROM {marked})" if values else marked

    def marked(self, table: Table, rows: str) -> str:
        """Return the SQL of `rows` with ``__erased__``: whether a row is of an erased person."""
        is_erased = f"coalesce({' OR '.join(self._links(table)) or 'false'}, false)"
        return f"(SELECT *, {is_erased} AS __erased__ FROM {rows})"

    def names_somebody(self, table: Table) -> str:
        """Return the SQL condition on `marked` rows that still have something to blank."""
        left = [
            f"__erased__ AND {quoted(name)} IS NOT NULL AND {self._is_personal(name)}"
            for name in self.columns(table)
        ]
        left += [
            f"contains({name}, '@') AND {self.listed.scrubbed_sql(name)} <> {name}"
            for name in map(quoted, self._scrubbed_columns(table))
        ]
        return f"(({') OR ('.join(left) or 'false'}))"

    def _pend(self) -> None:
        self.listed.is_pending = True
        self.listed.write(self._path)

    def _scrubbed_columns(self, table: Table) -> list[str]:
        if not self.listed.has_emails:
            return []
        texts = [each.name for each in table.columns if each.type == "text"]
        # Where rows are known to be a person's, theirs are blanked.
        return texts if self._ways(table) else [*texts, _ADDRESS_IN_KEY]

    def _scrubbed(self, table: Table, rows: str) -> str:
        values = ", ".join(
            f"CASE WHEN contains({name}, '@') THEN {self.listed.scrubbed_sql(name)} "
            f"ELSE {name} END AS {name}"
            for name in map(quoted, self._scrubbed_columns(table))
        )
        return f"(SELECT * REPLACE ({values}) FROM {rows})" if values else rows

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
        return [way() for way in self._ways(table)]

    def _ways(self, table: Table) -> list[Callable[[], str]]:
        """Return how rows of a table hang on a person; to write one out opens other tables."""
        ways: list[Callable[[], str]] = []
        if "contact_id" in table.names:
            ways.append(lambda: self.listed.person_sql("contact_id"))
        if "lead_id" in table.names and table.name != "leads":
            ways.append(lambda: f"lead_id IN ({self.leads()})")
        if "opportunity_id" in table.names and table.name in PERSONAL:
            ways.append(lambda: f"opportunity_id IN ({self._opportunities()})")
        if table.name == "stage_changes":
            ways += [
                lambda: f"subject = 'lead' AND subject_id IN ({self.leads()})",
                lambda: f"subject = 'opportunity' AND subject_id IN ({self._opportunities()})",
            ]
        if table.name == "marketing_replies":
            ways.append(lambda: f"disposition_id IN ({self._dispositions()})")
        return ways

    def leads(self) -> str:
        """Return the SQL of the leads of those who were erased."""
        return self._keys("leads", "lead_id", self.listed.person_sql("contact_id"))

    def lead_keys(self) -> set[str]:
        """Return the keys of those leads."""
        return _texts(self.leads()) if self.listed else set()

    def _dispositions(self) -> str:
        return self._keys("dispositions", "disposition_id", f"lead_id IN ({self.leads()})")

    def _opportunities(self) -> str:
        # Only a deal that no one else has a part in: its name may be somebody else's too.
        is_theirs = f"bool_and(coalesce({self.listed.person_sql('contact_id')}, false))"
        grouped = f"true GROUP BY opportunity_id HAVING {is_theirs}"
        return self._keys("opportunity_contacts", "opportunity_id", grouped)

    def _keys(self, name: str, key: str, condition: str) -> str:
        # As they stand now: within a commit, leads are written before what hangs on them.
        rows = self._rows(name)
        return f"SELECT {key} FROM {rows} WHERE {key} IS NOT NULL AND {condition}"

    def _contacts(self) -> str:
        return self._rows("contacts")

    def _rows(self, name: str) -> str:
        files = self.store.files(name)
        if files:
            return f"read_parquet({files_literal(files)}, union_by_name = true)"
        nothing = ", ".join(
            f"NULL::VARCHAR AS {quoted(each)}" for each in (*TABLES[name].names, _ADDRESS_IN_KEY)
        )
        return f"(SELECT {nothing} WHERE false)"

    def _same_address(self, contacts: str) -> set[str]:
        if not self.listed.has_emails:
            return set()
        return _texts(
            f"SELECT DISTINCT contact_id FROM {contacts} WHERE "
            f"{self.listed.email_sql(normal_sql('email'))} "
            f"AND NOT {self.listed.person_sql('contact_id')}"
        )

    def _own_addresses(self, keys: Collection[str]) -> set[str]:
        if not keys:
            return set()
        wanted = ", ".join(map(text_literal, sorted(keys)))
        own = _texts(
            "SELECT DISTINCT unnest([email, contact_id, source_id]) "
            f"FROM {self._contacts()} WHERE contact_id IN ({wanted})"
        )
        others = _texts(
            f"SELECT DISTINCT {normal_sql('email')} FROM {self._contacts()} "
            f"WHERE email IS NOT NULL AND contact_id NOT IN ({wanted}) "
            f"AND NOT {self.listed.person_sql('contact_id')}"
        )
        return {normal(each) for each in own if is_address(each)} - others


def _texts(query: str) -> set[str]:
    found = engine().con.execute(query).fetchall()
    return {text for (text,) in found if text is not None}
