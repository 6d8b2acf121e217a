"""Dates typed by people, as moments."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from boucle.errors.commands import DateOptionError, MonthOptionError
from boucle.figures.local_time import end_of_day

_DAY_LENGTH = len("2026-10-31")


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
        if len(given) == _DAY_LENGTH:
            return end_of_day(date.fromisoformat(given), zone)
        moment = datetime.fromisoformat(given)
    except (ValueError, OverflowError):
        raise DateOptionError(option, given) from None
    local = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
    return local.astimezone(UTC)


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
