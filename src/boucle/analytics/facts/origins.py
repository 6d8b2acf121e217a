"""The touchpoint that a lead came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from boucle.tables import TABLES

if TYPE_CHECKING:
    import ibis.expr.types as ir

LOOK_BACK_DAYS = 365
_DAY_SECONDS = 86_400


def origins(leads: ir.Table, touchpoints: ir.Table) -> ir.Table:
    """Find the origin touchpoint of each lead.

    Parameters
    ----------
    leads
        Canonical leads: ``lead_id``, ``contact_id``, ``opened_at``, ``origin_touchpoint_id``.
    touchpoints
        Canonical touchpoints with their ``channel``.

    Returns
    -------
    ir.Table
        One row per lead that has one: ``lead_id``, ``origin_touchpoint_id``, ``channel``,
        ``campaign_id``, ``origin_source``, ``occurred_at``. It is the touchpoint that the lead
        names; else the one that a mapped lead source made (``{lead_id}#origin``); else the
        contact's first in the 365 days before the lead was opened or at that moment, by time,
        then by id.

    Raises
    ------
    MissingColumnsError
        If a table lacks a column named above.
    """
    TABLES["leads"].check(leads, "contact_id", "opened_at", "origin_touchpoint_id")
    TABLES["touchpoints"].check(
        touchpoints, "contact_id", "channel", "campaign_id", "origin_source"
    )
    touches = touchpoints.select(
        "touchpoint_id", "contact_id", "occurred_at", "channel", "campaign_id", "origin_source"
    )
    found = ibis.union(
        _named(leads.mutate(wanted_id=leads.origin_touchpoint_id), touches, 1),
        _named(leads.mutate(wanted_id=leads.lead_id + "#origin"), touches, 2),
        _first_of_contact(leads, touches),
    )
    best = ibis.window(group_by="lead_id", order_by=["way", "occurred_at", "origin_touchpoint_id"])
    return (
        found.mutate(place=ibis.row_number().over(best))
        .filter(lambda t: t.place == 0)
        .drop("place", "way")
    )


def _named(leads: ir.Table, touches: ir.Table, way: int) -> ir.Table:
    joined = leads.select("lead_id", "wanted_id").inner_join(
        touches, [("wanted_id", "touchpoint_id")]
    )
    return _as_found(joined, way)


def _first_of_contact(leads: ir.Table, touches: ir.Table) -> ir.Table:
    opened = leads.filter(leads.opened_at.notnull()).select("lead_id", "contact_id", "opened_at")
    joined = opened.inner_join(touches, "contact_id")
    age = joined.opened_at.epoch_seconds() - joined.occurred_at.epoch_seconds()
    is_near = (joined.occurred_at <= joined.opened_at) & (age <= LOOK_BACK_DAYS * _DAY_SECONDS)
    return _as_found(joined.filter(is_near), 3)


def _as_found(joined: ir.Table, way: int) -> ir.Table:
    return joined.select(
        "lead_id",
        "channel",
        "campaign_id",
        "origin_source",
        "occurred_at",
        origin_touchpoint_id="touchpoint_id",
        way=ibis.literal(way, type="int8"),
    )
