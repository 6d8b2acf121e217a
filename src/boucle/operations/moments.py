"""Dates typed by people, as moments."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from boucle.errors.commands import DateOptionError, MonthOptionError
from boucle.figures.local_time import end_of_day


def moment_option(option: str, given: str | None, zone: str) -> datetime | None:
    """Read ``2026-10-31`` (the end of that day in `zone`) or ``2026-10-31T17:00``.

    Raises
    ------
    DateOptionError
        If `given` is neither.

    Examples
    --------
    >>> moment_option("--as-of", "2026-10-31T17:00", "America/Toronto").isoformat()
    '2026-10-31T21:00:00+00:00'
    """
    if given is None:
        return None
    try:
        # A day in any of its forms (20261031 too) is its end, not its first moment.
        if (day := _day(given)) is not None:
            return end_of_day(day, zone)
        moment = datetime.fromisoformat(given)
    except (ValueError, OverflowError):
        raise DateOptionError(option, given) from None
    local = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
    return local.astimezone(UTC)


def _day(given: str) -> date | None:
    try:
        return date.fromisoformat(given)
    except ValueError:
        return None


def month_option(given: str | None) -> str | None:
    """Read a month written ``2026-10``.

    Raises
    ------
    MonthOptionError
        If it is none.
    """
    if given is None:
        return None
    try:
        return f"{datetime.strptime(given, '%Y-%m').replace(tzinfo=UTC):%Y-%m}"
    except ValueError:
        raise MonthOptionError("--month", given) from None
