"""One ``[[rows]]`` block as SQL: its file, the joined ones, and each column's text."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from boucle.tables import TABLES
from boucle.warehouse.imports.converting import YES
from boucle.warehouse.imports.empty_words import MARKS, empty_words
from boucle.warehouse.imports.headers import at_star
from boucle.warehouse.imports.mapping import AGREEMENT, places
from boucle.warehouse.imports.raw_file import LINE
from boucle.warehouse.imports.sql import parquet, quoted, text_literal, texts, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Mapping as Words

    from boucle.language import Text
    from boucle.tables import Column
    from boucle.warehouse.imports.empty_words import WordsFound
    from boucle.warehouse.imports.mapping import (
        ColumnMapping,
        JoinMapping,
        Mapping,
        RowsMapping,
        UnpivotMapping,
    )
    from boucle.warehouse.imports.raw_file import CellKind, RawFile

FILE = "__file__"
# A column that every file has: what its row says, and how many times a row said so before.
ROW = "__row__"


class Block:
    """A block over the files that were read; `number` counts the blocks from 0.

    `words` are the words for nothing that stand in those files; without them only `empty` is.
    """

    def __init__(
        self,
        number: int,
        rows: RowsMapping,
        mapping: Mapping,
        files: dict[str, list[RawFile]],
        words: WordsFound | None = None,
    ) -> None:
        self.number, self.rows, self.mapping, self._files = number, rows, mapping, files
        self._words = words

    @property
    def base_files(self) -> Sequence[RawFile]:
        """The files whose rows the block turns into canonical ones."""
        return self._files[self.rows.file]

    def located(self, name: str) -> tuple[str, str]:
        """Return the alias of the file and the column that `name` means there."""
        if any(name in each.columns for each in self.base_files):
            return self.rows.file, name
        alias, dot, column = name.partition(".")
        if dot and alias in {self.rows.file, *(join.file for join in self.rows.join)}:
            return alias, column
        return self.rows.file, name

    def cell_kind(self, spec: ColumnMapping) -> CellKind | None:
        """Return the type that the cells of a column carry, if they do in every file."""
        kinds: set[CellKind | None] = set()
        for name in spec.given_columns if spec.template is None else ():
            alias, column = self.located(name)
            kinds |= {
                each.cell_kinds.get(column)
                for each in self._files[alias]
                if column in each.columns or spec.column
            }
        return kinds.pop() if len(kinds) == 1 else None

    def cell(self, name: str) -> str:
        """Return the SQL of a raw cell, trimmed; null where the file has no such column."""
        alias, column = self.located(name)
        is_made = column in self.rows.made_columns or (alias, column) == (self.rows.file, ROW)
        if not is_made and not any(column in each.columns for each in self._files[alias]):
            return "NULL::VARCHAR"
        return trimmed(f"{quoted(alias)}.{quoted(column)}")

    def given(self, spec: ColumnMapping, column: Column | None = None) -> str:
        """Return the SQL of the text that the file gives for a column.

        With the canonical `column`, words that mean nothing there are null.
        """
        given = self._base(spec, column)
        clauses = [self._is_one_of(name, words) for name, words in spec.when.items()]
        return f"CASE WHEN {' AND '.join(clauses)} THEN {given} END" if clauses else given

    def _base(self, spec: ColumnMapping, column: Column | None) -> str:
        if spec.value is not None:
            return text_literal(spec.value)
        if spec.template is not None:
            return self._filled(spec.template, spec, column)
        said = (*self.mapping.empty, *(spec.empty or ()))
        if spec.columns:
            each = (
                # What holds braces is a template.
                self._filled(c, spec, column) if places(c) else self._emptied(c, spec, column, said)
                for c in spec.columns
            )
            return f"coalesce({', '.join(each)}, NULL)"
        return self._emptied(spec.column or "", spec, column, said)

    def _is_one_of(self, name: str, words: Sequence[str]) -> str:
        return f"coalesce({self.cell(name)}, '') IN {texts(words)}"

    @property
    def time_zone(self) -> str | None:
        """The zone of times of day in the files, None for the agreement's."""
        zone = self.mapping.files[self.rows.file].names_time_zone
        if zone is None or not any(raw.is_renamed for raw in self.base_files):
            return self.mapping.time_zone
        return None if zone == AGREEMENT else zone

    def _emptied(
        self, name: str, spec: ColumnMapping, column: Column | None, said: tuple[str, ...]
    ) -> str:
        cell = self.cell(name)
        alias, raw_column = self.located(name)
        found: Sequence[str] = ()
        if column is not None and self._words is not None:
            default = empty_words(column, spec)
            found = self._words.words(self._files[alias], raw_column, default)
        return self._without(cell, (*said, *found))

    def _without(self, cell: str, words: Sequence[str]) -> str:
        """Return the SQL of a cell, null where it is one of `words`."""
        empty = texts(dict.fromkeys(words))
        return f"CASE WHEN {cell} NOT IN {empty} THEN {cell} END" if words else cell

    def _filled(self, template: str, spec: ColumnMapping, column: Column | None) -> str:
        # `||` with a null is null: a template with an empty cell is empty.
        parts: list[str] = []
        for words, name, _, _ in Formatter().parse(template):
            parts += [text_literal(words)] if words else []
            parts += [self._emptied(name, spec, column, ())] if name else []
        return "(" + " || ".join(parts or ["''"]) + ")"

    def words_told(self, spec: ColumnMapping, column: Column) -> Iterator[Text]:
        """Say which words of the files are empty in a column without the mapping having said so."""
        if self._words is None or spec.empty is not None:
            return
        said = (*self.mapping.empty, *(key.strip() for key in spec.values or {}))
        for name in spec.given_columns:
            alias, raw_column = self.located(name)
            default = empty_words(column, spec)
            yield from self._words.told(self._files[alias], raw_column, default, said)

    def base(self) -> str:
        """Return the SQL of the block's own files; ``FROM`` it."""
        return f"{self._union()} AS {quoted(self.rows.file)}"

    def source(self) -> str:
        """Return the SQL of the files, joined; ``FROM`` it."""
        return " ".join([self.base(), *(self._joined(join) for join in self.rows.join)])

    def _union(self) -> str:
        selects = (self._rows_of(number, each) for number, each in enumerate(self.base_files))
        union = " UNION ALL BY NAME ".join(selects)
        return f"({self._with_row(union) if ROW in self.rows.raw_columns else union})"

    def _with_row(self, union: str) -> str:
        """Return the SQL that names each row by its cells and how often they came before."""
        names = dict.fromkeys(name for each in self.base_files for name in each.columns)
        cells = ", ".join(f"{text_literal(f'{name}=')} || {quoted(name)}" for name in names)
        again = f"row_number() OVER (PARTITION BY {ROW} ORDER BY {FILE}, {LINE})"
        return (
            f"SELECT * REPLACE ({ROW} || '-' || {again} AS {ROW}) FROM "  # noqa: S608
            f"(SELECT *, md5(concat_ws(chr(31), {cells})) AS {ROW} FROM ({union}))"
        )

    def _rows_of(self, number: int, raw: RawFile) -> str:
        rows = f"SELECT {number} AS {FILE}, * {self._parted(raw)} FROM {parquet(raw.staged)}"  # noqa: S608
        return self._long(rows, raw)

    def _long(self, rows: str, raw: RawFile) -> str:
        """Return the SQL that makes a row of each filled cell of the columns to unpivot."""
        unpivot = self.rows.unpivot
        if unpivot is None:
            return rows
        pairs = [
            f"{{'n': {text_literal(word)}, 'v': coalesce({', '.join(cells)}, NULL)}}"
            for word, cells in self._unpivoted(unpivot, raw).items()
        ]
        pair = f"unnest([{', '.join(pairs)}])" if pairs else "{'n': NULL, 'v': NULL}"
        made = f"pair_.n AS {quoted(unpivot.name)}, pair_.v AS {quoted(unpivot.value)}"
        return (
            f"SELECT * EXCLUDE (pair_), {made} FROM (SELECT *, {pair} AS pair_ FROM ({rows})) "  # noqa: S608
            f"WHERE pair_.v IS NOT NULL"
        )

    def _unpivoted(self, unpivot: UnpivotMapping, raw: RawFile) -> dict[str, list[str]]:
        """Return the cells of each word; those of earlier patterns come first."""
        found: dict[str, list[str]] = {}
        for pattern in unpivot.columns:
            for column in raw.columns:
                word = at_star((pattern,), column)
                if word is not None:
                    found.setdefault(word, []).append(trimmed(quoted(column)))
        return found

    def _parted(self, raw: RawFile) -> str:
        """Return the SQL that makes a row of each value of a cell that holds several."""
        split = self.rows.split
        if split is None or split.column not in raw.columns:
            return ""
        cell = quoted(split.column)
        signs = "".join("\\" + sign for sign in split.at)
        bare = f"trim({cell}, {text_literal('[]{}')})"
        parts = f"regexp_split_to_array({bare}, {text_literal(f'[{signs}]')})"
        values = f"unnest(CASE WHEN {cell} IS NULL THEN [NULL] ELSE {parts} END)"
        # Lists of programs stand in brackets, their texts in quotes.
        around = text_literal(" \"'")
        return f"REPLACE (trim({values}, {around}) AS {cell})"

    def _joined(self, join: JoinMapping) -> str:
        alias = quoted(join.file)
        if not self._files[join.file]:
            return ""
        on = " AND ".join(
            f"{alias}.{quoted('__on_' + theirs)} = {self.cell(ours)}"
            for theirs, ours in join.on.items()
        )
        return f"LEFT JOIN ({self.joined_once(join)}) AS {alias} ON {on}"

    def joined_once(self, join: JoinMapping) -> str:
        """Return the SQL of a joined file, one row a key, keys named ``__on_<column>``."""
        keys = {name: trimmed(quoted(name)) for name in join.on}
        listed = ", ".join(f"{cell} AS {quoted('__on_' + name)}" for name, cell in keys.items())
        pick = {
            None: "any_value({0})",
            "first": f"first({{0}} ORDER BY {LINE})",
            "last": f"last({{0}} ORDER BY {LINE})",
        }[join.pick]
        used = "".join(f", {pick.format(quoted(c))} AS {quoted(c)}" for c in self.used_of(join))
        present = " AND ".join(f"{cell} IS NOT NULL" for cell in keys.values())
        staged = parquet(*(each.staged for each in self._files[join.file]))
        return f"SELECT {listed}{used} FROM {staged} WHERE {present} GROUP BY ALL"  # noqa: S608

    def used_of(self, join: JoinMapping) -> list[str]:
        """Return the columns of a joined file that the block reads."""
        located = [self.located(name) for name in self.rows.raw_columns]
        present = {name for each in self._files[join.file] for name in each.columns}
        return list(
            dict.fromkeys(name for alias, name in located if alias == join.file and name in present)
        )

    def where(self) -> str:
        """Return the SQL condition of the block; rows that fail it are not its business."""
        clauses = ["TRUE"]
        for name, allowed in self.rows.where.items():
            clauses.append(self._is_one_of(name, allowed))
        for name, refused in self.rows.where_not.items():
            clauses.append(f"NOT {self._is_one_of(name, refused)}")
        clauses += [f"{self._meant(name)} IS NOT NULL" for name in self.rows.where_present]
        clauses += [f"{self._meant(name)} IS NULL" for name in self.rows.where_absent]
        return " AND ".join(clauses)

    def _meant(self, name: str) -> str:
        """Return the SQL of a cell, null also where it says nothing to the column that reads it."""
        table = TABLES[self.rows.table]
        for target, spec in self.rows.columns.items():
            if spec.column == name and target in table.names:
                return self.given(spec, table.column(target))
        alias, column = self.located(name)
        marks = self._words.words(self._files[alias], column, MARKS) if self._words else ()
        return self._without(self.cell(name), (*self.mapping.empty, *marks))

    def is_deleted(self) -> str:
        """Return the SQL that tells whether a row says of itself that it was deleted."""
        says = [
            f"coalesce(lower({self.cell(name)}) IN {texts(YES)}, false)"
            for name in self.rows.deleted_if
        ]
        says += [self._is_one_of(name, words) for name, words in self.rows.deleted_when.items()]
        return f"({' OR '.join(says)})" if not self.rows.is_deletion else "TRUE"

    def worded(self, spec: ColumnMapping, given: str) -> str:
        """Return the SQL of a given text after the column's `values` and `default`."""
        worded = given
        if spec.values:
            cases = " ".join(
                f"WHEN {_same_word(given, key, spec.values)} THEN {text_literal(value)}"
                for key, value in spec.values.items()
                if key not in {"*", ""}
            )
            none = text_literal(spec.values[""]) if "" in spec.values else "NULL"
            other = text_literal(spec.values["*"]) if "*" in spec.values else given
            cases = f"WHEN {given} IS NULL THEN {none} {cases}"
            worded = f"nullif(CASE {cases} ELSE {other} END, '')"
        if spec.default is not None:
            worded = f"coalesce({worded}, {text_literal(spec.default)})"
        return worded

    def other_words(self, spec: ColumnMapping, given: str, own: Sequence[str]) -> str:
        """Return the SQL condition of a text that is no word of `values`, nor of its `own`."""
        known = {*own, *(key.strip().lower() for key in spec.values or {})}
        return f"{given} IS NOT NULL AND lower({given}) NOT IN {texts(sorted(known))}"

    def order(self) -> str:
        """Return the SQL of a number that puts rows in the order of blocks, files and lines."""
        alias = quoted(self.rows.file)
        shifted = f"({self.number} * 10000 + {alias}.{FILE}::BIGINT) * {1 << 40}"
        return f"{shifted} + {alias}.{LINE}"

    def files_of(self, alias: str) -> Sequence[RawFile]:
        """Return the files of an alias."""
        return self._files[alias]


def _same_word(given: str, key: str, words: Words[str, str]) -> str:
    """Return the SQL of whether a text is a word; capitals count only where two words differ so."""
    word = key.strip()
    if sum(each.strip().lower() == word.lower() for each in words) > 1:
        return f"{given} = {text_literal(word)}"
    return f"lower({given}) = {text_literal(word.lower())}"
