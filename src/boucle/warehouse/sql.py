"""How names, words and types are written in the engine's SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.tables.table import DECIMAL_PRECISION, DECIMAL_SCALE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from boucle.tables import ColumnType

SQL_TYPES: dict[ColumnType, str] = {
    "text": "VARCHAR",
    # In files, with its zone.
    "timestamp": "TIMESTAMPTZ",
    "date": "DATE",
    "decimal": f"DECIMAL({DECIMAL_PRECISION}, {DECIMAL_SCALE})",
    "integer": "BIGINT",
    "float": "DOUBLE",
    "boolean": "BOOLEAN",
}
# What methods read: the engine's zone is UTC, so the cast only takes the zone away.
NAIVE_SQL_TYPES: dict[ColumnType, str] = {**SQL_TYPES, "timestamp": "TIMESTAMP"}


def quoted(name: str) -> str:
    """Write a name.

    >>> quoted('ta"ble')
    '"ta""ble"'
    """
    escaped = name.replace('"', '""')
    return f'"{escaped}"'


def text_literal(words: str) -> str:
    """Write a word or a path.

    >>> text_literal("l'entente")
    "'l''entente'"
    """
    escaped = words.replace("'", "''")
    return f"'{escaped}'"


def moment_literal(moment: datetime) -> str:
    """Write an aware moment."""
    return f"TIMESTAMPTZ '{moment.isoformat()}'"


def files_literal(paths: Iterable[str]) -> str:
    """Write the list of files that a scan reads."""
    return "[" + ", ".join(text_literal(path) for path in paths) + "]"
