"""Open hours of a day as pieces of real time during which the wall clock runs evenly."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from boucle.figures.local_time import transitions

DAY_SECONDS = 86_400
_EPOCH_DAY = date(1970, 1, 1).toordinal()


class Piece(NamedTuple):
    """An open stretch of one day without a change of clocks in it.

    `wall_start` and `wall_end` are seconds after midnight as the wall shows them; `start` is the
    epoch second at which it begins. It lasts ``wall_end - wall_start`` real seconds.
    """

    wall_start: int
    wall_end: int
    start: int

    @property
    def end(self) -> int:
        """The epoch second at which the piece ends."""
        return self.start + self.wall_end - self.wall_start


def day_number(day: date) -> int:
    """Return the days from 1 January 1970 to `day`."""
    return day.toordinal() - _EPOCH_DAY


def day_pieces(day: date, blocks: tuple[tuple[time, time], ...], zone_name: str) -> list[Piece]:
    """Return the open pieces of `day` in order; ``00:00`` as an end means the end of the day.

    A time that the wall skips in spring does not exist and a time that it shows twice in autumn
    counts from the first: 08:00 to 24:00 is always open as many real seconds as pass.
    """
    pieces: list[Piece] = []
    for opens, closes in blocks:
        first = _instant(day, opens, zone_name)
        last = _instant(day if closes > time(0) else day + timedelta(days=1), closes, zone_name)
        pieces += _evenly(first, last, day, zone_name)
    return pieces


def _evenly(first: int, last: int, day: date, zone_name: str) -> list[Piece]:
    bounds = [first, *_changes_between(first, last, zone_name), last]
    midnight = day_number(day) * DAY_SECONDS
    pieces = []
    for start, end in pairwise(bounds):
        if end > start:
            wall = start + offset_at(start, zone_name) - midnight
            pieces.append(Piece(wall, wall + end - start, start))
    return pieces


@lru_cache(maxsize=64)
def _changes(zone_name: str) -> tuple[int, ...]:
    return tuple(at for at, _ in transitions(zone_name)[1:])


def _changes_between(first: int, last: int, zone_name: str) -> tuple[int, ...]:
    changes = _changes(zone_name)
    return changes[bisect_right(changes, first) : bisect_left(changes, last)]


def offset_at(epoch: int, zone_name: str) -> int:
    """Return the seconds by which the wall is ahead of UTC at `epoch`."""
    offset = datetime.fromtimestamp(epoch, tz=UTC).astimezone(ZoneInfo(zone_name)).utcoffset()
    assert offset is not None  # noqa: S101 - an aware datetime has one
    return int(offset.total_seconds())


def _instant(day: date, clock: time, zone_name: str) -> int:
    """Return the first epoch second at which the wall reaches `clock` on `day`."""
    local = datetime.combine(day, clock, tzinfo=ZoneInfo(zone_name))
    early, late = int(local.timestamp()), int(local.replace(fold=1).timestamp())
    if early <= late:
        return early
    # The wall skips this time: it reaches it at the moment of the change.
    return _changes_between(late, early + 1, zone_name)[0]
