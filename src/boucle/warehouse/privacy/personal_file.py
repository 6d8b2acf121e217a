"""The file that a person may ask for: all that is held of them, and what each column means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from boucle.warehouse.lake.store import Store, stored
from boucle.warehouse.lake.suppression import Suppression
from boucle.warehouse.lake.suppression_list import SuppressionList
from boucle.warehouse.privacy.files import cleaned, finder_of, rejects_of
from boucle.warehouse.privacy.held import held_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boucle.tables import Table
    from boucle.warehouse.privacy.held import Held
    from boucle.warehouse.workspace import Workspace

FORMAT, FORMAT_VERSION = "boucle-personal-file", 1


@dataclass(frozen=True, slots=True)
class PersonalFile:
    """All that a workspace holds of one person, who may have several contacts.

    `rejects` are rows of theirs that could not be read, `files` those beside the lake that name
    them, by path in the workspace; `commits` says what wrote each row.
    """

    contacts: tuple[str, ...]
    tables: tuple[Held, ...]
    rejects: tuple[dict[str, str], ...]
    files: tuple[str, ...]
    commits: tuple[dict[str, Any], ...]

    def as_json(self) -> dict[str, Any]:
        """Return the stable JSON form."""
        return {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "contacts": list(self.contacts),
            "tables": {each.table.name: _table(each) for each in self.tables},
            "rejects": list(self.rejects),
            "files": list(self.files),
            "commits": list(self.commits),
        }

    def columns(self) -> list[dict[str, str]]:
        """Return what each column means, a row a column."""
        return [
            {"table": each.table.name, **meaning}
            for each in self.tables
            for meaning in _meanings(each.table)
        ]


def personal_file(workspace: Workspace, contact_ids: Sequence[str]) -> PersonalFile:
    """Gather all that is held of a person. Nothing is written."""
    tables = tuple(held_rows(workspace, contact_ids))
    suppression = Suppression(Store(workspace.lake.folder), SuppressionList())
    suppression.add_unsaved(contact_ids)
    finder = finder_of(suppression)
    named = cleaned(workspace.folder, finder, is_dry_run=True)
    wrote = {row["commit_seq"] for each in tables for row in each.rows}
    return PersonalFile(
        contacts=tuple(contact_ids),
        tables=tables,
        rejects=tuple(rejects_of(workspace.folder, finder)),
        files=tuple(each.path.relative_to(workspace.folder).as_posix() for each in named),
        commits=tuple(
            {
                "commit_seq": each.commit_seq,
                "committed_at": each.committed_at,
                "what": each.what,
                "agreement_version": each.agreement_version,
            }
            for each in workspace.lake.commits()
            if each.commit_seq in wrote
        ),
    )


def _table(held: Held) -> dict[str, Any]:
    grain = held.table.grain
    return {
        "meaning": {"fr": grain.fr, "en": grain.en},
        "columns": _meanings(held.table),
        "rows": held.rows,
    }


def _meanings(table: Table) -> list[dict[str, str]]:
    return [
        {
            "name": each.name,
            "type": each.type,
            "unit": each.unit or "",
            "meaning_fr": each.meaning.fr,
            "meaning_en": each.meaning.en,
        }
        for each in stored(table).columns
    ]
