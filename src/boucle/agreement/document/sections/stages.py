"""The stages of the funnel, its exits, and the people whom nobody canvasses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.agreement.document import words
from boucle.agreement.document.blocks import Heading, Note, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boucle.agreement.document.blocks import Block, Words
    from boucle.agreement.document.voice import Voice
    from boucle.agreement.schema.stages import Move


def stages(v: Voice) -> Iterator[Block]:
    """Yield each stage with its sentence and its rule, then the rules of the funnel."""
    yield Heading(2, v(fr="Étapes et définitions", en="Stages and definitions"), "stages")
    for stage in v.agreement.stages:
        label = v.text(stage.label)
        yield Heading(3, label)
        yield Paragraph(v.text(stage.sentence), is_lead=True)
        wait = stage.normal_wait_days
        yield from v.facts(
            (v(fr="Code", en="Code"), stage.code),
            (v(fr="Condition", en="Condition"), v.rule(stage.when)),
            (v(fr="Preuve", en="Proof"), v.texts(stage.proof)),
            (v(fr="Équipe responsable", en="Owner"), v.word(words.TEAMS, stage.owner_team)),
            (v(fr="Attente normale", en="Normal wait"), v.n_days(wait) if wait is not None else ""),
            (v(fr="Zone", en="Zone"), v.word(words.ZONES, stage.zone) if stage.zone else ""),
        )
    yield from _funnel(v)
    yield from _exclusions(v)
    yield from _disagreements(v)


def _funnel(v: Voice) -> Iterator[Block]:
    funnel = v.agreement.funnel
    yield Heading(3, v(fr="L'entonnoir", en="The funnel"))
    pattern = v(
        fr="plus long que le {}e centile de l'étape, ou {} sans activité",
        en="longer than percentile {} of the stage, or {} without activity",
    )
    idle = v.n_days(funnel.stall_idle_business_days, is_business=True)
    yield from v.facts(
        (v(fr="Sorties", en="Exits"), v.words(words.STAGES, funnel.exits)),
        (
            v(fr="Stagnation", en="Stalled"),
            pattern.format(v.number(funnel.stall_quantile * 100), idle),
        ),
    )
    if funnel.stall_method is not None:
        yield Note(v.text(funnel.stall_method))
    back, past = v(fr="retour", en="return"), v(fr="saut", en="skip")
    moves = [_move(v, back, each) for each in funnel.returns]
    moves += [_move(v, past, each) for each in funnel.skips]
    if moves:
        columns = (
            v(fr="Mouvement", en="Move"),
            v(fr="De", en="From"),
            v(fr="À", en="To"),
            v(fr="Condition", en="Condition"),
        )
        yield Table(v(fr="Retours et sauts acceptés", en="Accepted moves"), columns, tuple(moves))


def _move(v: Voice, kind: str, move: Move) -> tuple[Words, ...]:
    ends = (v.word(words.STAGES, move.from_stage), v.word(words.STAGES, move.to_stage))
    return (kind, *ends, v.rule(move.when))


def _exclusions(v: Voice) -> Iterator[Block]:
    if v.agreement.exclusions:
        columns = ("Code", v(fr="Qui", en="Who"), v(fr="Condition", en="Condition"))
        rows = tuple(
            (each.code, v.text(each.label), v.rule(each.when)) for each in v.agreement.exclusions
        )
        yield Table(v(fr="Personnes exclues", en="Excluded people"), columns, rows)


def _disagreements(v: Voice) -> Iterator[Block]:
    if not v.agreement.disagreements:
        return
    yield Heading(3, v(fr="Désaccords connus", en="Known disagreements"))
    for each in v.agreement.disagreements:
        yield from v.facts(
            (v(fr="Mot", en="Word"), v.text(each.term)),
            (v(fr="Le marketing disait", en="Marketing said"), v.text(each.marketing_said)),
            (v(fr="Les ventes disaient", en="Sales said"), v.text(each.sales_said)),
            (v(fr="Convenu", en="Agreed"), v.text(each.agreed)),
            (v(fr="Vérifié sur", en="Checked on"), v.text(each.checked_on)),
        )
