"""The business calendar: which seconds are open, and what falls due when."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from boucle.agreement.calendar.pieces import DAY_SECONDS, Piece, day_number, day_pieces, offset_at
from boucle.agreement.calendar.week_check import checked_week, checked_zone
from boucle.errors import ParameterError
from boucle.errors.calendar import NeverOpenError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from boucle.agreement.durations import Duration
    from boucle.agreement.schema import Agreement

# A firm that opens for no hour in three years has no calendar; a search must end.
SEARCH_YEARS = 3
_LAST_YEAR = 9998
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class _Year(NamedTuple):
    by_day: dict[date, list[Piece]]
    pieces: list[Piece]
    starts: list[int]
    # Open seconds of the year up to the end of each piece.
    sums: list[int]

    @property
    def total(self) -> int:
        return self.sums[-1] if self.sums else 0


class BusinessCalendar:
    """Open hours of a week in a time zone, less the closed days.

    Moments are aware datetimes; whole seconds count and fractions are dropped. A moment is open
    from the second at which the door opens to the last one before it closes.

    Parameters
    ----------
    time_zone
        IANA name, such as ``America/Toronto``.
    week
        Monday is 0: the open blocks of each day in order, ``(opens, closes)`` on the wall clock.
        ``00:00`` as closing time is the end of the day. Days left out are closed.
    closed_days
        Dates, or a function that tells whether a date is closed (holidays and closures).

    Raises
    ------
    CalendarError
        If the zone is unknown, blocks overlap or run backwards, or no day has any hours.

    Examples
    --------
    >>> from boucle.agreement.durations import parse_duration
    >>> nine_to_five = {day: [(time(9), time(17))] for day in range(5)}
    >>> calendar = BusinessCalendar("America/Toronto", nine_to_five)
    >>> saturday_evening = datetime(2026, 1, 18, 1, 0, tzinfo=UTC)
    >>> calendar.deadline(saturday_evening, parse_duration("business:PT1H")).isoformat()
    '2026-01-19T15:00:00+00:00'
    """

    def __init__(
        self,
        time_zone: str,
        week: Mapping[int, Sequence[tuple[time, time]]],
        closed_days: Callable[[date], bool] | Collection[date] = (),
    ) -> None:
        self.time_zone = checked_zone(time_zone)
        self.week = checked_week(week)
        self._zone = ZoneInfo(time_zone)
        self._is_closed = (
            closed_days if callable(closed_days) else frozenset(closed_days).__contains__
        )
        self._years: dict[int, _Year] = {}

    @classmethod
    def of(cls, agreement: Agreement) -> BusinessCalendar:
        """Return the calendar of an agreement: its zone, week, holidays and closures."""
        from boucle.agreement.calendar.from_agreement import calendar_of  # circular

        return calendar_of(agreement.time_zone, agreement.calendar)

    def is_open_day(self, day: date) -> bool:
        """Tell whether `day` has any open second."""
        return bool(self.pieces(day))

    def pieces(self, day: date) -> list[Piece]:
        """Return the open pieces of `day` in order."""
        return self._year(day.year).by_day.get(day, [])

    def is_open(self, moment: datetime) -> bool:
        """Tell whether `moment` is in open hours; the closing second is not."""
        at = _whole_seconds("moment", moment)
        year = self._year(self._local(at).year)
        position = bisect_right(year.starts, at) - 1
        return position >= 0 and at < year.pieces[position].end

    def next_opening(self, moment: datetime) -> datetime:
        """Return `moment` if it is open, otherwise the next moment that is.

        Raises
        ------
        NeverOpenError
            If none follows within three years.
        """
        return _moment(self._next_opening(_whole_seconds("moment", moment)))

    def elapsed_seconds(self, start: datetime, end: datetime) -> int:
        """Return the open seconds from `start` to `end`; negative if `end` comes first."""
        first, last = _whole_seconds("start", start), _whole_seconds("end", end)
        if last < first:
            return -self._elapsed(last, first)
        return self._elapsed(first, last)

    def deadline(self, start: datetime, duration: Duration) -> datetime:
        """Return the moment at which `duration` from `start` is used up.

        Business time that starts in closed hours runs from the next opening. Open seconds are used
        up at the first moment at which that many have passed, which may be a closing time.
        Open days lead to the same time on the wall clock that many open days later; where that
        day is closed at that time, to its next opening, or to its end if it does not open again.

        Civil time is plain: a day is 86,400 seconds. A civil month keeps the day and the time on
        the wall, or takes the last day of a shorter month.

        Raises
        ------
        NeverOpenError
            If the calendar has no open hour for three years on the way.
        """
        if not duration.is_business:
            moved = self._months_later(start, duration.months)
            return moved + timedelta(days=duration.days, seconds=duration.seconds)
        at = self._next_opening(_whole_seconds("start", start))
        at = self._days_later(at, duration.days) if duration.days else at
        return _moment(self._seconds_later(at, duration.seconds) if duration.seconds else at)

    def open_intervals(self, first: date, last: date) -> list[tuple[datetime, datetime]]:
        """Return the open stretches of the days from `first` to `last`, both included, in UTC."""
        found: list[tuple[int, int]] = []
        for day in days_from(first, last):
            for piece in self.pieces(day):
                if found and found[-1][1] == piece.start:
                    found[-1] = (found[-1][0], piece.end)
                else:
                    found.append((piece.start, piece.end))
        return [(_moment(start), _moment(end)) for start, end in found]

    def _next_opening(self, at: int) -> int:
        first_year = self._local(at).year
        for number in range(first_year, first_year + SEARCH_YEARS + 1):
            year = self._year(number)
            position = max(bisect_right(year.starts, at) - 1, 0)
            for piece in year.pieces[position : position + 2]:
                if at < piece.end:
                    return max(at, piece.start)
        raise NeverOpenError(self._local(at).date(), SEARCH_YEARS)

    def _elapsed(self, first: int, last: int) -> int:
        first_year, last_year = self._local(first).year, self._local(last).year
        between = sum(self._year(number).total for number in range(first_year, last_year))
        return between + self._since_new_year(last) - self._since_new_year(first)

    def _since_new_year(self, at: int) -> int:
        year = self._year(self._local(at).year)
        position = bisect_right(year.starts, at) - 1
        if position < 0:
            return 0
        return year.sums[position] - max(0, year.pieces[position].end - at)

    def _seconds_later(self, at: int, seconds: int) -> int:
        number, left = self._local(at).year, self._since_new_year(at) + seconds
        n_empty = 0
        while left > (year := self._year(number)).total:
            left -= year.total
            n_empty = 0 if year.total else n_empty + 1
            if n_empty > SEARCH_YEARS:
                raise NeverOpenError(self._local(at).date(), SEARCH_YEARS)
            number += 1
        position = bisect_left(year.sums, left)
        return year.pieces[position].end - (year.sums[position] - left)

    def _days_later(self, at: int, n_days: int) -> int:
        local = self._local(at)
        day, left, n_closed = local.date(), n_days, 0
        while left:
            day += timedelta(days=1)
            n_closed = 0 if (is_open := self.is_open_day(day)) else n_closed + 1
            left -= is_open
            if n_closed > SEARCH_YEARS * 366:
                raise NeverOpenError(local.date(), SEARCH_YEARS)
        wall = at + offset_at(at, self.time_zone) - day_number(local.date()) * DAY_SECONDS
        return at_wall_clock(self.pieces(day), wall)

    def _months_later(self, start: datetime, n_months: int) -> datetime:
        if not n_months:
            return start.astimezone(UTC)
        local = start.astimezone(self._zone)
        years, month = divmod(local.month - 1 + n_months, 12)
        year = local.year + years
        day = min(local.day, monthrange(year, month + 1)[1])
        return local.replace(year=year, month=month + 1, day=day).astimezone(UTC)

    def _local(self, at: int) -> datetime:
        return datetime.fromtimestamp(at, tz=self._zone)

    def _year(self, number: int) -> _Year:
        if number > _LAST_YEAR:
            raise NeverOpenError(number, SEARCH_YEARS)
        if number not in self._years:
            self._years[number] = self._made_year(number)
        return self._years[number]

    def _made_year(self, number: int) -> _Year:
        by_day = {}
        for day in days_from(date(number, 1, 1), date(number, 12, 31)):
            blocks = self.week.get(day.weekday(), ())
            if blocks and not self._is_closed(day):
                by_day[day] = day_pieces(day, blocks, self.time_zone)
        pieces = [piece for day in by_day.values() for piece in day]
        lengths = (piece.end - piece.start for piece in pieces)
        return _Year(by_day, pieces, [piece.start for piece in pieces], list(accumulate(lengths)))


def at_wall_clock(pieces: Sequence[Piece], wall: int) -> int:
    """Return the first epoch second of the day's `pieces` at or after `wall`, or their end."""
    for piece in pieces:
        if wall < piece.wall_end:
            return piece.start + max(0, wall - piece.wall_start)
    return pieces[-1].end


def days_from(first: date, last: date) -> list[date]:
    """Return the days from `first` to `last`, both included."""
    return [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]


def _whole_seconds(name: str, moment: datetime) -> int:
    if moment.tzinfo is None:
        raise ParameterError(name, moment, "an aware datetime")
    return (moment - _EPOCH) // timedelta(seconds=1)


def _moment(at: int) -> datetime:
    return _EPOCH + timedelta(seconds=at)
