"""Days and months as the agreement's wall clock counts them, inside the engine.

Engines disagree on time zones, so the offsets of a zone are written out, with the moments at which
they change. It gives the same answer everywhere.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from boucle.figures.spans import Spans, as_text, spans

if TYPE_CHECKING:
    import ibis.expr.types as ir

_FIRST_YEAR, _LAST_YEAR = 1990, 2050
_DAY_SECONDS = 86_400


def _offset_seconds(zone: ZoneInfo, epoch: int) -> int:
    offset = datetime.fromtimestamp(epoch, tz=UTC).astimezone(zone).utcoffset()
    assert offset is not None  # noqa: S101 - an aware datetime has one
    return int(offset.total_seconds())


@lru_cache(maxsize=64)
def transitions(zone_name: str) -> tuple[tuple[int, int], ...]:
    """Return ``(epoch second, offset in seconds from then on)`` for 1990 to 2050, in order.

    The first entry stands for all that came before. After 2050 the last offset is kept.

    >>> transitions("Etc/UTC")
    ((631152000, 0),)
    """
    zone = ZoneInfo(zone_name)
    day = int(datetime(_FIRST_YEAR, 1, 1, tzinfo=UTC).timestamp())
    end = int(datetime(_LAST_YEAR, 1, 1, tzinfo=UTC).timestamp())
    found = [(day, _offset_seconds(zone, day))]
    # Five days a step: no zone has changed its clocks and changed them back within five days.
    for start in range(day, end, 5 * _DAY_SECONDS):
        stop = start + 5 * _DAY_SECONDS
        if _offset_seconds(zone, stop) != found[-1][1]:
            found.append(_first_change(zone, start, stop))
    return tuple(found)


def _first_change(zone: ZoneInfo, start: int, stop: int) -> tuple[int, int]:
    before = _offset_seconds(zone, start)
    while stop - start > 1:
        middle = (start + stop) // 2
        if _offset_seconds(zone, middle) == before:
            start = middle
        else:
            stop = middle
    return stop, _offset_seconds(zone, stop)


def whole_seconds(moment: ir.TimestampValue) -> ir.IntegerValue:
    """Return the whole seconds from 1970 to a UTC `moment`, fractions left off.

    Engines give fractions where the moment has them, though the type promises none: a sum of them
    is then no integer any more.
    """
    return moment.truncate("s").epoch_seconds().cast("int64")


def local_seconds(moment: ir.TimestampValue, zone_name: str) -> ir.IntegerValue:
    """Return the wall clock of `zone_name` at a UTC `moment`, in seconds since 1970 on that clock.

    Two such numbers a day apart on the wall differ by 86,400, also where clocks change.
    """
    return whole_seconds(moment) + _offset(moment, zone_name)


def local_moment(moment: ir.TimestampValue, zone_name: str) -> ir.TimestampValue:
    """Return the date and time on the wall clock of `zone_name` at a UTC `moment`."""
    # Not from `local_seconds`: engines make a moment with a zone of a number of seconds, and cut
    # days and months of those at less than half the speed.
    return moment + _offset(moment, zone_name).as_interval("s")


def _offset(moment: ir.TimestampValue, zone_name: str) -> Any:
    import ibis  # start-up

    parts = _spans(zone_name)
    if not parts.changes:
        return ibis.literal(parts.values[0], type="int64")
    # Not cut to whole seconds: a fraction changes neither the span nor the side of the change.
    epoch = moment.epoch_seconds()
    number = (epoch - parts.start) // parts.length
    number = ibis.greatest(ibis.least(number, len(parts.changes) - 1), 0)
    is_after = (epoch >= _listed(parts.changes)[number]).cast("int64")
    return _listed(parts.values)[number + is_after]


@lru_cache(maxsize=64)
def _spans(zone_name: str) -> Spans:
    (_, first), *changes = transitions(zone_name)
    return spans(first, changes)


def _listed(numbers: tuple[int, ...]) -> Any:
    import ibis  # start-up

    # As one text, which the engine splits once a query: to write each number takes Ibis longer.
    return ibis.literal(as_text(numbers), type="string").split(" ").cast("array<int64>")


def local_day(moment: ir.TimestampValue, zone_name: str) -> ir.DateValue:
    """Return the date on the wall of `zone_name` at a UTC `moment`."""
    return local_moment(moment, zone_name).date()


def local_month(moment: ir.TimestampValue, zone_name: str) -> ir.StringValue:
    """Return the month on the wall of `zone_name` at a UTC `moment`, as ``2026-10``."""
    return month_code(local_moment(moment, zone_name))


def month_code(day: Any) -> ir.StringValue:
    """Return the month of a date or of a local timestamp as ``2026-10``."""
    # Not year and month apart: that would write the tree of a zone's offsets twice.
    return day.strftime("%Y-%m")


def days_between(
    start: ir.TimestampValue, end: ir.TimestampValue, zone_name: str
) -> ir.FloatingValue:
    """Return the days from `start` to `end` on the wall clock of `zone_name`.

    Midnight to midnight is a whole number of days, also where clocks change between.
    """
    seconds = local_seconds(end, zone_name) - local_seconds(start, zone_name)
    return seconds / _DAY_SECONDS


def midnight(day: Any, zone_name: str) -> datetime:
    """Return the first moment of `day` in `zone_name`, in UTC.

    >>> from datetime import date
    >>> midnight(date(2026, 7, 1), "America/Toronto").isoformat()
    '2026-07-01T04:00:00+00:00'
    """
    local = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone_name))
    return local.astimezone(UTC)


def end_of_day(day: Any, zone_name: str) -> datetime:
    """Return the last microsecond of `day` in `zone_name`, in UTC."""
    return midnight(day + timedelta(days=1), zone_name) - timedelta(microseconds=1)
