"""Tables of things that last: companies, people, campaigns, leads, deals, contracts."""

from __future__ import annotations

from boucle.tables.companies import ACCOUNTS, CONTRACTS
from boucle.tables.people import CONTACTS, USERS
from boucle.tables.pipeline import CAMPAIGNS, LEADS, OPPORTUNITIES, OPPORTUNITY_CONTACTS

__all__ = [
    "ACCOUNTS",
    "CAMPAIGNS",
    "CONTACTS",
    "CONTRACTS",
    "LEADS",
    "OPPORTUNITIES",
    "OPPORTUNITY_CONTACTS",
    "USERS",
]
