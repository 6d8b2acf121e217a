"""What the agreement is, who made it, and what this version changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.agreement.document import words
from boucle.agreement.document.blocks import Bullets, Heading, Note, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boucle.agreement.document.blocks import Block
    from boucle.agreement.document.voice import Voice


def purpose(v: Voice) -> Iterator[Block]:
    """Yield the purpose and the dates."""
    agreement = v.agreement
    yield Heading(2, v(fr="L'entente en bref", en="The agreement in brief"), "brief")
    if agreement.purpose is not None:
        yield Paragraph(v.text(agreement.purpose), is_lead=True)
    yield from v.facts(
        (v(fr="Code", en="Code"), agreement.code),
        (v(fr="Version", en="Version"), agreement.version),
        (v(fr="En vigueur le", en="In force on"), v.day(agreement.in_force_on)),
        (v(fr="Fin", en="End"), v.day(agreement.ends_on)),
        (v(fr="Prochaine révision", en="Next review"), v.day(agreement.next_review_on)),
        (
            v(fr="Langue qui fait foi", en="Language that prevails"),
            v.word(words.LANGUAGE_NAMES, agreement.language),
        ),
        (v(fr="Devise", en="Currency"), agreement.currency),
        (v(fr="Fuseau horaire", en="Time zone"), agreement.time_zone),
    )


def parties(v: Voice) -> Iterator[Block]:
    """Yield who agrees and who reads."""
    yield Heading(2, v(fr="Parties", en="Parties"), "parties")
    rows = []
    for code in type(v.agreement.parties).model_fields:
        party = getattr(v.agreement.parties, code)
        if party is not None:
            role = v.text(party.role)
            rows.append((v.word(words.PARTIES, code), party.name, role, party.email or ""))
    columns = (
        v(fr="Pour", en="For"),
        v(fr="Nom", en="Name"),
        v(fr="Fonction", en="Role"),
        v(fr="Courriel", en="E-mail"),
    )
    yield Table("", columns, tuple(rows))
    yield from _acknowledgement(v)


def _acknowledgement(v: Voice) -> Iterator[Block]:
    asked = v.agreement.acknowledgement
    if asked is None:
        return
    yield Heading(3, v(fr="Prise de connaissance", en="Acknowledgement"))
    yield from v.facts(
        (v(fr="Équipes", en="Teams"), v.words(words.TEAMS, asked.teams)),
        (v(fr="Délai", en="Deadline"), v.n_days(asked.within_business_days, is_business=True)),
        (v(fr="Questionnaire", en="Quiz"), v.yes(asked.has_quiz)),
        (v(fr="Contenu du questionnaire", en="Content of the quiz"), v.text(asked.quiz)),
    )


def changes(v: Voice) -> Iterator[Block]:
    """Yield what this version changes, why, and how the change is made."""
    made = v.agreement.changes
    if made is None:
        return
    yield Heading(2, v(fr="Ce qui a changé", en="What changed"), "changes")
    if made.replaces is not None:
        words_ = v(fr="Cette version remplace la version {}.", en="This version replaces {}.")
        yield Paragraph(words_.format(made.replaces))
    yield Paragraph(v.text(made.summary), is_lead=True)
    if made.reasons:
        pattern = v(fr="{} Décision\u00a0: {}.", en="{} Decision: {}.")
        items = [pattern.format(v.text(each.finding), each.decision) for each in made.reasons]
        yield Bullets(v(fr="Constats et décisions", en="Findings and decisions"), tuple(items))
    if made.transition is not None:
        yield Note(v.text(made.transition))
