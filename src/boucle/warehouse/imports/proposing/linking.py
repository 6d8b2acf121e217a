"""Keys and joins, found by whole columns: who is unique, and whose values stand in whose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from boucle.warehouse.imports.proposing.cells import known
from boucle.warehouse.imports.proposing.names import plain_words, word_set
from boucle.warehouse.imports.proposing.vocabulary import KINDS
from boucle.warehouse.imports.sql import first_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import duckdb

    from boucle.warehouse.imports.proposing.recognising import Recognised
    from boucle.warehouse.imports.proposing.seeing import SeenTable

# Values that can't meet by chance need no header that speaks of the other file.
_TELLING = frozenset({"id", "email", "code", "name", "phone"})
_JOINABLE = _TELLING | {"word", "integer", "flag", "money", "number"}
_ALIKE = (
    {"word", "name", "code", "id", "flag"},
    {"integer", "number", "money", "flag"},
    {"integer", "code", "id", "name"},
)
_NAMING = word_set("id name nom no key code")
LEAST_SHARE, _LEAST_TELLING = 0.5, 0.15
_MOST_COLUMNS = 40
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Uniqueness:
    """Rows of a column: all, those with a value, and different values."""

    n_rows: int
    n_present: int
    n_distinct: int

    @property
    def is_unique(self) -> bool:
        """Whether no value comes twice."""
        return self.n_present > 0 and self.n_present == self.n_distinct

    @property
    def is_key(self) -> bool:
        """Whether every row has a value of its own."""
        return self.is_unique and self.n_present == self.n_rows


@dataclass(frozen=True, slots=True)
class Link:
    """Values of `column` that stand in `to_column` of another file.

    Counts are of rows of the first file: with a value, met, met only if case, blanks and dashes
    do not count, and met by several rows; `examples` met nothing. `share` is that of the values
    that met or nearly did.
    """

    table: SeenTable
    column: str
    to_table: SeenTable
    to_column: str
    n_present: int
    n_met: int
    n_near: int
    share: float
    n_doubled: int
    is_unique: bool
    is_one_each: bool
    examples: tuple[str, ...] = ()

    @property
    def n_missed(self) -> int:
        """Rows whose value stands nowhere in the other file."""
        return self.n_present - self.n_met


class Links:
    """Looks for keys and links over whole columns; the values of a column are gathered once.

    What it gathers stays in `con` until that is closed: one serves as many proposals as it takes.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self.con = con
        self._gathered: dict[tuple[str, str, bool], str] = {}
        self._depends: dict[tuple[str, str, str], bool] = {}
        self._links: dict[tuple[str, str, str, str], Link | None] = {}

    def _values(self, table: SeenTable, column: str, *, is_folded: bool = False) -> str:
        """Return the table of the values `v` of a column and of their rows `n`.

        Folded, they are without case, blanks and dashes.
        """
        key = table.alias, column, is_folded
        if key not in self._gathered:
            name = f"values_{len(self._gathered)}"
            rows = f"(SELECT {known(column)} AS v FROM {table.relation})"  # noqa: S608
            source = f"SELECT v, count(*) AS n FROM {rows} GROUP BY 1"  # noqa: S608
            if is_folded:
                plain = self._values(table, column)
                source = f"SELECT {_folded('v')} AS v, sum(n) AS n FROM {plain} GROUP BY 1"  # noqa: S608
            self.con.execute(f"CREATE TEMP TABLE {name} AS {source}")
            self._gathered[key] = name
        return self._gathered[key]

    def uniqueness(self, table: SeenTable, column: str) -> Uniqueness:
        """Count the values of a column over all rows."""
        counts = first_row(
            self.con,
            "SELECT coalesce(sum(n), 0), coalesce(sum(n) FILTER (v IS NOT NULL), 0), count(v) "  # noqa: S608
            f"FROM {self._values(table, column)}",
        )
        return Uniqueness(*map(int, counts))

    def depends_on(self, table: SeenTable, key: str, column: str) -> bool:
        """Tell whether all rows of one key say the same in `column`, over all rows."""
        place = table.alias, key, column
        if place not in self._depends:
            self._depends[place] = self._does_depend(table, key, column)
        return self._depends[place]

    def _does_depend(self, table: SeenTable, key: str, column: str) -> bool:
        if key == column or self.uniqueness(table, key).is_unique:
            return True
        pairs = f"SELECT {known(key)} AS k, coalesce({known(column)}, '') AS v"
        (n,) = first_row(
            self.con,
            f"SELECT count(*) FROM (SELECT k FROM ({pairs} FROM {table.relation}) "  # noqa: S608
            "WHERE k IS NOT NULL GROUP BY 1 HAVING count(DISTINCT v) > 1)",
        )
        return int(n) == 0

    def best(
        self,
        file: Recognised,
        other: Recognised,
        to_columns: Iterable[str],
        *,
        skip: Sequence[str] = (),
    ) -> Link | None:
        """Return the column of `file` that points best to one of `to_columns` of `other`."""
        found = [
            link
            for to_column in dict.fromkeys(to_columns)
            for column in self._candidates(file, other, to_column, skip)
            if (link := self.link(file.table, column, other.table, to_column))
            and _is_enough(link, file, other)
        ]
        found.sort(
            key=lambda each: (-each.is_unique, -round(each.share, 2), each.column, each.to_column)
        )
        return found[0] if found else None

    def _candidates(
        self, file: Recognised, other: Recognised, to_column: str, skip: Sequence[str]
    ) -> list[str]:
        wanted = other.table.profiles[to_column].kind
        names = [
            name
            for name, profile in file.table.profiles.items()
            if name not in skip and profile.kind in _JOINABLE and _alike(profile.kind, wanted)
        ]
        names.sort(key=lambda name: (-affinity(name, to_column, other.kind), name))
        return names[:_MOST_COLUMNS]

    def link(
        self, table: SeenTable, column: str, to_table: SeenTable, to_column: str
    ) -> Link | None:
        """Compare two whole columns, None if no value meets."""
        place = table.alias, column, to_table.alias, to_column
        if place not in self._links:
            self._links[place] = self._compared(table, column, to_table, to_column)
        return self._links[place]

    def _compared(
        self, table: SeenTable, column: str, to_table: SeenTable, to_column: str
    ) -> Link | None:
        ours, theirs = self._values(table, column), self._values(to_table, to_column)
        n, n_values, n_met, n_values_met, n_doubled, examples = first_row(
            self.con,
            "SELECT coalesce(sum(a.n), 0), count(*), "  # noqa: S608
            "coalesce(sum(a.n) FILTER (b.v IS NOT NULL), 0), count(b.v), "
            "coalesce(sum(a.n) FILTER (b.n > 1), 0), "
            f"list(a.v ORDER BY a.n DESC, a.v) FILTER (b.v IS NULL)[:{_SHOWN}] "
            f"FROM {ours} a LEFT JOIN {theirs} b USING (v) WHERE a.v IS NOT NULL",
        )
        is_all = n_values_met == n_values
        near = (0, 0) if is_all else self._near(ours, theirs, to_table, to_column)
        n_near, n_values_near = near
        if not n_values_met + n_values_near:
            return None
        return Link(
            table, column, to_table, to_column, int(n), int(n_met), int(n_near),
            share=(n_values_met + n_values_near) / n_values,
            n_doubled=int(n_doubled),
            is_unique=self.uniqueness(to_table, to_column).is_unique,
            is_one_each=self.uniqueness(table, column).is_unique,
            examples=tuple(examples or ()),
        )  # fmt: skip

    def _near(self, ours: str, theirs: str, to_table: SeenTable, to_column: str) -> tuple[int, int]:
        """Count the rows and the values that meet only without case, blanks and dashes."""
        folded = self._values(to_table, to_column, is_folded=True)
        n_near, n_values = first_row(
            self.con,
            "SELECT coalesce(sum(n), 0), count(*) FROM "  # noqa: S608
            f"(SELECT v, n FROM {ours} WHERE v IS NOT NULL "
            f"AND v NOT IN (SELECT v FROM {theirs} WHERE v IS NOT NULL)) "
            f"WHERE {_folded('v')} IN (SELECT v FROM {folded})",
        )
        return int(n_near), int(n_values)


def _folded(value: str) -> str:
    return f"lower(regexp_replace({value}, '[\\s_.-]+', '', 'g'))"


def _alike(kind: str, other: str) -> bool:
    both = {kind, other}
    return kind == other or any(both <= group for group in _ALIKE)


def affinity(column: str, to_column: str, kind: str) -> int:
    """Return how far a header speaks of the other file: 2 by its very name, 1 by a word, else 0."""
    ours, theirs = set(plain_words(column)), set(plain_words(to_column))
    if ours == theirs and ours - _NAMING:
        return 2
    entities = KINDS[kind].entities if kind in KINDS else frozenset()
    return int(bool(ours & (theirs - _NAMING - {"date"}) or ours & entities))


def _is_enough(link: Link, file: Recognised, other: Recognised) -> bool:
    kind = file.table.profiles[link.column].kind
    if affinity(link.column, link.to_column, other.kind):
        return link.share >= (_LEAST_TELLING if kind in _TELLING else LEAST_SHARE)
    # Only values speak for it.
    least = {"email": _LEAST_TELLING, "id": _LEAST_TELLING}.get(kind, LEAST_SHARE)
    return kind in _TELLING and link.share >= least
