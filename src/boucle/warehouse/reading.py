"""The tables of a lake as they were known at a moment, for the methods to read."""

# ruff: noqa: S608 - every name and word is quoted by `boucle.warehouse.sql`
from __future__ import annotations

from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

import duckdb

from boucle.errors import ParameterError
from boucle.errors.warehouse import LakeDamagedError
from boucle.tables import BOOKKEEPING, TABLES, Column
from boucle.tables import table as canonical
from boucle.warehouse.engine import engine
from boucle.warehouse.lake.commit import BEFORE_ALL, Commit
from boucle.warehouse.lake.store import NOTHING, Held, Store
from boucle.warehouse.sql import (
    NAIVE_SQL_TYPES,
    files_literal,
    moment_literal,
    quoted,
)
from boucle.warehouse.survivors import surviving, survivors

if TYPE_CHECKING:
    from pathlib import Path

    import ibis.expr.types as ir
    from ibis.backends.duckdb import Backend

# A lake that holds nothing knows nothing since this moment.
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_READ = ("source", "source_id", "entered_at", "recorded_at")
# What happened, for the end of follow-up. What is planned (a contract's end) is no fact yet.
_FACTS = {
    "touchpoints": ("occurred_at",),
    "stage_changes": ("occurred_at",),
    "leads": ("opened_at",),
    "opportunities": ("created_at", "closed_at"),
    "handoffs": ("handed_over_at",),
    "dispositions": ("occurred_at",),
    "activities": ("occurred_at",),
}


