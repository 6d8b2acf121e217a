"""The rows of all blocks put together into whole canonical tables, each key once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import uuid4

from boucle.tables import TABLES, Table
from boucle.warehouse.engine import engine
from boucle.warehouse.imports.block_query import (
    ADDED,
    CHANNEL,
    DELETED,
    FAULTS,
    FIRST_AT,
    HAS_SOURCE,
    HISTORY,
    IF_UNRECORDED,
    ORDER,
    ORIGIN,
    VERSION,
)
from boucle.warehouse.imports.moves import AGAIN, FIRST, in_order
from boucle.warehouse.imports.sequences import added_up
from boucle.warehouse.imports.sql import first_row, parquet, quoted, text_literal
from boucle.warehouse.sql import SQL_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import duckdb

_EXTRA = ("source_id", "entered_at")
_MARKS = (
    *(HAS_SOURCE, ORIGIN, CHANNEL, DELETED, VERSION, HISTORY, ADDED, IF_UNRECORDED, FIRST_AT),
)


@dataclass(slots=True)
class Assembled:
    """The rows of one table, in the view `name`; `contradicted`: rows that a later one beat.

    Those are given as their order (see `Block.order`) and their key. `gone` is the view of the
    rows that were deleted, if there are any, `n_older` counts rows that a newer version beat,
    `n_added` those whose amounts are in another row of their key.
    """

    table: Table
    name: str
    n_rows: int = 0
    n_repeated: int = 0
    n_older: int = 0
    n_added: int = 0
    gone: str | None = None
    contradicted: list[tuple[int, str]] = field(default_factory=list)


class Assembly:
    """Puts tables together in `folder`. `parts` are the files of the blocks of each table."""

    def __init__(
        self, con: duckdb.DuckDBPyConnection, folder: Path, parts: dict[str, list[Path]]
    ) -> None:
        self._con, self._folder, self._parts = con, folder, parts
        # Seen by the whole process, so named apart; `close` drops them.
        self._prefix = f"import_{uuid4().hex}_"
        self._views: list[str] = []

    def close(self) -> None:
        """Drop the views."""
        for name in self._views:
            self._con.execute(f"DROP VIEW IF EXISTS {name}")

    def _create(self, name: str, query: str) -> str:
        view = self._prefix + name
        self._con.execute(f"CREATE VIEW {view} AS {query}")
        self._views.append(view)
        return view

    def tables(self) -> list[Assembled]:
        """Write the tables, in the canonical order but leads first."""
        done: dict[str, Assembled] = {}
        if "leads" in self._parts:
            done["leads"] = self._assembled(TABLES["leads"])
            self._add_origins(done["leads"])
        for name, table in TABLES.items():
            if name in self._parts and name != "leads":
                done[name] = self._assembled(table)
        return [done[name] for name in TABLES if name in done]

    def _assembled(self, table: Table) -> Assembled:
        view = self._create(f"all_{table.name}", self._canonical(table))
        result = Assembled(table, view)
        keys = ", ".join(quoted(name) for name in table.key)
        n_rows, n_keys = self._one(f"SELECT count(*), count(DISTINCT ({keys})) FROM {view}")  # noqa: S608
        result.n_rows = n_keys
        if n_keys != n_rows:
            query = self._each_key_once(result, view, keys)
            path = self._written(f"table_{table.name}", query)
            result.name = self._create(table.name, f"SELECT * FROM {parquet(path)}")  # noqa: S608
            result.n_repeated = n_rows - n_keys - len(result.contradicted) - result.n_older
        result.n_added = self._n_added(table)
        n_files = self._n_read(table) - result.n_added + self._n_marked(view, FIRST)
        result.n_repeated += n_files - n_rows + self._n_marked(view, AGAIN)
        if DELETED in self._columns_of(result.name):
            self._set_apart(result)
        return result

    def _n_read(self, table: Table) -> int:
        parts = parquet(*self._parts[table.name])
        return self._one(f"SELECT count(*) FROM {parts} WHERE {FAULTS} = ''")[0]  # noqa: S608

    def _n_marked(self, view: str, mark: str) -> int:
        """Return how many rows of a view have a mark of `in_order`."""
        if mark not in self._columns_of(view):
            return 0
        return self._one(f"SELECT count(*) FROM {view} WHERE {mark}")[0]  # noqa: S608

    def _n_added(self, table: Table) -> int:
        """Return how many rows are in the amounts of another one."""
        parts, marks = self._sound(table)
        if ADDED not in marks:
            return 0
        (n_left,) = self._one(f"SELECT count(*) FROM ({added_up(table, parts, marks)})")  # noqa: S608
        return self._n_read(table) - n_left

    def _set_apart(self, result: Assembled) -> None:
        """Part the rows that stay from those that were deleted."""
        name, is_gone = result.table.name, f"coalesce({DELETED}, false)"
        counts = f"count(*) FILTER (NOT {is_gone}), count(*) FILTER ({is_gone})"
        result.n_rows, n_gone = self._one(f"SELECT {counts} FROM {result.name}")  # noqa: S608
        # Files that could say so mostly say nothing of the kind.
        if n_gone:
            whole = f"SELECT * FROM {result.name} WHERE"  # noqa: S608
            result.gone = self._create(f"gone_{name}", f"{whole} {is_gone}")
            result.name = self._create(f"live_{name}", f"{whole} NOT {is_gone}")

    def _columns_of(self, relation: str) -> set[str]:
        described = self._con.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall()  # noqa: S608
        return {row[0] for row in described}

    def _written(self, name: str, query: str) -> Path:
        path = self._folder / f"{name}.parquet"
        target = text_literal(str(path))
        self._con.execute(f"COPY ({query}) TO {target} (FORMAT parquet, COMPRESSION lz4)")
        return path

    def _one(self, query: str) -> tuple[int, ...]:
        return first_row(self._con, query)

    def _sound(self, table: Table) -> tuple[str, list[str]]:
        """Return the SQL of the rows without a fault, and the marks that they carry."""
        parts = parquet(*self._parts[table.name])
        present = self._columns_of(parts)
        columns = [_column(name, table, present) for name in (*table.names, *_EXTRA)]
        marks = [name for name in _MARKS if name in present]
        picked = ", ".join([*columns, *marks, ORDER])
        return f"SELECT {picked} FROM {parts} WHERE {FAULTS} = ''", marks  # noqa: S608

    def _canonical(self, table: Table) -> str:
        inner, marks = self._sound(table)
        present = self._columns_of(parquet(*self._parts[table.name]))
        if ADDED in marks:
            inner = added_up(table, inner, marks)
        if HISTORY in marks:
            inner = in_order(inner, marks)
        if not set(table.key) <= present and len(table.key) == 1:
            path = self._written(f"keyed_{table.name}", _with_keys(table, inner))
            inner = f"SELECT * FROM {parquet(path)}"  # noqa: S608
        key = " || '|' || ".join(f"{quoted(name)}::VARCHAR" for name in table.key)
        origin = ""
        if HAS_SOURCE in marks:
            origin = (
                f", CASE WHEN {HAS_SOURCE} AND opened_at IS NOT NULL THEN lead_id || '#origin' "
                "ELSE origin_touchpoint_id END AS origin_touchpoint_id"
            )
        return f"SELECT * REPLACE (coalesce(source_id, {key}) AS source_id{origin}) FROM ({inner})"  # noqa: S608

    def _each_key_once(self, result: Assembled, view: str, keys: str) -> str:
        """Keep the last row of each key; list the rows before it that say something else."""
        present = self._columns_of(view)
        marks = [DELETED] if DELETED in present else []
        content = _content((*result.table.names, *_EXTRA, *marks))
        version = VERSION if VERSION in present else "NULL::TIMESTAMP"
        newest = f"{version} DESC NULLS LAST, {ORDER} DESC"
        ranked = (
            f"SELECT *, row_number() OVER (PARTITION BY {keys} ORDER BY {newest}) AS rank_, "  # noqa: S608
            f"{content} AS content_, {version} AS version_ FROM {view}"
        )
        last = f"SELECT {keys}, content_ FROM ({ranked}) WHERE rank_ = 1"  # noqa: S608
        key_text = " || '|' || ".join(f"r.{quoted(name)}::VARCHAR" for name in result.table.key)
        same_key = " AND ".join(f"r.{quoted(k)} = l.{quoted(k)}" for k in result.table.key)
        beaten = self._con.execute(
            f"SELECT r.{ORDER}, {key_text}, r.version_ IS NOT NULL "  # noqa: S608
            f"FROM ({ranked}) r JOIN ({last}) l ON {same_key} "
            f"WHERE r.rank_ > 1 AND r.content_ <> l.content_ ORDER BY 1"
        ).fetchall()
        result.contradicted = [(order, key) for order, key, is_older in beaten if not is_older]
        result.n_older = len(beaten) - len(result.contradicted)
        return f"SELECT * EXCLUDE (rank_, content_, version_) FROM ({ranked}) WHERE rank_ = 1"  # noqa: S608

    def _add_origins(self, leads: Assembled) -> None:
        """Make the touchpoint of each lead whose block names a lead source."""
        if HAS_SOURCE not in self._columns_of(leads.name):
            return
        whole = f"SELECT * FROM {leads.name}"  # noqa: S608
        is_gone = "FALSE"
        if leads.gone:
            # With a lead its origin goes too.
            whole, is_gone = f"{whole} UNION ALL SELECT * FROM {leads.gone}", DELETED  # noqa: S608
        query = f"""
            SELECT lead_id || '#origin' AS touchpoint_id, contact_id, account_id,
                opened_at AS occurred_at, {CHANNEL} AS channel, {ORIGIN} AS origin_source,
                'other' AS kind, 'observed' AS evidence, lead_id AS source_id,
                {is_gone} AS {DELETED}, {ORDER} AS {ORDER}, '' AS {FAULTS}
            FROM ({whole}) WHERE {HAS_SOURCE} AND (opened_at IS NOT NULL OR {is_gone})
        """  # noqa: S608
        self._parts.setdefault("touchpoints", []).append(self._written("origins", query))


def _column(name: str, table: Table, present: set[str]) -> str:
    is_moment = name == "entered_at"
    kind = "text" if name == "source_id" else table.column(name).type if not is_moment else ""
    sql_type = "TIMESTAMP" if is_moment or kind == "timestamp" else SQL_TYPES[kind]  # type: ignore[index]
    value = quoted(name) if name in present else "NULL"
    return f"{value}::{sql_type} AS {quoted(name)}"


def _with_keys(table: Table, inner: str) -> str:
    """Name rows without a key by their content and how many times it came before.

    The same file gives the same names again, and two equal rows stay two.
    """
    key = quoted(table.key[0])
    content = _content(name for name in table.names if name != table.key[0])
    hashed = f"SELECT *, {content} AS hash_ FROM ({inner})"  # noqa: S608
    n = f"row_number() OVER (PARTITION BY hash_ ORDER BY {ORDER})"
    return f"SELECT * EXCLUDE (hash_) REPLACE (hash_ || '-' || {n} AS {key}) FROM ({hashed})"  # noqa: S608


def _content(names: Iterable[str]) -> str:
    # Spelt out, since an engine may change how it shows a whole row.
    cells = (f"coalesce({quoted(name)}::VARCHAR, chr(30))" for name in names)
    return f"md5(concat_ws(chr(31), {', '.join(cells)}))"


def lake_rows(rows: Assembled) -> duckdb.DuckDBPyRelation:
    """Return the rows of a table as the lake takes them, without the marks of the import."""
    return _picked(rows.name, (*rows.table.names, *_EXTRA))


def gone_keys(rows: Assembled) -> duckdb.DuckDBPyRelation:
    """Return the keys of the rows that the files say are deleted."""
    return _picked(str(rows.gone), rows.table.key)


def _picked(view: str, names: Iterable[str]) -> duckdb.DuckDBPyRelation:
    picked = f"SELECT {', '.join(map(quoted, names))} FROM {view}"  # noqa: S608
    relation: duckdb.DuckDBPyRelation = engine().con.sql(picked)
    return relation
