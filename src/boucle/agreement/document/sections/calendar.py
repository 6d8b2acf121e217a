"""When the teams work: the week, holidays, closures and worked examples."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from boucle.agreement.calendar import public_holidays
from boucle.agreement.document import words
from boucle.agreement.document.blocks import Heading, Paragraph, Table
from boucle.agreement.schema.vocabulary import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from boucle.agreement.calendar import EasterChoice
    from boucle.agreement.document.blocks import Block
    from boucle.agreement.document.voice import Voice

_MOST_YEARS = 3


def calendar(v: Voice) -> Iterator[Block]:
    """Yield open hours, holidays, closures, absences and examples."""
    yield Heading(2, v(fr="Calendrier", en="Calendar"), "calendar")
    yield _week(v)
    yield from _holidays(v)
    yield from _closures(v)
    yield from _on_call(v)
    yield from _examples(v)


def _week(v: Voice) -> Table:
    closed = v(fr="fermé", en="closed")
    week = v.agreement.calendar.week
    rows = [
        (
            v.word(words.WEEKDAYS, day).capitalize(),
            v(fr=" et de ", en=" and ").join(v.hours(each) for each in getattr(week, day))
            or closed,
        )
        for day in WEEKDAYS
    ]
    columns = (v(fr="Jour", en="Day"), v(fr="Heures ouvrables", en="Business hours"))
    return Table(v(fr="La semaine", en="The week"), columns, tuple(rows))


def _holidays(v: Voice) -> Iterator[Block]:
    holidays = v.agreement.calendar.holidays
    yield Heading(3, v(fr="Jours fériés", en="Holidays"))
    yield from v.facts(
        (v(fr="Région", en="Region"), holidays.region),
        (v(fr="Congé de Pâques", en="Easter holiday"), v.word(words.EASTER, holidays.easter)),
    )
    columns = (
        v(fr="Date", en="Date"),
        v(fr="Jour férié", en="Holiday"),
        v(fr="Origine", en="Origin"),
    )
    origins = _origins(v)
    rows = tuple((v.day(day), name, origin) for day, (name, origin) in sorted(origins.items()))
    yield Table(v(fr="Jours fériés calculés", en="Holidays as computed"), columns, rows)


def _origins(v: Voice) -> dict[date, tuple[str, str]]:
    """Return each holiday of the agreement's years with its name and where it comes from."""
    holidays = v.agreement.calendar.holidays
    by_law = v(fr="loi", en="law")
    found: dict[date, tuple[str, str]] = {}
    for year in _years(v):
        easter = cast("EasterChoice", holidays.easter)
        computed = public_holidays(holidays.region, year, easter=easter)
        found |= {day: (v.text(name), by_law) for day, name in computed.items()}
    checked = v(fr="loi, vérifié par les équipes", en="law, checked by the teams")
    chosen = v(fr="ajouté par l'entreprise", en="added by the company")
    worked = v(fr="travaillé", en="worked")
    for many, origin in (
        (holidays.expected, checked),
        (holidays.also, chosen),
        (holidays.worked, worked),
    ):
        found |= {each.date: (v.text(each.label), origin) for each in many}
    return found


def _years(v: Voice) -> range:
    first = v.agreement.in_force_on.year
    last = v.agreement.ends_on.year if v.agreement.ends_on is not None else first
    return range(first, min(last, first + _MOST_YEARS - 1) + 1)


def _closures(v: Voice) -> Iterator[Block]:
    section = v.agreement.calendar
    columns = (v(fr="Période", en="Period"), v(fr="Dates", en="Dates"), v(fr="Effet", en="Effect"))
    closed = v(fr="fermé\u00a0: aucune horloge ne court", en="closed: no clock runs")
    unsure = v(fr=" (à confirmer)", en=" (to be confirmed)")
    rows = [
        (v.text(each.label), v.days(each.starts_on, each.ends_on), closed)
        for each in section.closures
    ]
    for each in section.special_periods:
        effect = v.word(words.PERIOD_EFFECTS, each.effect) + (unsure if each.is_to_confirm else "")
        rows.append((v.text(each.label), v.days(each.starts_on, each.ends_on), effect))
    if rows:
        title = v(fr="Fermetures et périodes particulières", en="Closures and special periods")
        yield Table(title, columns, tuple(rows))


def _on_call(v: Voice) -> Iterator[Block]:
    section = v.agreement.calendar
    if section.on_call:
        columns = (
            v(fr="Type de piste", en="Lead type"),
            v(fr="Hors des heures ouvrables", en="Outside business hours"),
            v(fr="Ne satisfait pas", en="Does not satisfy"),
        )
        rows = tuple(
            (v.name(each.lead_type), v.text(each.outside_hours), v.names(each.does_not_satisfy))
            for each in section.on_call
        )
        yield Table(v(fr="Garde", en="On call"), columns, rows)
    if section.absences is not None:
        yield Heading(3, v(fr="Absences", en="Absences"))
        yield from v.facts(
            (v(fr="Source", en="Source"), v.text(section.absences.source)),
            (v(fr="Règle", en="Rule"), v.text(section.absences.rule)),
        )


def _examples(v: Voice) -> Iterator[Block]:
    if not v.agreement.calendar.examples:
        return
    yield Heading(3, v(fr="Exemples de calcul", en="Worked examples"))
    yield Paragraph(
        v(
            fr="Boucle refait ces calculs chaque fois qu'il lit l'entente.",
            en="Boucle works these out again each time it reads the agreement.",
        )
    )
    columns = (
        v(fr="L'horloge démarre", en="The clock starts"),
        v(fr="Durée", en="Duration"),
        v(fr="Échéance", en="Deadline"),
        v(fr="Pourquoi", en="Why"),
    )
    rows = tuple(
        (v.moment(each.start), v.duration(each.duration), v.moment(each.deadline), v.text(each.why))
        for each in v.agreement.calendar.examples
    )
    yield Table("", columns, rows)
