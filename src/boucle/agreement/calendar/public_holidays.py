"""Public holidays by country and province, with Québec's own rules."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal, get_args

from boucle.errors.calendar import CalendarError
from boucle.language import Text

EasterChoice = Literal["good_friday", "easter_monday"]

_QUEBEC = "CA-QC"
_GOOD_FRIDAY = Text(fr="Vendredi saint", en="Good Friday")
_EASTER_MONDAY = Text(fr="Lundi de Pâques", en="Easter Monday")
_SUNDAY = 6
_JULY = 7


def public_holidays(
    region: str, year: int, *, easter: EasterChoice = "good_friday"
) -> dict[date, Text]:
    """Return the public holidays of a region in a year, with their names.

    Parameters
    ----------
    region
        ISO 3166 code of a country or of one of its parts: ``CA``, ``CA-QC``, ``CA-ON``, ``FR``.
    year
        Calendar year.
    easter
        Québec only: the employer closes on Good Friday or on Easter Monday.

    Returns
    -------
    dict
        Day to name, in order. Outside Québec a holiday on a weekend also has its observed day.

    Raises
    ------
    CalendarError
        If the region is unknown.

    Notes
    -----
    Québec: Act respecting labour standards, s. 60, and National Holiday Act [1]_. 1 July is kept
    on the 2nd where it is a Sunday. 30 September and 11 November are not holidays there.

    References
    ----------
    .. [1] CNESST, Jours fériés: https://www.cnesst.gouv.qc.ca/

    Examples
    --------
    >>> public_holidays("CA-QC", 2026)[date(2026, 6, 24)].fr
    'Fête nationale du Québec'
    """
    if easter not in get_args(EasterChoice):
        allowed = ", ".join(get_args(EasterChoice))
        raise CalendarError(
            Text(
                fr="`{given}` n'est pas un choix de congé de Pâques. Choix permis : {allowed}.",
                en="`{given}` is no choice of Easter holiday. Allowed: {allowed}.",
            ).format(given=easter, allowed=allowed)
        )
    is_quebec = region == _QUEBEC
    french, english = (
        _listed(region, year, language, observed=not is_quebec) for language in ("fr", "en_CA")
    )
    found = {day: Text(fr=french.get(day, english[day]), en=english[day]) for day in english}
    return dict(sorted((_as_in_quebec(found, year, easter) if is_quebec else found).items()))


def _listed(region: str, year: int, language: str, *, observed: bool) -> dict[date, str]:
    import holidays  # start-up

    country, _, part = region.partition("-")
    try:
        days: Any = holidays.country_holidays(
            country, subdiv=part or None, years=year, observed=observed, language=language
        )
    except NotImplementedError:
        raise CalendarError(
            Text(
                fr="On ne connaît pas les jours fériés de `{given}`. Donnez le code ISO d'un pays "
                "ou d'une province, par exemple `CA-QC`, `CA-ON` ou `FR`.",
                en="The holidays of `{given}` are unknown. Give the ISO code of a country or of "
                "one of its parts, such as `CA-QC`, `CA-ON` or `FR`.",
            ).format(given=region)
        ) from None
    # The library looks ahead to days observed in the next year: keep the year's own.
    return {day: name for day, name in days.items() if day.year == year}


def _as_in_quebec(found: dict[date, Text], year: int, easter: EasterChoice) -> dict[date, Text]:
    easter_sunday = _easter(year)
    friday, monday = easter_sunday - timedelta(days=2), easter_sunday + timedelta(days=1)
    kept = {day: name for day, name in found.items() if day not in {friday, monday}}
    kept |= {friday: _GOOD_FRIDAY} if easter == "good_friday" else {monday: _EASTER_MONDAY}
    first_of_july = date(year, _JULY, 1)
    if first_of_july.weekday() == _SUNDAY and first_of_july in kept:
        kept[first_of_july + timedelta(days=1)] = kept.pop(first_of_july)
    return kept


def _easter(year: int) -> date:
    # Gregorian computus (Meeus, Astronomical Algorithms, ch. 8).
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    month = (h + weekday - 7 * m + 90) // 25
    return date(year, month, (h + weekday - 7 * m + 33 * month + 19) % 32)
