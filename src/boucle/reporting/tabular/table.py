"""A table of a report with the kind and the definition of each of its columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

ReportColumnKind = Literal[
    "text",
    "count",
    "number",
    "amount",
    "share",
    "ratio",
    "days",
    "date",
    "month",
    "moment",
    "flag",
    # `{field: code}`: why figures of the row are empty.
    "reasons",
]


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """One column: its stable `name`, its `label` and `definition` in the reader's language.

    A ``share`` goes from 0 to 1, a ``ratio`` is above or below what was spent, ``days`` are days
    on the wall clock, an ``amount`` is in the report's currency, a ``month`` is ``2026-10``, a
    ``moment`` is UTC.
    """

    name: str
    label: str
    kind: ReportColumnKind = "text"
    definition: str = ""


@dataclass(frozen=True, slots=True)
class ReportTable:
    """One table: stable `name`, `title` in the reader's language, rows by the columns' names."""

    name: str
    title: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[Mapping[str, Any], ...]
    # Of one row by nature: a sheet lays it out as a list, a figure a line.
    is_list: bool = False
