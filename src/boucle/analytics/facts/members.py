"""The people of a case, for journeys by account."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from boucle.tables import TABLES

if TYPE_CHECKING:
    import ibis.expr.types as ir


def members(outcomes: ir.Table, opportunity_contacts: ir.Table) -> ir.Table:
    """List the people of each case: those on the deal and the contact of its lead.

    Parameters
    ----------
    outcomes
        From `outcomes`: ``case_id``, ``contact_id``, ``is_deal``.
    opportunity_contacts
        Canonical: ``opportunity_id``, ``contact_id``.

    Returns
    -------
    ir.Table
        ``case_id``, ``contact_id``, each pair once.

    Raises
    ------
    MissingColumnsError
        If `opportunity_contacts` lacks its key.
    """
    TABLES["opportunity_contacts"].check(opportunity_contacts)
    deals = outcomes.filter(outcomes.is_deal).select("case_id")
    on_deal = deals.inner_join(opportunity_contacts, [("case_id", "opportunity_id")]).select(
        "case_id", "contact_id"
    )
    own = outcomes.filter(outcomes.contact_id.notnull()).select("case_id", "contact_id")
    return ibis.union(on_deal, own, distinct=True)
