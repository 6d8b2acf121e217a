"""Open time for any number of rows, counted in the engine by joins on day numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.agreement.calendar import bulk_rows
from boucle.agreement.calendar.bulk_rows import FIRST_DAY, LAST_DAY, SLICE_SECONDS
from boucle.agreement.calendar.pieces import DAY_SECONDS
from boucle.errors import ParameterError
from boucle.figures.local_time import local_seconds

if TYPE_CHECKING:
    from datetime import date

    import ibis.expr.types as ir
    import pyarrow as pa

    from boucle.agreement.calendar.business_calendar import BusinessCalendar
    from boucle.agreement.durations import Duration


def with_open_seconds(
    table: ir.Table,
    calendar: BusinessCalendar,
    *,
    start: str,
    end: str,
    name: str = "open_seconds",
    first: date = FIRST_DAY,
    last: date = LAST_DAY,
) -> ir.Table:
    """Add the open seconds between two moments of each row.

    Parameters
    ----------
    table
        Any table with the columns `start` and `end` (timestamps, naive UTC).
    calendar
        The business calendar.
    start, end
        Names of the columns. Fractions of seconds are dropped.
    name
        Name of the new column.
    first, last
        Days (UTC) within which both moments must lie.

    Returns
    -------
    ir.Table
        `table` with the column `name` (int64, seconds): what `BusinessCalendar.elapsed_seconds`
        gives, negative if `end` comes first. Null where a moment is null or outside the days.

    Notes
    -----
    Lazy: two hash joins with one row a day. A million rows take a fraction of a second.
    """
    rows = bulk_rows.utc_day_rows(calendar, first, last)
    timed = table.mutate(__from=_epoch(table[start]), __to=_epoch(table[end]))
    timed = _with_open_before(timed, rows, "__from", "__open_from")
    timed = _with_open_before(timed, rows, "__to", "__open_to")
    return timed.mutate(**{name: timed["__open_to"] - timed["__open_from"]}).select(
        *(column for column in table.columns if column != name), name
    )


def with_deadline(
    table: ir.Table,
    calendar: BusinessCalendar,
    *,
    start: str,
    duration: Duration,
    name: str = "due_at",
    first: date = FIRST_DAY,
    last: date = LAST_DAY,
) -> ir.Table:
    """Add the moment at which a duration from a moment of each row is used up.

    Parameters
    ----------
    table
        Any table with the column `start` (timestamp, naive UTC).
    calendar
        The business calendar.
    start
        Name of the column. Fractions of seconds are dropped, but in civil time.
    duration
        Open days, open seconds or both; or civil time without months.
    name
        Name of the new column.
    first, last
        Days (UTC) within which both the start and the deadline must lie.

    Returns
    -------
    ir.Table
        `table` with the column `name` (timestamp, naive UTC): what `BusinessCalendar.deadline`
        gives. Null where the start is null or a moment lies outside the days.

    Raises
    ------
    ParameterError
        If the duration has months.
    NeverOpenError
        If the calendar has no open day from `first` to `last`.

    Notes
    -----
    Lazy: three to six hash joins with tables of some thousand rows.
    """
    import ibis  # start-up

    if duration.months:
        raise ParameterError("duration", str(duration), "days and shorter units, without months")
    if not duration.is_business:
        seconds = ibis.interval(seconds=duration.plain_seconds or 0)
        return table.mutate(**{name: table[start] + seconds})
    days = (calendar, first, last)
    timed = _opened(table.mutate(__at=_epoch(table[start])), bulk_rows.utc_day_rows(*days))
    if duration.days:
        timed = _days_later(timed, calendar, bulk_rows.local_day_rows(*days), duration.days)
    if duration.seconds:
        timed = _seconds_later(timed, days, duration.seconds)
    return timed.mutate(**{name: timed["__at"].as_timestamp("s")}).select(
        *(column for column in table.columns if column != name), name
    )


def _epoch(moment: ir.TimestampValue) -> ir.IntegerValue:
    # Engines round or keep the fraction of an epoch second; cut off, they agree.
    return moment.truncate("s").epoch_seconds().cast("int64")


def _joined(table: ir.Table, key: ir.IntegerValue, rows: pa.Table) -> ir.Table:
    """Join the row of `rows` whose key is `key`; its columns get a prefix that rows do not have."""
    import ibis  # start-up

    named = ibis.memtable(rows).rename(lambda column: f"__row_{column}")
    return table.left_join(named, key == named["__row_key"])


def _without_row(table: ir.Table) -> ir.Table:
    return table.drop(*(column for column in table.columns if column.startswith("__row_")))


def _with_open_before(table: ir.Table, rows: pa.Table, at: str, name: str) -> ir.Table:
    """Add the open seconds from the first day to the epoch second `at`."""
    joined = _joined(table, table[at] // DAY_SECONDS, rows)
    total = joined["__row_open_before"]
    for k in range(_width(rows, "end_")):
        start, end = joined[f"__row_start_{k}"], joined[f"__row_end_{k}"]
        total += (joined[at] - start).clip(lower=0, upper=end - start)
    return _without_row(joined.mutate(**{name: total}))


def _opened(table: ir.Table, rows: pa.Table) -> ir.Table:
    """Move ``__at`` to the next opening where it is closed."""
    import ibis  # start-up

    joined = _joined(table, table["__at"] // DAY_SECONDS, rows)
    at = joined["__at"]
    cases = [
        (at < joined[f"__row_end_{k}"], ibis.greatest(at, joined[f"__row_start_{k}"]))
        # A stretch that is empty at the day's end is not an opening.
        for k in range(_width(rows, "end_"))
    ]
    real = [
        (is_before & (joined[f"__row_end_{k}"] > joined[f"__row_start_{k}"]), opening)
        for k, (is_before, opening) in enumerate(cases)
    ]
    return _without_row(joined.mutate(__at=ibis.cases(*real, else_=joined["__row_next_start"])))


def _days_later(
    table: ir.Table, calendar: BusinessCalendar, rows: pa.Table, n_days: int
) -> ir.Table:
    import ibis  # start-up

    wall = local_seconds(table["__at"].as_timestamp("s"), calendar.time_zone)
    walled = table.mutate(__day=wall // DAY_SECONDS, __wall=wall % DAY_SECONDS)
    positions = rows.select(["key", "position"])
    placed = _joined(walled, walled["__day"], positions)
    placed = _without_row(placed.mutate(__position=placed["__row_position"] + n_days))
    pieces = rows.drop_columns(["key"]).rename_columns(
        ["key" if column == "position" else column for column in rows.column_names[1:]]
    )
    joined = _joined(placed, placed["__position"], pieces)
    wall, width = joined["__wall"], _width(rows, "wall_end_")
    cases = []
    for k in range(width):
        after = (wall - joined[f"__row_wall_start_{k}"]).clip(lower=0)
        cases.append((wall < joined[f"__row_wall_end_{k}"], joined[f"__row_start_{k}"] + after))
    last = width - 1
    length = joined[f"__row_wall_end_{last}"] - joined[f"__row_wall_start_{last}"]
    end = joined[f"__row_start_{last}"] + length
    return _without_row(joined.mutate(__at=ibis.cases(*cases, else_=end)))


def _seconds_later(
    table: ir.Table, days: tuple[BusinessCalendar, date, date], seconds: int
) -> ir.Table:
    import ibis  # start-up

    counted = _with_open_before(table, bulk_rows.utc_day_rows(*days), "__at", "__goal")
    counted = counted.mutate(__goal=counted["__goal"] + seconds)
    counted = counted.mutate(__slice=(counted["__goal"] + SLICE_SECONDS - 1) // SLICE_SECONDS)
    rows = ibis.memtable(bulk_rows.slice_rows(*days)).rename(lambda column: f"__row_{column}")
    # The key makes it a hash join; the two bounds pick the one stretch within the slice.
    joined = counted.left_join(
        rows,
        [
            counted["__slice"] == rows["__row_key"],
            counted["__goal"] > rows["__row_above"],
            counted["__goal"] <= rows["__row_up_to"],
        ],
    )
    at = joined["__row_start"] + joined["__goal"] - joined["__row_above"]
    return _without_row(joined.mutate(__at=at))


def _width(rows: pa.Table, prefix: str) -> int:
    return sum(column.startswith(prefix) for column in rows.column_names)
