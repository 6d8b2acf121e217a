"""Holds the zone and the week of a calendar to what can be computed with."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from boucle.errors.calendar import CalendarError
from boucle.language import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Blocks = tuple[tuple[time, time], ...]

_DAYS = (
    Text(fr="lundi", en="Monday"),
    Text(fr="mardi", en="Tuesday"),
    Text(fr="mercredi", en="Wednesday"),
    Text(fr="jeudi", en="Thursday"),
    Text(fr="vendredi", en="Friday"),
    Text(fr="samedi", en="Saturday"),
    Text(fr="dimanche", en="Sunday"),
)


def checked_zone(name: str) -> str:
    """Return `name` if it is a time zone; CalendarError otherwise."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise CalendarError(
            Text(
                fr="`{given}` n'est pas un fuseau horaire. Donnez un nom IANA, par exemple "
                "`America/Toronto`.",
                en="`{given}` is no time zone. Give an IANA name such as `America/Toronto`.",
            ).format(given=name)
        ) from None
    return name


def checked_week(week: Mapping[int, Sequence[tuple[time, time]]]) -> dict[int, Blocks]:
    """Return the days with hours; CalendarError if they overlap, run backwards or are none."""
    if unknown := set(week) - set(range(len(_DAYS))):
        raise CalendarError(
            Text(
                fr="Un jour de la semaine va de 0 (lundi) à 6 (dimanche); reçu : {given}.",
                en="A day of the week is 0 (Monday) to 6 (Sunday); given: {given}.",
            ).format(given=sorted(unknown))
        )
    for day, blocks in week.items():
        _check_blocks(_DAYS[day], blocks)
    kept = {day: tuple((opens, closes) for opens, closes in week[day]) for day in sorted(week)}
    kept = {day: blocks for day, blocks in kept.items() if blocks}
    if not kept:
        raise CalendarError(
            Text(
                fr="Le calendrier n'a aucune heure ouvrable. Donnez des heures à au moins un jour, "
                "par exemple lundi : 08:30 à 12:00 et 13:00 à 17:00.",
                en="The calendar has no open hours. Give at least one day its hours, "
                "such as Monday: 08:30 to 12:00 and 13:00 to 17:00.",
            )
        )
    return kept


def _check_blocks(day: Text, blocks: Sequence[tuple[time, time]]) -> None:
    before = 0.0
    for opens, closes in blocks:
        # Midnight as a closing time ends the day.
        start, end = _minutes(opens), _minutes(closes) or 24 * 60
        if not before <= start < end:
            raise CalendarError(
                Text(
                    fr="Les heures du {day} se chevauchent ou reculent à {opens}–{closes}. "
                    "Écrivez-les dans l'ordre, chacune finissant avant la suivante.",
                    en="The hours of {day} overlap or run backwards at {opens}–{closes}. "
                    "Write them in order, each ending before the next.",
                ).format(day=day, opens=f"{opens:%H:%M}", closes=f"{closes:%H:%M}")
            )
        before = end


def _minutes(clock: time) -> float:
    return clock.hour * 60 + clock.minute + clock.second / 60
