"""What is reported to whom, how figures are shown, and the meetings of both teams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.agreement.document import words
from boucle.agreement.document.blocks import Bullets, Heading, Note, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boucle.agreement.document.blocks import Block
    from boucle.agreement.document.voice import Voice
    from boucle.agreement.schema.reports import Meeting, Report, Schedule


def reports(v: Voice) -> Iterator[Block]:
    """Yield the reports, then how figures are shown."""
    yield Heading(2, v(fr="Rapports", en="Reports"), "reports")
    columns = (
        v(fr="Rapport", en="Report"),
        v(fr="Quand", en="When"),
        v(fr="Pour", en="For"),
        v(fr="Envoi", en="Sent"),
        v(fr="Contenu", en="Contents"),
    )
    if v.agreement.reports:
        yield Table("", columns, tuple(_report(v, each) for each in v.agreement.reports))
    yield from _display(v)


def _report(v: Voice, report: Report) -> tuple[str, ...]:
    sent = [v.word(words.SENT_BY, report.sent_by)]
    empty = v(fr="si vide\u00a0: {}", en="if empty: {}")
    sent.append(empty.format(v.word(words.WHEN_EMPTY, report.when_empty)))
    if report.anonymises:
        hidden = v(fr="anonyme\u00a0: {}", en="anonymous: {}")
        sent.append(hidden.format(v.words(words.ANONYMISED, report.anonymises)))
    return (
        f"{report.code} {v.text(report.title)}",
        schedule_words(v, report.schedule),
        v.texts(report.audience),
        "; ".join(sent),
        v.texts(report.contents),
    )


def schedule_words(v: Voice, schedule: Schedule) -> str:
    """Return a schedule in words: ``every week, Monday, at 7:30``."""
    parts = [v.word(words.EVERY, schedule.every)]
    day = v.word(words.WEEKDAYS, schedule.weekday) if schedule.weekday else ""
    if schedule.nth is not None:
        of = v.word(words.IN_PERIOD, schedule.every)
        parts.append(_nth(v, schedule.nth, day or v(fr="jour ouvrable", en="business day"), of))
    elif day:
        parts.append(v(fr=f"le {day}", en=f"on {day}"))
    if schedule.at is not None:
        parts.append(v(fr="à {}", en="at {}").format(v.hour(schedule.at)))
    return ", ".join(parts)


def _nth(v: Voice, n: int, day: str, of: str) -> str:
    if n == 1:
        return v(fr=f"1er {day} {of}", en=f"first {day} {of}")
    return v(fr=f"{n}e {day} {of}", en=f"{day} {n} {of}")


def _display(v: Voice) -> Iterator[Block]:
    display = v.agreement.display
    yield Heading(3, v(fr="Conventions d'affichage", en="Display conventions"))
    yield from v.facts(
        (v(fr="Intervalle affiché sous", en="Interval shown under"),
         f"n = {v.number(display.interval_under_n)}"),
        (v(fr="Chiffre masqué sous", en="Figure masked under"),
         f"n = {v.number(display.mask_under_n)}"),
        (v(fr="Classement à partir de", en="Ranked from"), f"n = {v.number(display.rank_from_n)}"),
        (v(fr="Cohortes non mûres", en="Immature cohorts"), v.text(display.immature_cohorts)),
        (v(fr="Couleurs", en="Colours"), v.text(display.colours)),
        (v(fr="Écriture", en="Writing"), v.texts(display.notes)),
    )  # fmt: skip


def meetings(v: Voice) -> Iterator[Block]:
    """Yield the meetings with their agenda and what must come out of them."""
    if not v.agreement.meetings:
        return
    yield Heading(2, v(fr="Rencontres", en="Meetings"), "meetings")
    for meeting in v.agreement.meetings:
        yield from _meeting(v, meeting)


def _meeting(v: Voice, meeting: Meeting) -> Iterator[Block]:
    yield Heading(3, v.text(meeting.title))
    yield from v.facts(
        ("Code", meeting.code),
        (v(fr="Quand", en="When"), schedule_words(v, meeting.schedule)),
        (v(fr="Durée", en="Length"), v.duration(meeting.duration)),
        (v(fr="Participants", en="Participants"), v.texts(meeting.participants)),
        (v(fr="Livrables", en="Outputs"), v.texts(meeting.outputs)),
    )
    items = tuple(
        f"{v.text(each.topic)} – {each.minutes}\u00a0min" if each.minutes else v.text(each.topic)
        for each in meeting.agenda
    )
    if items:
        yield Bullets(v(fr="Ordre du jour", en="Agenda"), items)
    if meeting.rule is not None:
        yield Note(v.text(meeting.rule))
