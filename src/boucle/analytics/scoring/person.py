"""Facts of the person and the company behind each lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from boucle.analytics.scoring.plain_text import plain_title
from boucle.tables.vocabulary import FREE_MAIL_DOMAINS

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from boucle.agreement import Agreement
    from boucle.analytics.scoring.case_tables import CaseTables

# The domain is the part in parentheses.
_EMAIL = r"^[^@\s]+@([^@\s.]+(?:\.[^@\s.]+)+)$"


def person_facts(passes: ir.Table, tables: CaseTables, agreement: Agreement) -> ir.Table:
    """Return one row per lead with what is known of its person and company."""
    contacts, accounts = tables.contacts, tables.accounts
    contacts = contacts.select(
        "contact_id", "email", "job_title", "seniority", "department", "language", "contact_type",
        # Worked out before the join: once a person, not once for each fact that rests on it.
        plain_title(contacts),
        domain_found=contacts.email.strip().lower().re_extract(_EMAIL, 1),
        contact_account_id="account_id", contact_country="country", contact_region="region",
    )  # fmt: skip
    accounts = accounts.select(
        "industry", "n_employees", "territory", "is_target", "customer_since_on", "country",
        "region", known_account_id="account_id", company="name",
    )  # fmt: skip
    people = passes.left_join(contacts, "contact_id").drop("contact_id_right")
    people = people.mutate(account_id=ibis.coalesce(people.account_id, people.contact_account_id))
    people = people.left_join(accounts, people.account_id == accounts.known_account_id)
    people = people.mutate(
        country=ibis.coalesce(people.country, people.contact_country),
        region=ibis.coalesce(people.region, people.contact_region),
        is_served=_is_served(people.territory, agreement),
        opened_on=people.opened_wall_seconds.as_timestamp("s").date(),
        **_email_facts(people.domain_found),
    )
    return _with_is_customer(people, tables.contracts)


def _email_facts(domain_found: ir.StringValue) -> dict[str, ir.Value]:
    domain = domain_found.nullif("")
    return {
        "email_domain": domain,
        "has_valid_email": domain.notnull(),
        "is_free_mail": domain.isin(FREE_MAIL_DOMAINS),
    }


def _is_served(territory: ir.StringValue, agreement: Agreement) -> ir.BooleanValue:
    # An agreement that names no territory serves them all.
    if not agreement.territories:
        return ibis.literal(value=True)
    names = {each.code.lower() for each in agreement.territories}
    names |= {word.lower() for t in agreement.territories for word in (t.label.fr, t.label.en)}
    return territory.strip().lower().isin(sorted(names))


def _with_is_customer(people: ir.Table, contracts: ir.Table) -> ir.Table:
    """Add ``is_customer``: the company was a customer before this lead was opened.

    A sale that comes of the lead itself must not turn it, later, into a customer's lead.
    """
    held = contracts.select("account_id", "starts_on", "ends_on", "churned_on")
    opened = people.select("lead_id", "account_id", "opened_on")
    pairs = opened.inner_join(held, "account_id")
    last_on = ibis.coalesce(pairs.churned_on, pairs.ends_on)
    is_held = last_on.isnull() | (last_on >= pairs.opened_on)
    pairs = pairs.filter((pairs.starts_on < pairs.opened_on) & is_held)
    holders = pairs.select(holder_id="lead_id").distinct()
    people = people.left_join(holders, people.lead_id == holders.holder_id)
    since = (people.customer_since_on < people.opened_on).fill_null(False)  # noqa: FBT003
    return people.mutate(is_customer=since | people.holder_id.notnull())
