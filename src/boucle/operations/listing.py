"""A table of figures as commands print it: rows, what each column is, as-of date, definition."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from boucle.reporting.closed_loop.steady import steady

if TYPE_CHECKING:
    from datetime import datetime

    from boucle.language import Language, Text

ColumnKind = Literal[
    "text",
    "count",
    "amount",
    "thousands",
    "amounts",
    "share",
    "ratio",
    "days",
    "number",
    "moment",
    "flag",
]


@dataclass(frozen=True, slots=True)
class ListingColumn:
    """One column: its stable `name` in JSON and CSV, its `label` on screen, its `kind`."""

    name: str
    label: Text
    kind: ColumnKind = "text"


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows of plain values or of figures (`{value, n, low, high}`), with what they mean.

    `as_of` is None for what does not come from the data of a workspace.
    """

    title: Text
    definition: Text
    columns: tuple[ListingColumn, ...]
    rows: list[dict[str, Any]]
    as_of: datetime | None
    currency: str = ""
    time_zone: str = "UTC"
    also: dict[str, Any] = field(default_factory=dict)

    def as_json(self, language: Language) -> dict[str, Any]:
        """Return the stable JSON form."""
        return {
            "rows": steady(self.rows),
            **({} if self.as_of is None else {"as_of": self.as_of.isoformat()}),
            "definition": self.definition.in_(language),
            **steady(self.also),
        }
