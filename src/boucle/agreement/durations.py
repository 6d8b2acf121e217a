"""Durations as the agreement writes them: ISO 8601, in civil or in business time."""

from __future__ import annotations

import re
from dataclasses import dataclass

from boucle.errors.calendar import DurationError
from boucle.language import Text

_DAY_SECONDS = 86_400
_BUSINESS = "business:"
_ISO = re.compile(
    r"P(?=\d|T\d)(?:(?P<years>\d{1,4})Y)?(?:(?P<months>\d{1,4})M)?"
    r"(?:(?P<weeks>\d{1,4})W)?(?:(?P<days>\d{1,5})D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d{1,6})H)?(?:(?P<minutes>\d{1,7})M)?(?:(?P<seconds>\d{1,9})S)?)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: `months`, then `days`, then `seconds`.

    In business time a day is an open day and the seconds are open seconds; months do not occur.
    In civil time a day is 86,400 seconds and a month is the same day of the next month.

    >>> str(Duration(is_business=True, seconds=1800))
    'business:PT30M'
    """

    is_business: bool
    days: int = 0
    seconds: int = 0
    months: int = 0

    @property
    def plain_seconds(self) -> int | None:
        """Days and seconds together in civil seconds; None for business days and for months.

        >>> parse_duration("P1DT1H").plain_seconds, parse_duration("business:P1D").plain_seconds
        (90000, None)
        """
        if self.months or (self.is_business and self.days):
            return None
        return self.days * _DAY_SECONDS + self.seconds

    def __str__(self) -> str:
        days = _written((self.months, "M"), (self.days, "D"))
        hours, rest = divmod(self.seconds, 3600)
        clock = _written((hours, "H"), (rest // 60, "M"), (rest % 60, "S"))
        iso = "P" + days + ("T" + clock if clock or not days else "")
        return (_BUSINESS if self.is_business else "") + (iso if iso != "PT" else "PT0S")

    def sentence(self) -> Text:
        r"""Return the duration in words.

        >>> parse_duration("business:PT1H30M").sentence().fr.replace("\xa0", " ")
        '1 heure et 30 minutes ouvrables'
        >>> parse_duration("business:P2D").sentence().en
        '2 business days'
        """
        hours, rest = divmod(self.seconds, 3600)
        counts = (self.months, self.days, hours, rest // 60, rest % 60)
        parts = [(n, words) for n, words in zip(counts, _UNITS, strict=True) if n]
        parts = parts or [(0, _UNITS[-1])]
        # One adjective stands for all parts: it is plural as soon as there is more than one thing.
        is_many = len(parts) > 1 or parts[0][0] > 1
        french = " et ".join(f"{n}\u00a0{fr if n > 1 else one}" for n, (one, fr, _, _) in parts)
        before = "business " if self.is_business else ""
        english = " and ".join(
            f"{n} {before}{many if n != 1 else one}" for n, (_, _, one, many) in parts
        )
        after = (" ouvrables" if is_many else " ouvrable") if self.is_business else ""
        return Text(fr=french + after, en=english)


_UNITS = (
    ("mois", "mois", "month", "months"),
    ("jour", "jours", "day", "days"),
    ("heure", "heures", "hour", "hours"),
    ("minute", "minutes", "minute", "minutes"),
    ("seconde", "secondes", "second", "seconds"),
)


def _written(*parts: tuple[int, str]) -> str:
    return "".join(f"{n}{letter}" for n, letter in parts if n)


def parse_duration(text: str) -> Duration:
    """Read an ISO 8601 duration; ``business:`` before it counts open days and open seconds.

    Raises
    ------
    DurationError
        If it is none, or if business time is given in weeks, months or years.

    Examples
    --------
    >>> parse_duration("business:PT30M")
    Duration(is_business=True, days=0, seconds=1800, months=0)
    >>> parse_duration("P2W").days
    14
    """
    if not isinstance(text, str):
        raise DurationError(text)
    is_business = text.startswith(_BUSINESS)
    match = _ISO.fullmatch(text.removeprefix(_BUSINESS))
    if match is None:
        raise DurationError(text)
    part = {name: int(digits or 0) for name, digits in match.groupdict().items()}
    if is_business and (part["years"] or part["months"] or part["weeks"]):
        raise DurationError(text)
    return Duration(
        is_business=is_business,
        days=7 * part["weeks"] + part["days"],
        seconds=3600 * part["hours"] + 60 * part["minutes"] + part["seconds"],
        months=12 * part["years"] + part["months"],
    )
