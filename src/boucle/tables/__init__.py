"""The canonical tables: what every import is mapped to and every method reads."""

from __future__ import annotations

from boucle.errors import UnknownTableError
from boucle.tables import entities, marketing_facts, sales_facts, system_facts
from boucle.tables.case_facts import CASE_FACTS
from boucle.tables.table import Column, ColumnType, Table

__all__ = ["BOOKKEEPING", "CASE_FACTS", "TABLES", "Column", "ColumnType", "Table", "table"]

# What the lake adds to every row. `source` and `source_id` come with the row, the rest is its own.
BOOKKEEPING = (
    Column("source", is_required=True),
    Column("source_id"),
    Column("entered_at", "timestamp"),
    Column("recorded_at", "timestamp", is_required=True),
    Column("superseded_at", "timestamp"),
    Column("commit_seq", "integer", is_required=True),
    Column("is_deleted", "boolean", is_required=True),
)

_IN_ORDER = (
    entities.ACCOUNTS,
    entities.CONTACTS,
    entities.USERS,
    entities.CAMPAIGNS,
    marketing_facts.TOUCHPOINTS,
    entities.LEADS,
    sales_facts.STAGE_CHANGES,
    sales_facts.HANDOFFS,
    sales_facts.DISPOSITIONS,
    sales_facts.ACTIVITIES,
    entities.OPPORTUNITIES,
    entities.OPPORTUNITY_CONTACTS,
    marketing_facts.SPEND,
    entities.CONTRACTS,
    sales_facts.ABSENCES,
    marketing_facts.CONSENTS,
    sales_facts.PAUSES,
    marketing_facts.MARKETING_REPLIES,
    marketing_facts.NURTURE_ENTRIES,
    sales_facts.OBSERVATIONS,
    system_facts.NOTICES,
    system_facts.LINKS,
    system_facts.EXCHANGE_RATES,
    system_facts.COMMITS,
)

TABLES: dict[str, Table] = {each.name: each for each in _IN_ORDER}


def table(name: str) -> Table:
    """Return the canonical table called `name`.

    Raises
    ------
    UnknownTableError
        If there is none.
    """
    try:
        return TABLES[name]
    except KeyError:
        raise UnknownTableError(name, TABLES) from None
