"""Waits: every clock that ran, how long, and whether its deadline was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from boucle.agreement.calendar import BusinessCalendar, with_open_seconds
from boucle.analytics.clocks.elapsed import civil_seconds
from boucle.analytics.clocks.ground import grounds, unkept
from boucle.analytics.clocks.paused import with_pauses
from boucle.analytics.clocks.starts import starts
from boucle.analytics.clocks.states import with_states
from boucle.analytics.clocks.stopped import with_stops
from boucle.analytics.clocks.targets import with_targets
from boucle.errors import ParameterError
from boucle.figures.moment import engine_moment
from boucle.figures.stacked import stacked

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    import ibis.expr.types as ir

    from boucle.agreement import Agreement
    from boucle.analytics.clocks.clock_tables import ClockTables
    from boucle.analytics.clocks.ground import Ground, Materialise


COLUMNS = (
    "clock", "starts", "stops", "party", "subject_id", "lead_id", "handoff_id", "user_id",
    "lead_type", "agreement_version", "started_at", "stopped_at", "withdrawn_at", "ended_at",
    "business_seconds", "civil_seconds", "paused_business_seconds", "paused_civil_seconds",
    "commitment", "target_share", "is_business_target", "due_at", "target_seconds", "state",
    "state_without_pauses",
)  # fmt: skip


def waits(
    tables: ClockTables,
    versions: Sequence[tuple[datetime, Agreement]],
    *,
    until: datetime,
    clocks: Collection[str] | None = None,
    materialise: Materialise = unkept,
) -> ir.Table:
    """Return every clock that started by `until`, with its time, its deadline and its state.

    Parameters
    ----------
    tables
        Canonical tables by attribute: ``leads, touchpoints, stage_changes, handoffs, dispositions,
        activities, marketing_replies, nurture_entries, pauses``.
    versions
        The versions of the agreement with the aware moment from which each is in force.
    until
        Aware datetime at which open clocks are read; nothing later is seen.
    clocks
        Codes of the clocks wanted; all by default.
    materialise
        Keeps a step of the work, so that later steps read it once. By default nothing is kept,
        and putting the whole into one query takes seconds: pass the engine's cache.

    Returns
    -------
    ir.Table
        One row per clock and start, with the columns of `COLUMNS`: ``subject_id`` is the key of
        what started it (a hand-over, a lead, an answer, an activity), ``ended_at`` the moment up
        to which seconds are counted (stopped, withdrawn, or `until`), ``business_seconds`` and
        ``civil_seconds`` the time with pauses in it, ``target_seconds`` what was allowed (open
        seconds if ``is_business_target``, civil ones otherwise), ``due_at`` the deadline, pauses
        apart. ``state`` subtracts pauses, ``state_without_pauses`` does not:

        - ``met``, ``missed``: stopped in time, or late;
        - ``open_overdue``, ``open_not_due``: still running;
        - ``withdrawn``: the lead went to somebody else or was closed before the deadline; after
          the deadline it is ``missed``;
        - ``no_target``: nothing was promised.

    Raises
    ------
    ParameterError
        If there is no version, or a moment has no time zone.

    Notes
    -----
    A clock is judged by the version in force when it started. Before the first version its clocks
    are timed and nothing is promised. A clock of a person (from their gesture) goes on through
    hand-overs; a clock of a hand-over ends with it and stays in the count.
    """
    if not versions:
        raise ParameterError("versions", (), "at least one version of the agreement")
    ordered = sorted(versions, key=lambda version: version[0])
    froms = [moment for moment, _ in ordered]
    parts = []
    for at, ground in enumerate(grounds(tables, ordered, until, materialise)):
        asked = [each for each in ground.agreement.clocks if clocks is None or each.code in clocks]
        if asked:
            begun = starts(asked, ground)
            begun = _between(begun, froms[at] if at else None, froms[at + 1 : at + 2])
            stopped = with_stops(materialise(begun), {each.stops for each in asked}, ground)
            timed = _timed(materialise(stopped), ground)
            parts.append(materialise(with_states(timed, froms[at]).select(*COLUMNS)))
    if not parts:
        raise ParameterError("clocks", clocks, "codes of clocks of the agreement")
    return stacked(*parts)


def _between(begun: ir.Table, first: datetime | None, after: Sequence[datetime]) -> ir.Table:
    """Keep the starts in the time of one version; the first one's reaches back for ever."""
    if first is not None:
        begun = begun.filter(begun.started_at >= engine_moment(first))
    for end in after:
        begun = begun.filter(begun.started_at < engine_moment(end))
    return begun


def _timed(stopped: ir.Table, ground: Ground) -> ir.Table:
    """Add the seconds that passed, those paused, and those allowed."""
    agreement, keep = ground.agreement, ground.keep
    calendar = BusinessCalendar.of(agreement)
    timed = with_open_seconds(
        stopped, calendar, start="started_at", end="ended_at", name="business_seconds"
    )
    timed = keep(timed)
    timed = timed.mutate(
        civil_seconds=civil_seconds(timed.started_at, timed.ended_at),
        agreement_version=ibis.literal(agreement.version),
    )
    timed = keep(with_pauses(timed, ground.tables.pauses, calendar))
    timed = keep(with_targets(timed, agreement, calendar, keep))
    timed = with_open_seconds(
        timed, calendar, start="started_at", end="due_at", name="target_open_seconds"
    )
    target = ibis.ifelse(
        timed.is_business_target,
        timed.target_open_seconds,
        civil_seconds(timed.started_at, timed.due_at),
    )
    return timed.mutate(target_seconds=target)
