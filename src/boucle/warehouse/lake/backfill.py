"""When a row of a first import was known: by the source's own stamps, not by the day we came.

So that history reads as of its days. A row that also tells a later fact (a deal that closed, a
contract that ended) becomes two versions: as it stood before, and as it stood from then on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from boucle.warehouse.sql import SQL_TYPES, quoted, text_literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from boucle.tables import Table

# For a row that has no stamp: what describes the others is taken as always known, else a deal
# read as of 2018 would have no owner; a fact without a date is known since its import.
_ALWAYS_KNOWN = "TIMESTAMPTZ '1970-01-01 00:00:00+00'"
_DESCRIBES_OTHERS = frozenset(
    {"accounts", "contacts", "users", "campaigns", "opportunity_contacts", "exchange_rates"}
)


@dataclass(frozen=True, slots=True)
class LaterFact:
    """The column that dates a later fact, and what the row said before it (SQL literals)."""

    moment: str
    before: Mapping[str, str] = field(default_factory=dict)
    holds: str | None = None


LATER_FACTS: dict[str, LaterFact] = {
    "opportunities": LaterFact(
        "closed_at",
        {"outcome": "'open'", "closed_at": "NULL", "lost_reason": "NULL"},
        holds="outcome <> 'open'",
    ),
    "contracts": LaterFact("churned_on", {"churned_on": "NULL"}),
    "consents": LaterFact("withdrawn_at", {"withdrawn_at": "NULL"}),
    "nurture_entries": LaterFact("left_at", {"left_at": "NULL", "left_reason": "NULL"}),
    "notices": LaterFact("sent_at", {"sent_at": "NULL"}),
}


def known_at(table: Table, time_zone: str) -> str:
    """Return the SQL of the moment at which a row was first known; null means on arrival."""
    stamps = ["entered_at"]
    if table.time_column is not None:
        stamps.append(_as_moment(table, table.time_column, time_zone))
    later = LATER_FACTS.get(table.name)
    if later is not None:
        stamps.append(_as_moment(table, later.moment, time_zone))
    if table.name in _DESCRIBES_OTHERS:
        stamps.append(_ALWAYS_KNOWN)
    return f"coalesce({', '.join(stamps)})"


def settled_at(table: Table, time_zone: str) -> str:
    """Return the SQL of the moment of the later fact; null where the row tells none.

    A later fact without a date is dated in the far future, which the writer caps at its now.
    """
    later = LATER_FACTS.get(table.name)
    if later is None:
        return "NULL::TIMESTAMPTZ"
    moment = _as_moment(table, later.moment, time_zone)
    if later.holds is None:
        return moment
    return f"CASE WHEN {later.holds} THEN coalesce({moment}, 'infinity'::TIMESTAMPTZ) END"


def before(table: Table, column: str) -> str:
    """Return the SQL of what `column` said before the later fact."""
    later = LATER_FACTS.get(table.name)
    value = later.before.get(column) if later is not None else None
    if value is None:
        return quoted(column)
    return f"CAST({value} AS {SQL_TYPES[table.column(column).type]}) AS {quoted(column)}"


def _as_moment(table: Table, column: str, time_zone: str) -> str:
    if table.column(column).type == "timestamp":
        return quoted(column)
    return f"timezone({text_literal(time_zone)}, CAST({quoted(column)} AS TIMESTAMP))"
