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
    """Looks for keys and links; each question is asked once."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con
        self._uniqueness: dict[tuple[str, str], Uniqueness] = {}

    def uniqueness(self, table: SeenTable, column: str) -> Uniqueness:
        """Count the values of a column over all rows."""
        key = table.alias, column
        if key not in self._uniqueness:
            values = f"(SELECT {known(column)} AS v FROM {table.relation})"  # noqa: S608
            counts = first_row(
                self._con,
                f"SELECT count(*), count(v), count(DISTINCT v) FROM {values}",  # noqa: S608
            )
            self._uniqueness[key] = Uniqueness(*counts)
        return self._uniqueness[key]

    def depends_on(self, table: SeenTable, key: str, column: str) -> bool:
        """Tell whether all rows of one key say the same in `column`, over all rows."""
        if key == column or self.uniqueness(table, key).is_unique:
            return True
        pairs = f"SELECT {known(key)} AS k, coalesce({known(column)}, '') AS v"
        (n,) = first_row(
            self._con,
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
        n, n_met, n_near, n_values, n_values_near, n_doubled, examples = first_row(
            self._con, _compared(table, column, to_table, to_column)
        )
        if not n_values_near:
            return None
        return Link(
            table, column, to_table, to_column, int(n), int(n_met), int(n_near),
            share=n_values_near / n_values,
            n_doubled=int(n_doubled),
            is_unique=self.uniqueness(to_table, to_column).is_unique,
            is_one_each=self.uniqueness(table, column).is_unique,
            examples=tuple((examples or [])[:_SHOWN]),
        )  # fmt: skip


def _compared(table: SeenTable, column: str, to_table: SeenTable, to_column: str) -> str:
    """Return the SQL of what `Link` counts: values and their rows here, and rows over there."""
    ours = f"(SELECT {known(column)} AS v FROM {table.relation})"  # noqa: S608
    theirs = f"(SELECT {known(to_column)} AS v FROM {to_table.relation})"  # noqa: S608
    return (
        f"WITH a AS (SELECT v, count(*) AS n FROM {ours} WHERE v IS NOT NULL GROUP BY 1), "  # noqa: S608
        f"b AS (SELECT v, count(*) AS m FROM {theirs} WHERE v IS NOT NULL GROUP BY 1), "
        f"f AS (SELECT DISTINCT {_folded('v')} AS v FROM b), "
        f"c AS (SELECT a.v, n, m, {_folded('a.v')} IN (SELECT v FROM f) AS is_near "
        "FROM a LEFT JOIN b USING (v)) "
        "SELECT coalesce(sum(n), 0), coalesce(sum(n) FILTER (m IS NOT NULL), 0), "
        "coalesce(sum(n) FILTER (m IS NULL AND is_near), 0), count(*), "
        "count(*) FILTER (is_near), coalesce(sum(n) FILTER (m > 1), 0), "
        "list(v ORDER BY n DESC, v) FILTER (m IS NULL) FROM c"
    )


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
