"""Small tables from which an engine counts open time: one row a day, or one a slice of time."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from boucle.agreement.calendar.business_calendar import days_from
from boucle.agreement.calendar.pieces import DAY_SECONDS, day_number
from boucle.errors.calendar import NeverOpenError

if TYPE_CHECKING:
    import pyarrow as pa

    from boucle.agreement.calendar.business_calendar import BusinessCalendar

# Wide enough for what a firm keeps and promises; three years more on each side than most need.
FIRST_DAY, LAST_DAY = date(1995, 1, 1), date(2045, 12, 31)
# Six open hours: a slice then holds parts of two or three pieces of a usual day.
SLICE_SECONDS = 21_600

Row = dict[str, int | None]


@lru_cache(maxsize=16)
def utc_day_rows(calendar: BusinessCalendar, first: date, last: date) -> pa.Table:
    """Return a row a UTC day: what was open before it, and what is open in it.

    Returns
    -------
    pa.Table
        ``key`` (days since 1970), ``open_before`` (open seconds from `first` to its midnight, UTC),
        ``next_start`` (epoch second of the first opening after the day, null after the last),
        and for each open stretch k of the day ``start_k`` and ``end_k`` (epoch seconds). A day
        with fewer stretches repeats an empty one at its end.
    """
    stretches = _by_utc_day(calendar, first, last)
    width = max((len(day) for day in stretches.values()), default=1) or 1
    rows: list[Row] = []
    passed = 0
    for key, found in stretches.items():
        midnight = (key + 1) * DAY_SECONDS
        padded = found + [(midnight, midnight)] * (width - len(found))
        row: Row = {"key": key, "open_before": passed, "next_start": None}
        for position, (start, end) in enumerate(padded):
            row |= {f"start_{position}": start, f"end_{position}": end}
        rows.append(row)
        passed += sum(end - start for start, end in found)
    opening = None
    for row, found in zip(reversed(rows), reversed(stretches.values()), strict=True):
        row["next_start"] = opening
        opening = found[0][0] if found else opening
    return _table(rows)


def _by_utc_day(
    calendar: BusinessCalendar, first: date, last: date
) -> dict[int, list[tuple[int, int]]]:
    # A local day reaches into the UTC days beside it.
    around = days_from(first - timedelta(days=2), last + timedelta(days=2))
    found: dict[int, list[tuple[int, int]]] = {
        day_number(day): [] for day in days_from(first, last)
    }
    for piece in (piece for day in around for piece in calendar.pieces(day)):
        start = piece.start
        while start < piece.end:
            key = start // DAY_SECONDS
            end = min(piece.end, (key + 1) * DAY_SECONDS)
            if key in found:
                found[key].append((start, end))
            start = end
    return found


@lru_cache(maxsize=16)
def slice_rows(calendar: BusinessCalendar, first: date, last: date) -> pa.Table:
    """Return, for each slice of open time, the stretches that it runs through.

    Returns
    -------
    pa.Table
        ``key`` (open seconds since `first` as in `utc_day_rows`, divided by `SLICE_SECONDS` and
        rounded up), ``above`` and ``up_to`` (the open seconds that the stretch covers), and
        ``start`` (the epoch second at which it begins).
    """
    rows: list[Row] = []
    above = 0
    for start, end in (each for day in _by_utc_day(calendar, first, last).values() for each in day):
        up_to = above + end - start
        keys = range(-(-(above + 1) // SLICE_SECONDS), -(-up_to // SLICE_SECONDS) + 1)
        rows += [{"key": key, "above": above, "up_to": up_to, "start": start} for key in keys]
        above = up_to
    return _table(rows)


@lru_cache(maxsize=16)
def local_day_rows(calendar: BusinessCalendar, first: date, last: date) -> pa.Table:
    """Return a row an open day on the wall.

    Returns
    -------
    pa.Table
        ``key`` (days since 1970), ``position`` (0 for the first open day from `first`), and for
        each piece k of the day ``wall_start_k``, ``wall_end_k`` (seconds after midnight on the
        wall) and ``start_k`` (epoch second). A day with fewer pieces repeats its end as empty one.
    """
    days = [(day, calendar.pieces(day)) for day in days_from(first, last)]
    open_days = [(day, pieces) for day, pieces in days if pieces]
    if not open_days:
        raise NeverOpenError(first, last.year - first.year + 1)
    width = max(len(pieces) for _, pieces in open_days)
    rows: list[Row] = []
    for position, (day, pieces) in enumerate(open_days):
        row: Row = {"key": day_number(day), "position": position}
        end = pieces[-1]
        for k in range(width):
            wall_start, wall_end, start = (
                pieces[k] if k < len(pieces) else (end.wall_end, end.wall_end, end.end)
            )
            row |= {f"wall_start_{k}": wall_start, f"wall_end_{k}": wall_end, f"start_{k}": start}
        rows.append(row)
    return _table(rows)


def _table(rows: list[Row]) -> pa.Table:
    import pyarrow as pa  # start-up

    return pa.Table.from_pylist(rows, pa.schema([(name, pa.int64()) for name in rows[0]]))