class Tables:
    """Every canonical table as an attribute (``tables.leads``), as known at one moment.

    Columns are the canonical ones and ``source``, ``source_id``, ``entered_at``, ``recorded_at``;
    timestamps are UTC without a zone. A table that was never written is empty, a column that an
    older version of Boucle did not write is null. Records that were merged by then carry the key
    of the one that stays, see `boucle.warehouse.survivors`; `history` and ``tables.links`` show
    them as they came. The files are those of the commit that was last
    when this object was made: later commits do not show in it. ``tables.commits`` holds the
    commits until the moment.

    Parameters
    ----------
    folder
        The folder of the lake.
    as_of
        Aware moment. By default that of the last commit.
    observed_until
        End of follow-up, aware. By default the latest fact that is not after `as_of`: the greatest
        time among touchpoints, stage changes, leads, opportunities (created and closed),
        hand-overs, dispositions and activities; `as_of` if there is none.
    commit
        The commit whose files are read. By default the last.

    Raises
    ------
    ParameterError
        If a moment is naive.
    LakeDamagedError
        If a file is gone.
    """

    def __init__(
        self,
        folder: Path,
        *,
        as_of: datetime | None = None,
        observed_until: datetime | None = None,
        commit: Commit | None = None,
    ) -> None:
        self._store = Store(folder)
        self._commit = commit or self._store.last_commit()
        self.as_of = _aware("as_of", as_of or self._commit.committed_at or _BEGINNING)
        self._observed_until = observed_until and _aware("observed_until", observed_until)
        self._known: dict[str, ir.Table] = {}
        self._held: dict[str, Held] = {}

    def __getattr__(self, name: str) -> ir.Table:
        if name not in TABLES:
            raise AttributeError(name)
        return self.table(name)

    @property
    def engine(self) -> Backend:
        """The engine that holds the tables."""
        return engine()

    @property
    def commit(self) -> Commit | None:
        """The commit whose files are read, None in an empty lake."""
        return None if self._commit is BEFORE_ALL else self._commit

    @cached_property
    def observed_until(self) -> datetime:
        """The end of follow-up (aware UTC)."""
        return self._observed_until or self._latest_fact() or self.as_of

    def table(self, name: str) -> ir.Table:
        """Return the table called `name`.

        Raises
        ------
        UnknownTableError
            If there is none.
        """
        if name not in self._known:
            self._known[name] = self._view(name, self._known_query(name))
        return self._known[name]

    def history(self, name: str) -> ir.Table:
        """Return every version of every row that the lake had recorded by `as_of`.

        Columns are the canonical ones and all of `boucle.tables.BOOKKEEPING`: two moments are
        compared by ``recorded_at`` and ``superseded_at``.
        """
        known = f"recorded_at <= {moment_literal(self.as_of)}"
        columns = (*canonical(name).columns, *BOOKKEEPING)
        return self._view(f"{name}_history", self._select(name, columns, known))

    def n_rows(self, name: str) -> int:
        """Return how many rows of the table are known."""
        return int(self.table(name).count().execute())

    def files(self, name: str) -> tuple[str, ...]:
        """Return the Parquet files that the table is read from, with all their versions."""
        return self._held_of(name).files

    def _known_query(self, name: str) -> str:
        if name == "commits":
            return self._commits_query()
        query = self._query(name)
        if name == "links" or self._survivors is None:
            return query
        return surviving(canonical(name), query, self._survivors)

    @cached_property
    def _survivors(self) -> str | None:
        """The table of the records that were merged; None if there is none."""
        if not self.files("links"):
            return None
        query = survivors(self._query("links"))
        name = f"survivors_{sha256(query.encode()).hexdigest()[:16]}"
        # Worked out once: each of the views would follow the chains again.
        engine().raw_sql(f"CREATE OR REPLACE TABLE {name} AS {query}")
        (n_merged,) = engine().con.execute(f"SELECT count(*) FROM {name}").fetchone() or (0,)
        return name if n_merged else None

    def _query(self, name: str) -> str:
        at = moment_literal(self.as_of)
        bookkeeping = [column for column in BOOKKEEPING if column.name in _READ]
        return self._select(
            name,
            (*canonical(name).columns, *bookkeeping),
            f"recorded_at <= {at} AND (superseded_at IS NULL OR superseded_at > {at}) "
            "AND NOT is_deleted",
        )

    def _commits_query(self) -> str:
        # The commits are opened once more: only those that this object knows may show.
        known = f"commit_seq <= {self._commit.commit_seq}"
        known += f" AND committed_at <= {moment_literal(self.as_of)}"
        return self._select("commits", TABLES["commits"].columns, known)

    def _select(self, name: str, columns: tuple[Column, ...], known: str) -> str:
        held = self._store.held(name) if name == "commits" else self._held_of(name)
        if not held.files:
            nothing = ", ".join(_null(column) for column in columns)
            return f"SELECT {nothing} WHERE false"
        named = ", ".join(
            _read(each) if each.name in held.columns else _null(each) for each in columns
        )
        # The timestamps of the condition are those of the file, not those of the result.
        return (
            f"SELECT {named} FROM "
            f"(SELECT * FROM read_parquet({files_literal(held.files)}, union_by_name = true) "
            f"WHERE {known})"
        )

    def _held_of(self, name: str) -> Held:
        # The commit pins the version: what it holds is asked for once.
        if name not in self._held:
            version = self._version(name)
            self._held[name] = NOTHING if version is None else self._store.held(name, version)
        return self._held[name]

    def _version(self, name: str) -> int | None:
        return self._commit.table_versions.get(name)

    def _view(self, name: str, query: str) -> ir.Table:
        view = f"{name}_{sha256(query.encode()).hexdigest()[:16]}"
        try:
            engine().raw_sql(f"CREATE OR REPLACE VIEW {view} AS {query}")
        except duckdb.IOException as error:
            raise LakeDamagedError(name, self._version(name) or 0) from error
        return engine().table(view)

    def _latest_fact(self) -> datetime | None:
        end = moment_literal(self.as_of)
        each = [
            f"SELECT greatest({', '.join(_greatest(column, end) for column in columns)}) AS latest "
            f"FROM {quoted(self.table(name).get_name())}"
            for name, columns in _FACTS.items()
            if self.files(name)
        ]
        if not each:
            return None
        # In one query: to write seven takes longer than to answer them.
        of_all = f"SELECT max(latest) FROM ({' UNION ALL '.join(each)})"
        (latest,) = engine().con.execute(of_all).fetchone() or (None,)
        return None if latest is None else latest.replace(tzinfo=UTC)


def _greatest(column: str, end: str) -> str:
    happened = f"{quoted(column)} <= CAST({end} AS TIMESTAMP)"
    if column == "closed_at":
        # Most systems give an open deal the day on which it may close: a hope, no fact.
        happened += " AND outcome <> 'open'"
    return f"max({quoted(column)}) FILTER ({happened})"


def _aware(name: str, moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ParameterError(name, moment.isoformat(), "an aware datetime")
    return moment.astimezone(UTC)


def _read(column: Column) -> str:
    name = quoted(column.name)
    if column.type == "timestamp":
        # Thirty times as fast as a cast, which asks the zone of each row.
        return f"make_timestamp(epoch_us({name})) AS {name}"
    return f"CAST({name} AS {NAIVE_SQL_TYPES[column.type]}) AS {name}"


def _null(column: Column) -> str:
    return f"CAST(NULL AS {NAIVE_SQL_TYPES[column.type]}) AS {quoted(column.name)}"
