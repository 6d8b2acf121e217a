"""What staged rows change in a table, worked out by the engine over files."""

# ruff: noqa: S608 - every name and word is quoted by `boucle.warehouse.sql`
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from boucle.warehouse.engine import engine
from boucle.warehouse.lake import backfill
from boucle.warehouse.lake.staging import FROM_SOURCE
from boucle.warehouse.lake.store import NewFile, stored
from boucle.warehouse.sql import (
    SQL_TYPES,
    files_literal,
    moment_literal,
    quoted,
    text_literal,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from boucle.tables import Table

# A change rewrites the whole file that holds the old row: files of this size keep that cheap.
_FILE_BYTES = "64MB"


@dataclass(frozen=True, slots=True)
class Counts:
    """Staged rows of one table by what became of them."""

    n_staged: int
    n_changed: int
    n_repeated: int
    n_contradicted: int

    @property
    def n_unchanged(self) -> int:
        """Rows that the lake held already."""
        return self.n_staged - self.n_changed - self.n_repeated - self.n_contradicted


class Changes:
    """The changes of one table against the files it has now. `close` frees them."""

    def __init__(
        self,
        table: Table,
        staged: str,
        *,
        current: Sequence[str],
        held: frozenset[str],
    ) -> None:
        # `staged` is the SQL of the staged rows; `held` are the columns of the current files,
        # which an older version of Boucle may have written.
        self.table, self._current, self._held = table, tuple(current), held
        self._name = f"changes_{uuid4().hex}"
        self._key = ["source", *table.key]
        self._content = [*table.names, *FROM_SOURCE]
        self.counts = self._find(staged)

    def close(self) -> None:
        """Free what the engine holds."""
        run(f"DROP TABLE IF EXISTS {self._name}")

    def superseded_files(self) -> list[str]:
        """Return the files that hold a row which is no longer the last of its key."""
        found = run(f"SELECT DISTINCT filename FROM {self._name} WHERE filename IS NOT NULL")
        return sorted(path for (path,) in found)

    def write_new(self, folder: Path, *, now: datetime, commit_seq: int) -> list[NewFile]:
        """Write the new versions."""
        columns = ", ".join(map(quoted, self.table.names))
        tail = f"CAST({commit_seq} AS BIGINT) AS commit_seq, is_deleted"
        at = moment_literal(now)
        dated = f"""
            SELECT *,
                CASE WHEN filename IS NULL THEN least(coalesce(known_at, {at}), {at}) ELSE {at} END
                    AS first_at,
                -- `least` would take a null for no bound
                CASE WHEN filename IS NULL AND settled_at IS NOT NULL
                    THEN least(settled_at, {at}) END AS then_at
            FROM {self._name}
        """
        query = f"""
            SELECT {columns}, source, source_id, entered_at,
                greatest(first_at, coalesce(then_at, first_at)) AS recorded_at,
                NULL::TIMESTAMPTZ AS superseded_at, {tail}
            FROM ({dated})
        """
        if self.table.name in backfill.LATER_FACTS:
            before = ", ".join(backfill.before(self.table, name) for name in self.table.names)
            query += f"""
                UNION ALL
                SELECT {before}, source, source_id, entered_at,
                    first_at AS recorded_at, then_at AS superseded_at, {tail}
                FROM ({dated}) WHERE first_at < then_at
            """
        return copied(folder, query)

    def write_superseded(
        self, folder: Path, files: Sequence[str], *, now: datetime
    ) -> list[NewFile]:
        """Write `files` again with the end of their superseded rows."""
        names = [name for name in stored(self.table).names if name != "superseded_at"]
        columns = ", ".join(f"f.{quoted(name)}" for name in names)
        return copied(
            folder,
            f"""
            SELECT {columns}, CASE WHEN c.filename IS NULL THEN f.superseded_at
                ELSE {moment_literal(now)} END AS superseded_at
            FROM {rows_of(self.table, files, self._held)} f LEFT JOIN {self._name} c
            ON f.filename = c.filename AND f.file_row_number = c.file_row_number
            """,
        )

    def _find(self, staged: str) -> Counts:
        key = ", ".join(map(quoted, self._key))
        (n_staged, n_keys), *_ = run(f"SELECT count(*), count(DISTINCT ({key})) FROM {staged}")
        n_contradicted, source = 0, staged
        if n_keys < n_staged:
            source = f"""(SELECT * FROM {staged} QUALIFY 1 =
                row_number() OVER (PARTITION BY {key} ORDER BY staged_order DESC))"""
            n_contradicted = self._contradictions(staged, source)
        n_changed = self._compare(source)
        n_repeated = n_staged - n_keys - n_contradicted
        return Counts(n_staged, n_changed, n_repeated, n_contradicted)

    def _contradictions(self, staged: str, last: str) -> int:
        same_key = " AND ".join(f"a.{quoted(name)} = l.{quoted(name)}" for name in self._key)
        differs = _differs("a", "l", [*self._content, "is_deleted"])
        ((n,),) = run(f"""
            SELECT count(*) FROM {staged} a JOIN {last} l
            ON {same_key} AND a.staged_order < l.staged_order AND ({differs})
            """)
        return int(n)

    def _compare(self, staged: str) -> int:
        if not self._current:
            query = f"""SELECT *, NULL::VARCHAR AS filename, NULL::BIGINT AS file_row_number
                FROM {staged} WHERE NOT is_deleted"""
        else:
            query = self._against_current(staged)
        ((n_changed,),) = run(f"CREATE TEMP TABLE {self._name} AS {query}")
        return int(n_changed)

    def _against_current(self, staged: str) -> str:
        same_key = " AND ".join(f"s.{quoted(name)} = c.{quoted(name)}" for name in self._key)
        # A deletion knows only the key: the deleted version keeps what the row said.
        kept = [name for name in self._content if name not in self.table.key]
        content = ", ".join(
            f"CASE WHEN s.is_deleted THEN c.{name} ELSE s.{name} END AS {name}"
            for name in map(quoted, kept)
        )
        own = ", ".join(f"s.{quoted(name)}" for name in self._key)
        return f"""
            SELECT {own}, {content}, s.is_deleted, s.known_at, s.settled_at,
                c.filename, c.file_row_number
            FROM {staged} s
            LEFT JOIN (
                SELECT * FROM {rows_of(self.table, self._current, self._held)}
                WHERE superseded_at IS NULL
            ) c ON {same_key}
            WHERE CASE
                WHEN c.filename IS NULL THEN NOT s.is_deleted
                WHEN s.is_deleted OR c.is_deleted THEN s.is_deleted <> c.is_deleted
                ELSE {_differs("s", "c", kept)}
            END
        """


def rows_of(table: Table, files: Sequence[str], held: frozenset[str]) -> str:
    """Return the SQL of every version in `files`, with ``filename`` and ``file_row_number``.

    `held` are the columns that the files have; the others are null.
    """
    columns = ", ".join(
        quoted(each.name)
        if each.name in held
        else f"CAST(NULL AS {SQL_TYPES[each.type]}) AS {quoted(each.name)}"
        for each in stored(table).columns
    )
    return f"""(SELECT {columns}, filename, file_row_number FROM read_parquet(
        {files_literal(files)}, filename = true, file_row_number = true, union_by_name = true))"""


def _differs(left: str, right: str, names: Iterable[str]) -> str:
    each = (f"{left}.{name} IS DISTINCT FROM {right}.{name}" for name in map(quoted, names))
    return " OR ".join(each)


def copied(folder: Path, query: str) -> list[NewFile]:
    """Write the rows of `query` to new files in `folder`."""
    written = run(
        f"COPY ({query}) TO {text_literal(str(folder))} "
        f"(FORMAT parquet, COMPRESSION zstd, FILE_SIZE_BYTES '{_FILE_BYTES}', RETURN_STATS)"
    )
    return [NewFile(path=Path(path), n_rows=n) for path, n, *_ in written if n]


def run(query: str) -> list[tuple[Any, ...]]:
    """Run `query` and return its rows."""
    rows: list[tuple[Any, ...]] = engine().con.execute(query).fetchall()
    return rows
