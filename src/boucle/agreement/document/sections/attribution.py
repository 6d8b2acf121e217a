"""How won amounts are shared, and the case that proves the calculation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.agreement.document import words
from boucle.agreement.document.blocks import Heading, Note, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boucle.agreement.document.blocks import Block
    from boucle.agreement.document.voice import Voice
    from boucle.agreement.schema.attribution import Witness


def attribution(v: Voice) -> Iterator[Block]:
    """Yield models, evidence, the witness case, the rules of the budget."""
    section = v.agreement.attribution
    yield Heading(2, v(fr="Attribution", en="Attribution"), "attribution")
    if section.principle is not None:
        yield Note(v.text(section.principle))
    half = v.count(section.half_life_days, fr="jour", frs="jours", en="day", ens="days")
    yield from v.facts(
        (v(fr="Fenêtre", en="Window"), v.n_days(section.window_days)),
        (v(fr="Demi-vie", en="Half-life"), half),
        (v(fr="Jalons", en="Milestones"), v.words(words.MILESTONES, section.milestones)),
        (v(fr="Modèles", en="Models"), v.words(words.MODELS, section.models)),
        (v(fr="Modèle de référence", en="Reference model"),
         v.word(words.MODELS, section.reference_model)),
        (v(fr="Origine", en="Origin"), v.text(section.origin)),
        (v(fr="Créé par le marketing", en="Originated"), v.text(section.originated)),
        (v(fr="Influencé", en="Influenced"), v.text(section.influenced)),
    )  # fmt: skip
    yield from _evidence(v)
    if section.witness is not None:
        yield from _witness(v, section.witness)
    yield from _budget(v)


def _evidence(v: Voice) -> Iterator[Block]:
    section = v.agreement.attribution
    columns = (v(fr="Preuve", en="Evidence"), "Code", v(fr="Exemples", en="Examples"))
    rows = tuple(
        (v.text(each.label), v.word(words.EVIDENCE, each.code), v.texts(each.examples))
        for each in section.evidence
    )
    if rows:
        title = v(fr="Preuves, de la plus forte à la plus faible", en="Evidence, strongest first")
        yield Table(title, columns, rows)
    heaviest = v(fr="Poids maximal (observé = 1)", en="Most it may weigh (observed = 1)")
    caps = "; ".join(
        f"{v.word(words.EVIDENCE, code)} {v.number(cap)}"
        for code, cap in section.evidence_caps.items()
    )
    yield from v.facts((heaviest, caps))
    asked = section.heard_field
    if asked is not None:
        yield from v.facts(
            (v(fr="Question posée", en="Question asked"), v.text(asked.question)),
            (v(fr="Réponse libre", en="Free text"), v.yes(asked.is_free_text)),
            (v(fr="Obligatoire", en="Required"), v.yes(asked.is_required)),
        )


def _witness(v: Voice, witness: Witness) -> Iterator[Block]:
    title = v(fr="Cas témoin\u00a0: {}, {}", en="Witness case: {}, {}")
    yield Heading(3, title.format(v.text(witness.label), v.amount(witness.amount)))
    labels = {touch.touch: f"{v.text(touch.label)} ({touch.touch})" for touch in witness.path}
    columns = (
        v(fr="Point de contact", en="Touchpoint"),
        v(fr="Jour", en="Day"),
        v(fr="Preuve", en="Evidence"),
        v(fr="Jalon", en="Milestone"),
    )
    rows = tuple(
        (labels[touch.touch], v.number(touch.day), v.word(words.EVIDENCE, touch.evidence),
         v.word(words.MILESTONES, touch.milestone) if touch.milestone else "—")
        for touch in witness.path
    )  # fmt: skip
    title = v(fr="Le parcours, en jours depuis la piste", en="The path, in days from the lead")
    yield Table(title, columns, rows, frozenset((1,)))
    yield _credits(v, witness, labels)


def _credits(v: Voice, witness: Witness, labels: dict[str, str]) -> Table:
    with_caps = v(fr="avec plafonds", en="with caps")
    without = v(fr="sans plafonds", en="without caps")
    columns = (
        v(fr="Point de contact", en="Touchpoint"),
        *(
            f"{v.word(words.MODELS, each.model)}, {with_caps if each.with_caps else without}"
            for each in witness.expected
        ),
    )
    touches = dict.fromkeys(touch for each in witness.expected for touch in each.credit)
    rows = tuple(
        (
            labels.get(touch, touch),
            *(
                v.amount(each.credit[touch]) if touch in each.credit else "—"
                for each in witness.expected
            ),
        )
        for touch in touches
    )
    title = v(fr="Crédit attendu", en="Expected credit")
    return Table(title, columns, rows, frozenset(range(1, len(columns))))


def _budget(v: Voice) -> Iterator[Block]:
    budget = v.agreement.attribution.budget
    floors = "; ".join(
        f"{v.name(channel)} {v.share(share)}" for channel, share in budget.floor_shares.items()
    )
    yield Heading(3, v(fr="Budget", en="Budget"))
    yield from v.facts(
        (v(fr="Déplacement au plus, par trimestre", en="Most to shift in a quarter"),
         v.share(budget.max_shift_share_per_quarter)),
        (v(fr="Planchers", en="Floors"), floors),
        (v(fr="Essai avant de couper", en="Test before cutting"),
         v.yes(budget.test_before_cutting)),
        (v(fr="Jamais", en="Never"), v.text(budget.never_before)),
    )  # fmt: skip
