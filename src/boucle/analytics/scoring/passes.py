"""The passes of people: each lead with the window of time whose gestures are its own."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import ibis

from boucle.errors import ParameterError
from boucle.figures.local_time import local_seconds
from boucle.figures.moment import engine_moment
from boucle.tables import TABLES

if TYPE_CHECKING:
    from datetime import datetime

    import ibis.expr.types as ir

LOOK_BACK_DAYS = 365
DAY_SECONDS = 86_400


def wall_seconds(moment: datetime, time_zone: str) -> int:
    """Return the wall clock of `time_zone` at `moment`, as `local_seconds` counts it.

    >>> from datetime import datetime, UTC
    >>> wall_seconds(datetime(1970, 1, 2, 5, tzinfo=UTC), "America/Toronto")
    86400
    """
    if moment.tzinfo is None:
        raise ParameterError("moment", moment.isoformat(), "a moment with a time zone")
    return int(moment.astimezone(ZoneInfo(time_zone)).replace(tzinfo=UTC).timestamp())


def passes(leads: ir.Table, *, moment: datetime, time_zone: str) -> ir.Table:
    """Return the leads opened by `moment`, with the openings of the passes before and after.

    Parameters
    ----------
    leads
        The canonical ``leads``. Undated ones are left out: nobody can say what they knew when.
    moment
        Aware datetime; a lead opened later is left out.
    time_zone
        IANA name of the agreement's zone, on whose wall clock days are counted.

    Returns
    -------
    ir.Table
        One row per lead: ``lead_id, contact_id, account_id, opened_at, origin_touchpoint_id,
        service_interest``, ``previous_opened_at`` and ``next_opened_at`` (UTC, null at the ends),
        ``opened_wall_seconds`` (wall clock at the opening, from `local_seconds`).

    Raises
    ------
    MissingColumnsError
        If `leads` lacks a column named above.
    ParameterError
        If `moment` has no time zone.
    """
    columns = (
        "lead_id", "contact_id", "account_id", "opened_at", "origin_touchpoint_id",
        "service_interest",
    )  # fmt: skip
    TABLES["leads"].check(leads, *columns)

    opened = leads.filter(leads.opened_at <= engine_moment(moment)).select(*columns)
    # Two leads opened at one time are one pass: distinct first, or the second would get no window.
    openings = opened.filter(opened.contact_id.notnull())
    openings = openings.select("contact_id", "opened_at").distinct()
    in_turn = ibis.window(group_by="contact_id", order_by="opened_at")
    openings = openings.mutate(
        previous_opened_at=openings.opened_at.lag().over(in_turn),
        next_opened_at=openings.opened_at.lead().over(in_turn),
    )
    joined = opened.left_join(openings, ["contact_id", "opened_at"])
    wall = local_seconds(joined.opened_at, time_zone)
    names = (*columns, "previous_opened_at", "next_opened_at")
    return joined.select(*names, opened_wall_seconds=wall)


def within_pass(table: ir.Table, *, look_back: bool) -> ir.BooleanValue:
    """Say which rows of `table` (its ``occurred_at`` beside a pass) belong to the pass.

    With `look_back`, what led to the opening belongs to it: at most 365 days, and nothing up to
    the opening of the pass before. Without, only what happened from the opening on.
    """
    ends = table.next_opened_at.isnull() | (table.occurred_at < table.next_opened_at)
    if not look_back:
        return ends & (table.occurred_at >= table.opened_at)
    earliest = table.opened_at.epoch_seconds() - LOOK_BACK_DAYS * DAY_SECONDS
    is_new = table.previous_opened_at.isnull() | (table.occurred_at > table.previous_opened_at)
    return ends & is_new & (table.occurred_at.epoch_seconds() >= earliest)
