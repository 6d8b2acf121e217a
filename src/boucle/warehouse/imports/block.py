"""One ``[[rows]]`` block as SQL: its file, the joined ones, and each column's text."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from boucle.warehouse.imports.converting import YES
from boucle.warehouse.imports.empty_words import empty_words
from boucle.warehouse.imports.mapping import AGREEMENT, places
from boucle.warehouse.imports.raw_file import LINE
from boucle.warehouse.imports.sql import parquet, quoted, text_literal, texts, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from boucle.language import Text
    from boucle.tables import Column
    from boucle.warehouse.imports.empty_words import WordsFound
    from boucle.warehouse.imports.mapping import ColumnMapping, JoinMapping, Mapping, RowsMapping
    from boucle.warehouse.imports.raw_file import CellKind, RawFile

FILE = "__file__"


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
        if not any(column in each.columns for each in self._files[alias]):
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
        empty = dict.fromkeys((*said, *found))
        return f"CASE WHEN {cell} NOT IN {texts(empty)} THEN {cell} END" if empty else cell

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

    def source(self) -> str:
        """Return the SQL of the files, joined; ``FROM`` it."""
        joins = [self._joined(join) for join in self.rows.join]
        return " ".join([f"{self._union()} AS {quoted(self.rows.file)}", *joins])

    def _union(self) -> str:
        selects = (
            f"SELECT {i} AS {FILE}, * {self._parted(each)} FROM {parquet(each.staged)}"  # noqa: S608
            for i, each in enumerate(self.base_files)
        )
        return f"({' UNION ALL BY NAME '.join(selects)})"

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
        clauses += [f"{self.cell(name)} IS NOT NULL" for name in self.rows.where_present]
        clauses += [f"{self.cell(name)} IS NULL" for name in self.rows.where_absent]
        return " AND ".join(clauses)

    def is_deleted(self) -> str:
        """Return the SQL that tells whether a row says of itself that it was deleted."""
        says = (
            f"coalesce(lower({self.cell(name)}) IN {texts(YES)}, false)"
            for name in self.rows.deleted_if
        )
        return f"({' OR '.join(says)})"

    def worded(self, spec: ColumnMapping, given: str) -> str:
        """Return the SQL of a given text after the column's `values` and `default`."""
        worded = given
        if spec.values:
            cases = " ".join(
                f"WHEN {given} = {text_literal(key.strip())} THEN {text_literal(value)}"
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

    def order(self) -> str:
        """Return the SQL of a number that puts rows in the order of blocks, files and lines."""
        alias = quoted(self.rows.file)
        shifted = f"({self.number} * 10000 + {alias}.{FILE}::BIGINT) * {1 << 40}"
        return f"{shifted} + {alias}.{LINE}"

    def files_of(self, alias: str) -> Sequence[RawFile]:
        """Return the files of an alias."""
        return self._files[alias]
