"""The reference page of the canonical tables, written from the tables themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.tables import BOOKKEEPING, CASE_FACTS, TABLES
from boucle.tables.table import DECIMAL_PRECISION, DECIMAL_SCALE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boucle.tables.table import Column, ColumnType, Table

_TYPES: dict[ColumnType, str] = {
    "text": "text",
    "timestamp": "timestamp",
    "date": "date",
    "decimal": f"decimal({DECIMAL_PRECISION}, {DECIMAL_SCALE})",
    "integer": "integer",
    "float": "float",
    "boolean": "boolean",
}
_INTRODUCTION = """\
# Canonical tables

Written by `make docs` from `boucle.tables`: change it there.

Every import is mapped to these columns and every method reads them. Keys are text; a `*_at` is a
timestamp in UTC, a `*_on` a date of the agreement's time zone; money is decimal with its currency;
a share goes from 0 to 1. A *required* column is empty in no row; any other may be empty or absent.
An *entity* lasts and changes; a *fact* happened once.
"""
_HEAD = (
    "| column | type | required | meaning | signification |",
    "| --- | --- | --- | --- | --- |",
)


def tables_page() -> str:
    """Return the page as Markdown."""
    parts = [_INTRODUCTION, _contents(), _bookkeeping()]
    parts += [_section(table) for table in (*TABLES.values(), CASE_FACTS)]
    return "\n".join(parts)


def _contents() -> str:
    lines = [
        f"| [`{table.name}`](#{table.name}) | {table.kind} | {table.grain.en} | {table.grain.fr} |"
        for table in (*TABLES.values(), CASE_FACTS)
    ]
    return _joined("| table | kind | grain | grain (fr) |", "| --- | --- | --- | --- |", *lines)


def _bookkeeping() -> str:
    return _joined(
        "## On every row",
        "",
        "The lake adds these columns to every table. A mapping may give `source_id` and",
        "`entered_at`; the rest is the lake's own.",
        "",
        *_HEAD,
        *_rows(BOOKKEEPING),
    )


def _section(table: Table) -> str:
    facts = [f"{table.kind}; key {' + '.join(f'`{name}`' for name in table.key)}"]
    if table.time_column is not None:
        facts.append(f"dated by `{table.time_column}`")
    return _joined(
        f"## {table.name}",
        "",
        f"{_sentence(table.grain.en)} *{_sentence(table.grain.fr)}*",
        "",
        f"{_sentence('; '.join(facts))}",
        "",
        *_HEAD,
        *_rows(table.columns),
    )


def _rows(columns: Iterable[Column]) -> list[str]:
    return [
        f"| `{column.name}` | {_type(column)} | {'yes' if column.is_required else ''} | "
        f"{' '.join([column.meaning.en, *_also(column)])} | {column.meaning.fr} |"
        for column in columns
    ]


def _type(column: Column) -> str:
    of = f" ({column.unit})" if column.unit else ""
    return f"{_TYPES[column.type]}{of}"


def _also(column: Column) -> list[str]:
    said = []
    if column.refers_to is not None:
        said.append(f"Refers to [`{column.refers_to}`](#{column.refers_to}).")
    if column.is_not_negative:
        said.append("Never below 0.")
    if column.vocabulary is not None:
        said.append(f"One of {', '.join(f'`{word}`' for word in column.vocabulary)}.")
    return said


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def _joined(*lines: str) -> str:
    return "\n".join(lines) + "\n"
