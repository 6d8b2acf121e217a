"""The leads that reports count, each with what they are grouped by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from boucle.analytics.facts.origins import origins
from boucle.figures.local_time import local_moment, month_code
from boucle.figures.moment import engine_moment
from boucle.tables import TABLES

if TYPE_CHECKING:
    from datetime import datetime

    import ibis.expr.types as ir


COLUMNS = (
    "lead_id",
    "contact_id",
    "account_id",
    "opened_at",
    "channel",
    "campaign_id",
    "month",
    "owner_id",
    "territory",
    "persona",
    "service",
    "origin_touchpoint_id",
)


def lead_cases(
    leads: ir.Table,
    contacts: ir.Table,
    accounts: ir.Table,
    touchpoints: ir.Table,
    *,
    zone: str,
    until: datetime,
    personas: ir.Table | None = None,
) -> ir.Table:
    """List the leads opened until a moment, with the columns that every report groups by.

    Parameters
    ----------
    leads, contacts, accounts
        Canonical tables.
    touchpoints
        Canonical touchpoints after `assign_channels`.
    zone
        The agreement's time zone, in which months are cut.
    until
        Last moment that counts (aware). Leads without a date are kept.
    personas
        ``lead_id``, ``persona``; without it, personas are null.

    Returns
    -------
    ir.Table
        One row per lead: ``lead_id``, ``contact_id``, ``account_id`` (the lead's, else its
        contact's), ``opened_at`` (UTC), ``channel`` and ``campaign_id`` of the origin touchpoint,
        ``month`` of opening (``2026-10`` or null), ``owner_id``, ``territory`` of the account,
        ``persona``, ``service`` (asked for), ``origin_touchpoint_id``.

    Raises
    ------
    MissingColumnsError
        If a table lacks a column that this needs.
    """
    TABLES["leads"].check(leads, "account_id", "service_interest", "owner_id")
    TABLES["contacts"].check(contacts, "account_id")
    TABLES["accounts"].check(accounts, "territory")

    counted = leads.filter(leads.opened_at.isnull() | (leads.opened_at <= engine_moment(until)))
    cases = counted.select(
        "lead_id",
        "contact_id",
        "opened_at",
        "owner_id",
        lead_account_id="account_id",
        service="service_interest",
        wall=local_moment(counted.opened_at, zone),
    )
    # A step of its own: the wall clock is a long expression, and the month reads it twice.
    cases = cases.mutate(month=month_code(cases.wall)).drop("wall")
    cases = _with_account(cases, contacts, accounts)
    cases = _with_origin(cases, origins(counted, touchpoints))
    return _with_persona(cases, personas).select(*COLUMNS)


def _with_account(cases: ir.Table, contacts: ir.Table, accounts: ir.Table) -> ir.Table:
    people = contacts.select(person_id="contact_id", person_account_id="account_id")
    joined = cases.left_join(people, [("contact_id", "person_id")])
    joined = joined.mutate(
        account_id=ibis.coalesce(joined.lead_account_id, joined.person_account_id)
    ).drop("person_id", "person_account_id", "lead_account_id")
    places = accounts.select(place_id="account_id", territory="territory")
    return joined.left_join(places, [("account_id", "place_id")]).drop("place_id")


def _with_origin(cases: ir.Table, found: ir.Table) -> ir.Table:
    found = found.select("origin_touchpoint_id", "channel", "campaign_id", of_lead="lead_id")
    return cases.left_join(found, [("lead_id", "of_lead")]).drop("of_lead")


def _with_persona(cases: ir.Table, personas: ir.Table | None) -> ir.Table:
    if personas is None:
        return cases.mutate(persona=ibis.null("string"))
    known = personas.select("persona", of_lead="lead_id")
    return cases.left_join(known, [("lead_id", "of_lead")]).drop("of_lead")
