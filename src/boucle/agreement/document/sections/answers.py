"""What sales answer, why, and the way back for leads that are not ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.agreement.document import words
from boucle.agreement.document.blocks import Bullets, Heading, Note, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boucle.agreement.document.blocks import Block, Words
    from boucle.agreement.document.voice import Voice
    from boucle.agreement.schema.answers import NurtureTrack, Reason


def answers(v: Voice) -> Iterator[Block]:
    """Yield dispositions and reasons."""
    yield Heading(2, v(fr="Réponses et motifs", en="Answers and reasons"), "answers")
    columns = (
        v(fr="Réponse", en="Answer"),
        v(fr="Suite", en="What follows"),
        v(fr="Exige", en="Requires"),
        v(fr="Compte contre", en="Counts against"),
    )
    rows = tuple(
        (f"{v.text(each.label)} ({each.code})", v.word(words.NEXTS, each.next),
         v.words(words.REQUIRED, each.requires) or "—", v.name(each.counts_against) or "—")
        for each in v.agreement.dispositions
    )  # fmt: skip
    if rows:
        yield Table(v(fr="Réponses des ventes", en="Answers of sales"), columns, rows)
    yield from _reasons(v)


def _reasons(v: Voice) -> Iterator[Block]:
    columns = (
        v(fr="Motif", en="Reason"),
        v(fr="Réponse", en="Answer"),
        v(fr="Fondé", en="Founded"),
        v(fr="Corrige", en="Corrects"),
        v(fr="Suite", en="What follows"),
        v(fr="Règles", en="Rules"),
    )
    if v.agreement.reasons:
        rows = tuple(_reason(v, each) for each in v.agreement.reasons)
        yield Table(v(fr="Motifs", en="Reasons"), columns, rows)
    rules = v.agreement.reason_rules
    yield from v.facts(
        (v(fr="Motifs au plus", en="Reasons at most"), v.number(rules.max_reasons)),
        (v(fr="«\u00a0Autre\u00a0»", en="“Other”"), v.text(rules.other)),
        (v(fr="À scinder au-dessus de", en="To be split above"), v.share(rules.split_above_share)),
        (v(fr="Comment", en="How"), v.text(rules.split)),
    )


def _reason(v: Voice, reason: Reason) -> tuple[str, ...]:
    follows = v.word(words.RECYCLES, reason.recycle)
    if reason.track is not None:
        follows += f" – {v.label(reason.track)}"
    return (
        f"{reason.code} {v.text(reason.label)}",
        v.word(words.ANSWERS, reason.disposition),
        v.yes(reason.is_founded),
        v.word(words.LEARNS, reason.learns),
        follows,
        "; ".join(_reason_rules(v, reason)) or "—",
    )


def _reason_rules(v: Voice, reason: Reason) -> Iterator[str]:
    if reason.requires:
        yield v(fr="exige\u00a0: ", en="requires: ") + v.words(words.REQUIRED, reason.requires)
    if reason.max is not None:
        yield v(fr="au plus ", en="at most ") + v.duration(reason.max)
    if reason.returns_after is not None:
        yield v(fr="revient après ", en="returns after ") + v.period(reason.returns_after)
    if reason.allowed_if_kept is not None:
        yield v(fr="permis si {} est tenu", en="allowed if {} is kept").format(
            reason.allowed_if_kept
        )
    if reason.legal_effect is not None:
        yield v.word(words.LEGAL_EFFECTS, reason.legal_effect)


def follow_up(v: Voice) -> Iterator[Block]:
    """Yield recalls and nurture tracks."""
    recalls = v.agreement.recalls
    yield Heading(2, v(fr="Rappels et maturation", en="Recalls and nurturing"), "follow-up")
    yield Heading(3, v(fr="Rappels promis", en="Promised recalls"))
    if recalls.rule is not None:
        yield Note(v.text(recalls.rule))
    pattern = v(
        fr="un rappel d'au plus {} met la piste en pause; un plus long la recycle",
        en="a recall of {} at most pauses the lead; a longer one recycles it",
    )
    yield from v.facts(
        (v(fr="Pause ou recyclage", en="Pause or recycling"),
         pattern.format(v.duration(recalls.pause_up_to))),
        (v(fr="Envoyé comme", en="Sent as"), v.word(words.SENT_AS, recalls.sent_as)),
        (v(fr="En retard après", en="Overdue after"), v.duration(recalls.overdue_after)),
        (v(fr="Expressions comprises", en="Phrases understood"), v.texts(recalls.understood)),
    )  # fmt: skip
    yield Heading(3, v(fr="Parcours de maturation", en="Nurture tracks"))
    yield from _tracks(v)
    yield from _nurture_rules(v)


def _tracks(v: Voice) -> Iterator[Block]:
    columns = (
        v(fr="Parcours", en="Track"),
        v(fr="Motifs", en="Reasons"),
        v(fr="Persona", en="Persona"),
        v(fr="Cadence", en="Pace"),
        v(fr="Réveil", en="Wakes"),
        v(fr="On en sort quand", en="Leaves when"),
    )
    if v.agreement.nurture_tracks:
        rows = tuple(_track(v, each) for each in v.agreement.nurture_tracks)
        yield Table("", columns, rows)


def _track(v: Voice, track: NurtureTrack) -> tuple[Words, ...]:
    wakes = v.text(track.wakes)
    if track.wakes_before is not None:
        pattern = v(fr="({} avant)", en="({} before)")
        wakes = f"{wakes} {pattern.format(v.period(track.wakes_before))}".strip()
    every = v(fr="aux {}", en="every {}").format(v.period(track.cadence)) if track.cadence else "—"
    return (
        f"{track.code} {v.text(track.label)}",
        v.names(track.reasons),
        v.label(track.persona) if track.persona else "—",
        every,
        wakes or "—",
        v.rule(track.leaves_when) or "—",
    )


def _nurture_rules(v: Voice) -> Iterator[Block]:
    rules = v.agreement.nurture_rules
    yield from v.facts(
        (v(fr="Se tait pendant", en="Silent during"), v.words(words.STAGES, rules.stops_during)),
        (v(fr="Retours sans geste, au plus", en="Returns without a gesture, at most"),
         v.number(rules.max_returns_without_gesture)),
        (v(fr="Silence", en="Silence"), v.text(rules.silence)),
    )  # fmt: skip
    if rules.notes:
        yield Bullets(v(fr="Notes", en="Notes"), tuple(v.text(note) for note in rules.notes))
