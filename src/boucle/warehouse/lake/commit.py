"""What one commit is: a moment at which every table of the lake stands at a known version."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from boucle.tables import TABLES, Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

# The canonical columns, and what the lake needs to find its way: table → Delta version, the
# sources that this commit wrote, table → rows that it wrote, and what an import's files said, for
# reports to tie out. All four are JSON objects or lists.
COMMITS_FILE_TABLE = Table(
    name="commits",
    kind="fact",
    grain=TABLES["commits"].grain,
    key=("commit_seq",),
    time_column="committed_at",
    columns=(
        *TABLES["commits"].columns,
        Column("table_versions", is_required=True),
        Column("sources"),
        Column("table_rows"),
        Column("ties"),
    ),
)


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit. `n_rows` are the rows that it added (new, changed and deleted ones).

    `table_versions` pins each table's Delta version, `table_rows` is `n_rows` by table, `sources`
    are the systems it wrote, `ties` what the files of an import said. The last three fields are
    known to the writer only and not stored: rows that changed nothing, rows that repeated an
    earlier row of the same staging, and rows that contradicted one (the last one won).
    """

    commit_seq: int
    committed_at: datetime | None
    what: str
    who: str | None = None
    n_rows: int = 0
    n_rejects: int = 0
    agreement_version: str | None = None
    table_versions: Mapping[str, int] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    table_rows: Mapping[str, int] = field(default_factory=dict)
    ties: Mapping[str, Any] = field(default_factory=dict)
    n_unchanged: int = 0
    n_repeated: int = 0
    n_contradicted: int = 0

    def as_row(self) -> dict[str, Any]:
        """Return the row that the `commits` table stores."""
        return {
            "commit_seq": self.commit_seq,
            "committed_at": self.committed_at,
            "what": self.what,
            "who": self.who,
            "n_rows": self.n_rows,
            "n_rejects": self.n_rejects,
            "agreement_version": self.agreement_version,
            "table_versions": json.dumps(dict(self.table_versions), sort_keys=True),
            "sources": json.dumps(list(self.sources)),
            "table_rows": json.dumps(dict(self.table_rows), sort_keys=True),
            "ties": json.dumps(dict(self.ties)),
        }

    @classmethod
    def of_row(cls, row: Mapping[str, Any]) -> Commit:
        """Read a stored row."""
        facts = dict(row)
        facts["table_versions"] = json.loads(row["table_versions"])
        facts["sources"] = tuple(json.loads(row["sources"] or "[]"))
        facts["table_rows"] = json.loads(row["table_rows"] or "{}")
        facts["ties"] = json.loads(row.get("ties") or "{}")
        return cls(**facts)


BEFORE_ALL = Commit(commit_seq=0, committed_at=None, what="")


def commits_until(commits: Iterable[Commit], moment: datetime) -> list[Commit]:
    """Return those of `commits` that were there at `moment` (aware), in their order."""
    return [each for each in commits if each.committed_at and each.committed_at <= moment]
