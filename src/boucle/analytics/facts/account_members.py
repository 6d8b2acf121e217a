"""The people of the account behind each case, for journeys by account."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from boucle.errors import MissingColumnsError
from boucle.tables import TABLES
from boucle.tables.vocabulary import FREE_MAIL_DOMAINS

if TYPE_CHECKING:
    from collections.abc import Collection

    import ibis.expr.types as ir

_DOMAIN = r"^[^@\s]+@([^@\s.]+(?:\.[^@\s.]+)+)$"


def account_members(
    outcomes: ir.Table,
    contacts: ir.Table,
    accounts: ir.Table,
    *,
    free_mail_domains: Collection[str] = FREE_MAIL_DOMAINS,
) -> ir.Table:
    """List everybody of each case's account, by their file or by the domain of their address.

    Parameters
    ----------
    outcomes
        One row per case: ``case_id``, ``account_id``.
    contacts
        Canonical: ``contact_id``, ``account_id``, ``email``.
    accounts
        Canonical: ``account_id``, ``domain``.
    free_mail_domains
        Domains that say nothing of an employer: an address there belongs to no account.

    Returns
    -------
    ir.Table
        ``case_id``, ``contact_id``, each pair once. A contact that names its account is of that
        account, whatever its address; one that names none is of every account of its domain.

    Raises
    ------
    MissingColumnsError
        If a table lacks a column named above.
    """
    if missing := {"case_id", "account_id"} - set(outcomes.columns):
        raise MissingColumnsError("outcomes", missing, outcomes.columns)
    TABLES["contacts"].check(contacts, "account_id", "email")
    TABLES["accounts"].check(accounts, "domain")

    named = contacts.filter(contacts.account_id.notnull()).select("contact_id", "account_id")
    people = ibis.union(named, _by_domain(contacts, accounts, free_mail_domains))
    cases = outcomes.select("case_id", of_account="account_id")
    joined = cases.inner_join(people, [("of_account", "account_id")])
    return joined.select("case_id", "contact_id").distinct()


def _by_domain(
    contacts: ir.Table, accounts: ir.Table, free_mail_domains: Collection[str]
) -> ir.Table:
    alone = contacts.filter(contacts.account_id.isnull())
    found = alone.email.strip().lower().re_extract(_DOMAIN, 1).nullif("")
    addressed = alone.select("contact_id", of_domain=found)
    if free_mail_domains:
        addressed = addressed.filter(addressed.of_domain.notin(sorted(free_mail_domains)))
    known = accounts.select("account_id", domain=accounts.domain.strip().lower())
    joined = addressed.inner_join(known, [("of_domain", "domain")])
    return joined.select("contact_id", "account_id")
