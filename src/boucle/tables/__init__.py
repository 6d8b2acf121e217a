"""The canonical tables: what every import is mapped to and every method reads."""

from __future__ import annotations

from boucle.errors import UnknownTableError
from boucle.tables import entities, marketing_facts, sales_facts, system_facts
from boucle.tables.bookkeeping import BOOKKEEPING
from boucle.tables.case_facts import CASE_FACTS
from boucle.tables.table import Column, ColumnType, Table

__all__ = ["BOOKKEEPING", "CASE_FACTS", "TABLES", "Column", "ColumnType", "Table", "table"]

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
