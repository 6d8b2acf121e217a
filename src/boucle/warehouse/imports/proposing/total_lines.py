"""Totals and notes among the rows: not looked at, and left out where a column tells them apart."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from boucle.language import Text
from boucle.warehouse.imports.proposing.cells import known
from boucle.warehouse.imports.proposing.doubts import Doubt, asked, setting
from boucle.warehouse.imports.proposing.profile import is_number
from boucle.warehouse.imports.raw_file import LINE
from boucle.warehouse.imports.sql import first_row, parquet, quoted, text_literal, texts
from boucle.warehouse.imports.strays import line_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

    from boucle.warehouse.imports.proposing.plan import Bench
    from boucle.warehouse.imports.proposing.seeing import SeenTable
    from boucle.warehouse.imports.raw_file import RawFile

_WORDS = (
    r"(?i)\W*(grand|sub|sous|overall|report|general|général)?[ -]?(totals?|totaux|somme|sum)"
    r"( général| general| générale| generale)?\W*"
)
# « Sous-total Marie Roy », "Marie Roy Total": what is added up is named beside the word.
_NAMED_WORDS = (
    r"(?i)\W*(sub|sous|grand)?[ -]?(totals?|totaux|somme|sum)\b.*"
    r"|.*\b(sub|sous|grand)?[ -]?(totals?|totaux)\W*"
)
_TOTAL, _NAMED_TOTAL = re.compile(_WORDS), re.compile(_NAMED_WORDS)
# What names the line stands at its left; most lines of a file are none.
_FIRST_COLUMNS, _FEW_LINES, _MOST_SHARE = 4, 50, 0.5
# A column that so many rows fill; so many notes under a table, each in a cell of several words.
_NEARLY_ALL, _MOST_NOTES, _LEAST_WIDTH = 0.9, 12, 3
_NOTE = re.compile(r"\S.*\s.*")


def find_totals(con: duckdb.DuckDBPyConnection, table: SeenTable) -> None:
    """Note the lines of a file that are no rows, so that nothing is concluded from them."""
    if len(table.columns) == 1:
        return
    for raw in table.raws:
        notes = _notes(con, raw)
        totals = _totals(con, raw, notes)
        is_few = len(totals) <= max(_FEW_LINES, _MOST_SHARE * raw.n_rows)
        lines = {*(totals if is_few else ()), *notes}
        if lines:
            table.totals[raw.staged] = tuple(sorted(lines))


def _totals(con: duckdb.DuckDBPyConnection, raw: RawFile, notes: list[int]) -> list[int]:
    says = " OR ".join(
        f"coalesce(regexp_full_match(trim({quoted(name)}), {text_literal(_NAMED_WORDS)}), FALSE)"
        for name in raw.columns[:_FIRST_COLUMNS]
    )
    rows = con.execute(
        f"SELECT {LINE}, {', '.join(map(quoted, raw.columns))} FROM {parquet(raw.staged)} "  # noqa: S608
        f"WHERE {says} ORDER BY {LINE}"
    ).fetchall()
    others = f"NOT ({says}) AND {LINE} NOT IN {_listed(notes)}"
    usual = _usual(con, raw, others) if rows else []
    return [line for line, *cells in rows if _is_total(cells, usual)]


def _usual(con: duckdb.DuckDBPyConnection, raw: RawFile, where: str) -> list[bool]:
    """Tell of each column whether nearly every row fills it."""
    counts = ", ".join(f"count({known(name)})" for name in raw.columns)
    rows = f"{parquet(raw.staged)} WHERE {where}"
    n_rows, *filled = first_row(con, f"SELECT count(*), {counts} FROM {rows}")  # noqa: S608
    return [n > 0 and n >= _NEARLY_ALL * n_rows for n in filled]


def _is_total(cells: list[str | None], usual: list[bool]) -> bool:
    """Tell whether a line says that it is a total, and nothing else but numbers.

    One that names what it adds up must also lack what the rows have: a customer may be called so.
    """
    bare = [(cell or "").strip() for cell in cells]
    words = [cell for cell in bare if cell and not is_number(cell)]
    if not words or len(words) == sum(map(bool, bare)):
        return False
    if all(map(_TOTAL.fullmatch, words)):
        return True
    lacks = any(is_usual and not cell for cell, is_usual in zip(bare, usual, strict=True))
    return lacks and all(map(_NAMED_TOTAL.fullmatch, words))


def _notes(con: duckdb.DuckDBPyConnection, raw: RawFile) -> list[int]:
    """Return the last lines that hold but one cell, of words: notes under the table."""
    if len(raw.columns) < _LEAST_WIDTH:
        return []
    rows = con.execute(
        f"SELECT {LINE}, {', '.join(map(known, raw.columns))} FROM {parquet(raw.staged)} "  # noqa: S608
        f"ORDER BY {LINE} DESC LIMIT {_MOST_NOTES + 1}"
    ).fetchall()
    lines = [line for line, *_ in takewhile(_is_note, rows)]
    return lines if len(lines) <= _MOST_NOTES else []


def _is_note(row: Sequence[str | None]) -> bool:
    first, *others = row[1:]
    return bool(first and _NOTE.fullmatch(first)) and not any(others)


def leave_out_totals(bench: Bench) -> None:
    """Let the blocks of a file with totals pass over them, by their words or by what they lack."""
    for file in bench.files:
        table = file.table
        plans = [plan for plan in bench.rows if plan.file is table]
        if not (plans and table.totals):
            continue
        words = _words_of_totals(bench, table)
        column = next((name for name in table.columns if _tells(bench, table, name)), None)
        # Next month's totals name others: what they lack tells them, where there is such a column.
        by_words = words and (column is None or all(map(_says_only_total, words.values())))
        for plan in plans:
            if by_words:
                plan.where_not |= words
            elif column is not None and column not in plan.present:
                plan.present = (*plan.present, column)
        is_told = bool(words) or column is not None
        bench.doubts.append(_told(table) if is_told else _not_told(table))


def _says_only_total(words: list[str]) -> bool:
    return all(map(_TOTAL.fullmatch, words))


def _words_of_totals(bench: Bench, table: SeenTable) -> dict[str, list[str]]:
    """Return the words of totals by column; empty where a row has one of them there too."""
    found: dict[str, list[str]] = {}
    for raw in table.raws:
        looked = raw.columns[:_FIRST_COLUMNS]
        rows = bench.con.execute(
            f"SELECT {', '.join(map(known, looked))} FROM {parquet(raw.staged)} "  # noqa: S608
            f"WHERE {LINE} IN {_lines(table, raw)}"
        ).fetchall()
        for row in rows:
            name, word = next(
                (name, word)
                for name, word in zip(looked, row, strict=True)
                if word and not is_number(word)
            )
            found.setdefault(name, []).append(word)
    words = {name: sorted({*each}) for name, each in found.items()}
    return {} if any(_stands(bench, table, *each) for each in words.items()) else words


def _stands(bench: Bench, table: SeenTable, name: str, words: list[str]) -> bool:
    """Tell whether a row that is no total has one of the words in the column."""
    (n,) = first_row(
        bench.con,
        f"SELECT count(*) FROM {table.relation} WHERE {known(name)} IN {texts(words)}",  # noqa: S608
    )
    return int(n) > 0


def _tells(bench: Bench, table: SeenTable, name: str) -> bool:
    """Tell whether a column is empty in every total, and in no other row."""
    return all(
        first_row(
            bench.con,
            f"SELECT count(*) = 0 FROM {parquet(raw.staged)} WHERE "  # noqa: S608
            f"({known(name)} IS NULL) <> ({LINE} IN {_lines(table, raw)})",
        )[0]
        for raw in table.raws
    )


def _lines(table: SeenTable, raw: RawFile) -> str:
    return _listed(table.totals.get(raw.staged, ()))


def _listed(lines: Sequence[int]) -> str:
    return f"({', '.join(map(str, lines or (0,)))})"


def _all_lines(table: SeenTable) -> Text:
    return line_list([line for lines in table.totals.values() for line in lines])


def _told(table: SeenTable) -> Doubt:
    text = Text(
        fr="Des totaux ou des notes de {file} sont laissés de côté ({lines}).",
        en="Totals or notes of {file} are left out ({lines}).",
    ).format(file=table.title, lines=_all_lines(table))
    return Doubt("rows_left_out", text, table.alias)


def _not_told(table: SeenTable) -> Doubt:
    text = Text(
        fr="{file} a des totaux ou des notes ({lines}) que rien d'autre ne distingue des lignes : "
        "ils seraient comptés. Enlevez-les du fichier.",
        en="{file} has totals or notes ({lines}) that nothing else tells from rows: they would be "
        "counted. Take them out of the file.",
    ).format(file=table.title, lines=_all_lines(table))
    ignore = Text(fr="ignorer ce fichier", en="ignore this file")
    return asked("totals_among_rows", text, table.alias, [setting(ignore, f"{table.alias}=ignore")])
