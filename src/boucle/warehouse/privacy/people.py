"""Which contacts are meant by a key or an address, and which are one person."""

# ruff: noqa: S608 - every name and word is quoted by `boucle.warehouse.sql`
from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.errors.privacy import SeveralPeopleError, UnknownPersonError
from boucle.warehouse.engine import engine
from boucle.warehouse.lake.addresses import normal, normal_sql
from boucle.warehouse.sql import files_literal, text_literal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from boucle.warehouse.workspace import Workspace


def known_contacts(workspace: Workspace, contact_ids: Sequence[str]) -> list[str]:
    """Return `contact_ids`, in order and once each.

    A contact is known if any row of any table has its key: the record itself may be missing.

    Raises
    ------
    UnknownPersonError
        If no row has one of them.
    """
    wanted = list(dict.fromkeys(contact_ids))
    for key in wanted:
        if not any(_rows_with(workspace, table, key) for table in _WITH_CONTACT):
            raise UnknownPersonError(key)
    return wanted


def contacts_with_address(workspace: Workspace, address: str, *, is_all: bool) -> list[str]:
    """Return the keys of the contacts who have, or had, this address; in any case of letters.

    Contacts that were merged count as one. An empty list means that nobody has it.

    Raises
    ------
    SeveralPeopleError
        If several do and `is_all` is false.
    """
    files = workspace.lake.files("contacts")
    if not files:
        return []
    wanted = text_literal(normal(address))
    found = engine().con.execute(
        f"SELECT DISTINCT contact_id FROM read_parquet({files_literal(files)}, "
        f"union_by_name = true) WHERE {normal_sql('email')} = {wanted} "
        f"OR {normal_sql('contact_id')} = {wanted} ORDER BY 1"
    )
    keys = [key for (key,) in found.fetchall()]
    if len(keys) > 1 and not is_all and set(keys) - set(same_person(workspace, keys[:1])):
        raise SeveralPeopleError(address, keys)
    return keys


def same_person(workspace: Workspace, contact_ids: Iterable[str]) -> list[str]:
    """Return the contacts and all that were merged with them, both ways, sorted."""
    found = set(contact_ids)
    pairs = _merged(workspace)
    while new := {b for a, b in pairs if a in found} - found:
        found |= new
    return sorted(found)


def others_with_address(workspace: Workspace, contact_ids: Collection[str]) -> list[str]:
    """Return the keys of other contacts who now have an address of these, sorted."""
    files = workspace.lake.files("contacts")
    if not files or not contact_ids:
        return []
    theirs = ", ".join(map(text_literal, contact_ids))
    rows = f"read_parquet({files_literal(files)}, union_by_name = true)"
    found = engine().con.execute(
        f"SELECT DISTINCT contact_id FROM {rows} WHERE contact_id NOT IN ({theirs}) "
        f"AND {normal_sql('email')} IN "
        f"(SELECT {normal_sql('email')} FROM {rows} WHERE contact_id IN ({theirs})) ORDER BY 1"
    )
    return [key for (key,) in found.fetchall()]


_WITH_CONTACT = ("contacts", "leads", "touchpoints", "activities", "consents", "observations",
                 "nurture_entries", "opportunity_contacts")  # fmt: skip


def _rows_with(workspace: Workspace, table: str, key: str) -> bool:
    files = workspace.lake.files(table)
    if not files:
        return False
    found = engine().con.execute(
        f"SELECT 1 FROM read_parquet({files_literal(files)}, union_by_name = true) "
        f"WHERE contact_id = {text_literal(key)} LIMIT 1"
    )
    return found.fetchone() is not None


def _merged(workspace: Workspace) -> Collection[tuple[str, str]]:
    """Return the pairs of contacts whose last link is a merge, each both ways."""
    files = workspace.lake.files("links")
    if not files:
        return set()
    rows = engine().con.execute(
        'SELECT kind, from_id, to_id FROM (SELECT *, row_number() OVER (PARTITION BY "table", '
        "least(from_id, to_id), greatest(from_id, to_id) ORDER BY occurred_at DESC, link_id DESC) "
        f"AS nth FROM read_parquet({files_literal(files)}, union_by_name = true) "
        "WHERE superseded_at IS NULL AND NOT is_deleted) "
        "WHERE nth = 1 AND kind = 'merge' AND \"table\" = 'contacts'"
    )
    merged = [(one, other) for _, one, other in rows.fetchall()]
    return {*merged, *((other, one) for one, other in merged)}
