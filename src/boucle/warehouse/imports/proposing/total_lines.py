"""Lines of totals among the rows: not looked at, and left out where a column tells them apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from boucle.language import Text
from boucle.warehouse.imports.proposing.cells import known
from boucle.warehouse.imports.proposing.doubts import Doubt, asked, setting
from boucle.warehouse.imports.proposing.profile import is_number
from boucle.warehouse.imports.raw_file import LINE
from boucle.warehouse.imports.sql import first_row, parquet, quoted, text_literal, texts
from boucle.warehouse.imports.strays import line_list

if TYPE_CHECKING:
    import duckdb

    from boucle.warehouse.imports.proposing.plan import Bench
    from boucle.warehouse.imports.proposing.seeing import SeenTable
    from boucle.warehouse.imports.raw_file import RawFile

_WORDS = (
    r"(?i)\W*(grand|sub|sous|overall|report|general|général)?[ -]?(totals?|totaux|somme|sum)"
    r"( général| general| générale| generale)?\W*"
)
_TOTAL = re.compile(_WORDS)
# What names the line stands at its left; a file has few such lines.
_FIRST_COLUMNS, _MOST_LINES = 4, 50


def find_totals(con: duckdb.DuckDBPyConnection, table: SeenTable) -> None:
    """Note the lines of totals of a file, so that nothing is concluded from them."""
    looked = table.columns[:_FIRST_COLUMNS]
    if len(table.columns) == 1:
        return
    says = " OR ".join(
        f"regexp_full_match(trim({quoted(name)}), {text_literal(_WORDS)})" for name in looked
    )
    for raw in table.raws:
        rows = con.execute(
            f"SELECT {LINE}, {', '.join(map(quoted, raw.columns))} FROM {parquet(raw.staged)} "  # noqa: S608
            f"WHERE {says} LIMIT {_MOST_LINES + 1}"
        ).fetchall()
        lines = [line for line, *cells in rows if _is_total(cells)]
        if lines and len(rows) <= _MOST_LINES:
            table.totals[raw.staged] = tuple(lines)


def _is_total(cells: list[str | None]) -> bool:
    """Tell whether a line says that it is a total, and nothing else but numbers."""
    said = [cell.strip() for cell in cells if cell and cell.strip()]
    others = [cell for cell in said if not _TOTAL.fullmatch(cell)]
    return bool(others) and all(map(is_number, others))


def leave_out_totals(bench: Bench) -> None:
    """Let the blocks of a file with totals pass over them, by their words or by what they lack."""
    for file in bench.files:
        table = file.table
        plans = [plan for plan in bench.rows if plan.file is table]
        if not (plans and table.totals):
            continue
        words = _words_of_totals(bench, table)
        column = next((name for name in table.columns if _tells(bench, table, name)), None)
        for plan in plans:
            if words:
                plan.where_not |= words
            elif column is not None and column not in plan.present:
                plan.present = (*plan.present, column)
        is_told = bool(words) or column is not None
        bench.doubts.append(_told(table) if is_told else _not_told(table))


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
                if word and _TOTAL.fullmatch(word)
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
    return f"({', '.join(map(str, table.totals.get(raw.staged, (0,))))})"


def _all_lines(table: SeenTable) -> Text:
    return line_list([line for lines in table.totals.values() for line in lines])


def _told(table: SeenTable) -> Doubt:
    text = Text(
        fr="Des totaux de {file} sont laissés de côté ({lines}).",
        en="Totals of {file} are left out ({lines}).",
    ).format(file=table.title, lines=_all_lines(table))
    return Doubt("rows_left_out", text, table.alias)


def _not_told(table: SeenTable) -> Doubt:
    text = Text(
        fr="{file} a des totaux ({lines}) que rien d'autre ne distingue des lignes : ils seraient "
        "comptés. Enlevez-les du fichier.",
        en="{file} has totals ({lines}) that nothing else tells from rows: they would be counted. "
        "Take them out of the file.",
    ).format(file=table.title, lines=_all_lines(table))
    ignore = Text(fr="ignorer ce fichier", en="ignore this file")
    return asked("totals_among_rows", text, table.alias, [setting(ignore, f"{table.alias}=ignore")])
