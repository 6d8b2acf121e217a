"""Durations from start to outcome, counted in the engine, with open cases as still waiting."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import ibis
from ibis import _

from boucle.analytics.timing.contracts import require
from boucle.figures.local_time import local_seconds
from boucle.figures.moment import engine_moment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    import ibis.expr.types as ir

_DAY_SECONDS = 86_400


def durations(
    table: ir.Table,
    *,
    start: str,
    end: str,
    outcome: str,
    until: datetime,
    zone: str,
    by: str | Sequence[str] | None = None,
    causes: Sequence[str] = ("won", "lost"),
    entry: str | None = None,
) -> ir.Table:
    """Count cases by how long they lasted and how they ended.

    Parameters
    ----------
    table
        One row per case, with the columns named next.
    start, end
        Columns of the first and the last moment (UTC).
    outcome
        Column that says how the case ended. A value of `causes` with a moment in `end` at or
        before `until` is an event; every other case is open and censored at `until`.
    until
        End of follow-up (aware). Cases that start later are not there yet and are left out.
    zone
        IANA name of the agreement's time zone, whose wall clock counts the days.
    by
        Column or columns to part the cases by.
    causes
        Outcomes that end a case.
    entry
        Column of the moment from which the case was watched, where history starts late (left
        truncation). Without it cases are watched from their start.

    Returns
    -------
    ir.Table
        One row per value of `by` and duration: `by`, ``duration_days`` (to the second),
        ``entry_days`` (with `entry`; 0 or more), ``n_<cause>`` …, ``n_censored``. A row whose
        ``duration_days`` is null counts what was set aside: ``n_negative`` (ended before it
        started, or watched only after it ended), ``n_undated`` (no start, or an outcome without a
        moment).

    Raises
    ------
    MissingColumnsError
        If the table lacks a column named in the call.
    ParameterError
        If `until` has no zone.

    Notes
    -----
    Lazy: nothing runs until the result is executed. `collected` brings it to Python.
    """
    keys = [by] if isinstance(by, str) else list(by or ())
    require(table, "cases", start, end, outcome, *keys, *([entry] if entry else []))

    stop = engine_moment(until)
    watched = table.filter(table[start].isnull() | (table[start] <= stop))
    is_event = _.cause.isin(list(causes)) & (_.ended_at.isnull() | (_.ended_at <= stop))
    cases = watched.select(
        *(watched[key] for key in keys),
        start_s=local_seconds(watched[start], zone),
        end_s=local_seconds(watched[end], zone),
        entry_s=local_seconds(watched[entry], zone) if entry else ibis.null("int64"),
        ended_at=watched[end],
        cause=watched[outcome],
    )
    cases = cases.mutate(cause=ibis.ifelse(is_event, _.cause, ibis.null("string")))
    # Without a start, or without the moment of its end, the difference is null: undated.
    cases = cases.mutate(
        seconds=ibis.ifelse(_.cause.isnull(), _wall_clock(until, zone), _.end_s) - _.start_s,
        entry_seconds=ibis.greatest(_.entry_s - _.start_s, 0) if entry else ibis.literal(0),
    )
    return _counted(cases, keys, causes, entry)


def _wall_clock(moment: datetime, zone: str) -> int:
    """Return the wall clock's seconds, as `local_seconds` counts them in the engine."""
    return int(moment.astimezone(ZoneInfo(zone)).replace(tzinfo=UTC).timestamp())


def _counted(
    cases: ir.Table, keys: Sequence[str], causes: Sequence[str], entry: str | None
) -> ir.Table:
    # Somebody watched only from the moment of the end on was never at risk of it.
    is_unseen = (_.entry_seconds >= _.seconds) & (_.entry_seconds > 0)
    cases = cases.mutate(is_undated=_.seconds.isnull(), is_negative=(_.seconds < 0) | is_unseen)
    cases = cases.mutate(is_in=~_.is_undated & ~_.is_negative)
    cases = cases.mutate(
        seconds=ibis.ifelse(_.is_in, _.seconds, ibis.null("int64")),
        entry_seconds=ibis.ifelse(_.is_in, _.entry_seconds, ibis.null("int64")),
    )
    tallies: dict[str, Any] = {
        f"n_{cause}": _.count(where=_.is_in & (_.cause == cause)) for cause in causes
    }
    tallies["n_censored"] = _.count(where=_.is_in & _.cause.isnull())
    tallies["n_negative"] = _.count(where=_.is_negative)
    tallies["n_undated"] = _.count(where=_.is_undated)
    times = ["seconds", "entry_seconds"] if entry else ["seconds"]
    counted = cases.group_by([*keys, *times]).agg(**tallies)
    days = {"duration_days": _.seconds / _DAY_SECONDS}
    if entry:
        days["entry_days"] = _.entry_seconds / _DAY_SECONDS
    return counted.select(*keys, **days, **{name: _[name] for name in tallies})
