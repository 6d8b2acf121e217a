"""What each person did in each pass: the gestures that points and definitions count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from boucle.analytics.scoring.passes import DAY_SECONDS, wall_seconds, within_pass
from boucle.figures.local_time import local_seconds
from boucle.figures.moment import engine_moment
from boucle.figures.stacked import stacked
from boucle.tables import TABLES

if TYPE_CHECKING:
    from datetime import datetime

    import ibis.expr.types as ir

_COLUMNS = ("lead_id", "touchpoint_id", "occurred_at", "kind", "channel", "origin_source")


def gestures(
    passes: ir.Table, touchpoints: ir.Table, *, moment: datetime, time_zone: str
) -> ir.Table:
    """Return the touchpoints of each pass up to `moment`, with their age.

    Parameters
    ----------
    passes
        From `passes`, as of the same moment.
    touchpoints
        The canonical ``touchpoints``.
    moment
        Aware datetime; later touchpoints are left out.
    time_zone
        IANA name of the agreement's zone, on whose wall clock days are counted.

    Returns
    -------
    ir.Table
        One row per lead and touchpoint: ``lead_id, touchpoint_id, occurred_at, kind, channel,
        origin_source`` and ``age_days`` (days, not under 0).

    Raises
    ------
    MissingColumnsError
        If `touchpoints` lacks a column named above, or ``contact_id``.
    ParameterError
        If `moment` has no time zone.

    Notes
    -----
    A touchpoint between two openings belongs to both passes: it ends the one and led to the other.
    A lead without a contact has its origin touchpoint and nothing else.
    """
    found = of_passes(passes, touchpoints, moment=moment)
    age_seconds = wall_seconds(moment, time_zone) - local_seconds(found.occurred_at, time_zone)
    # The hour that a clock repeats in autumn would give an age under 0. Not by `clip`, which
    # writes the tree of a zone's offsets twice.
    return found.mutate(age_days=ibis.greatest(age_seconds / DAY_SECONDS, 0.0))


def of_passes(passes: ir.Table, touchpoints: ir.Table, *, moment: datetime) -> ir.Table:
    """Return what `gestures` returns, without the age."""
    TABLES["touchpoints"].check(touchpoints, "contact_id", "kind", "channel", "origin_source")

    seen = touchpoints.filter(touchpoints.occurred_at <= engine_moment(moment))
    seen = seen.select("contact_id", *_COLUMNS[1:])
    windows = passes.select(
        "lead_id", "contact_id", "opened_at", "previous_opened_at", "next_opened_at"
    )
    own = windows.inner_join(seen, "contact_id")
    own = own.filter(within_pass(own, look_back=True)).select(*_COLUMNS)
    nameless = passes.filter(passes.contact_id.isnull() & passes.origin_touchpoint_id.notnull())
    nameless = nameless.select("lead_id", touchpoint_id=nameless.origin_touchpoint_id)
    return stacked(own, nameless.inner_join(seen, "touchpoint_id").select(*_COLUMNS))
