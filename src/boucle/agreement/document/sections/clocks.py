"""The clocks, what counts for them, and what pauses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.agreement.document import words
from boucle.agreement.document.blocks import Heading, Note, Table
from boucle.agreement.document.sections.commitments import target_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boucle.agreement.document.blocks import Block
    from boucle.agreement.document.voice import Voice
    from boucle.agreement.schema import Clock, Pause


def clocks(v: Voice) -> Iterator[Block]:
    """Yield the clocks, their rules and their pauses."""
    yield Heading(2, v(fr="Horloges et pauses", en="Clocks and pauses"), "clocks")
    columns = (
        v(fr="Horloge", en="Clock"),
        v(fr="De", en="From"),
        v(fr="À", en="To"),
        v(fr="Temps", en="Time"),
        v(fr="Engage", en="Binds"),
        v(fr="Cible et usage", en="Target and use"),
    )
    yield Table("", columns, tuple(_row(v, clock) for clock in v.agreement.clocks))
    yield from _rules(v)
    yield from _pauses(v)


def _row(v: Voice, clock: Clock) -> tuple[str, ...]:
    nobody = v(fr="personne", en="nobody")
    target = target_words(v, clock.target) if clock.target is not None else ""
    return (
        f"{clock.code} {v.text(clock.label)}",
        v.word(words.STARTS, clock.starts),
        v.word(words.STOPS, clock.stops),
        v.word(words.CLOCK_TIMES, clock.time),
        v.word(words.TEAMS, clock.party) if clock.party else nobody,
        "; ".join(part for part in (target, v.text(clock.use)) if part),
    )


def _rules(v: Voice) -> Iterator[Block]:
    rules = v.agreement.clock_rules
    yield Heading(3, v(fr="Règles des horloges", en="Rules of clocks"))
    yield from v.facts(
        (
            v(fr="Compte comme tentative", en="Counts as an attempt"),
            v.words(words.ACTIVITIES, rules.human_attempts),
        ),
        (v(fr="Ne compte pas", en="Does not count"), v.texts(rules.not_attempts)),
        (v(fr="Réattribution", en="Reassignment"), v.text(rules.reassignment)),
        (v(fr="Saisie tardive", en="Late entry"), v.text(rules.late_entry)),
        (v(fr="Tardive après", en="Late after"), v.duration(rules.late_entry_after)),
        (v(fr="Dossiers ouverts", en="Open cases"), v.text(rules.open_cases)),
    )


def _pauses(v: Voice) -> Iterator[Block]:
    yield Heading(3, v(fr="Pauses", en="Pauses"))
    columns = (
        v(fr="Raison", en="Reason"),
        v(fr="Horloges", en="Clocks"),
        v(fr="Exige", en="Requires"),
        v(fr="Au plus", en="At most"),
        v(fr="Reprend", en="Resumes"),
        v(fr="Effet", en="Effect"),
    )
    if v.agreement.pauses:
        yield Table("", columns, tuple(_pause(v, pause) for pause in v.agreement.pauses))
    rules = v.agreement.pause_rules
    yield from v.facts(
        (v(fr="Pause rétroactive", en="Retroactive pause"), v.yes(rules.is_retroactive)),
        (
            v(fr="Montrée dans les rapports", en="Shown in reports"),
            v.yes(rules.is_shown_in_reports),
        ),
        (v(fr="Au plus par piste", en="At most for a lead"), v.number(rules.max_per_lead)),
    )
    if rules.absence is not None:
        yield Note(v.text(rules.absence))


def _pause(v: Voice, pause: Pause) -> tuple[str, ...]:
    every = v(fr="toutes", en="all")
    return (
        f"{pause.code} {v.text(pause.reason)}",
        ", ".join(every if clock == "*" else v.label(clock) for clock in pause.clocks),
        v.texts(pause.requires),
        v.duration(pause.max) or "—",
        v.word(words.RESUMES, pause.resumes),
        v.text(pause.effect),
    )
