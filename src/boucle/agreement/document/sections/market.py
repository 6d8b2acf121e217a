"""Whom the company sells to, what, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.agreement.document import words
from boucle.agreement.document.blocks import Heading, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boucle.agreement.document.blocks import Block
    from boucle.agreement.document.voice import Voice
    from boucle.agreement.schema.market import Persona


def market(v: Voice) -> Iterator[Block]:
    """Yield personas, services and territories."""
    agreement = v.agreement
    if agreement.personas or agreement.services or agreement.territories:
        yield Heading(
            2,
            v(fr="Personas, services, territoires", en="Personas, services, territories"),
            "market",
        )
    for persona in agreement.personas:
        yield Heading(3, v.text(persona.label))
        yield from _persona(v, persona)
    yield from _services(v)
    yield from _territories(v)


def _persona(v: Voice, persona: Persona) -> Iterator[Block]:
    days, heard = persona.median_journey_days, persona.heard_from_sales
    notes = ""
    if heard is not None:
        pattern = v(fr="{}, la dernière le {}", en="{}, the last one on {}")
        counted = v.count(
            heard.n_notes, fr="observation", frs="observations", en="note", ens="notes"
        )
        notes = pattern.format(counted, v.day(heard.last_added_on))
    yield from v.facts(
        ("Code", persona.code),
        (v(fr="Condition", en="Condition"), v.rule(persona.when)),
        (v(fr="Besoins", en="Needs"), v.texts(persona.needs)),
        (v(fr="Obstacles", en="Obstacles"), v.texts(persona.obstacles)),
        (v(fr="Déclencheurs", en="Triggers"), v.texts(persona.triggers)),
        (v(fr="Contenus utiles", en="Useful contents"), v.texts(persona.useful_contents)),
        (
            v(fr="Parcours médian", en="Median journey"),
            v.n_days(days) if days is not None else "",
        ),
        (v(fr="Entendu par les ventes", en="Heard by sales"), notes),
    )


def _services(v: Voice) -> Iterator[Block]:
    if v.agreement.services:
        columns = (
            v(fr="Service", en="Service"),
            "Code",
            v(fr="Marge brute", en="Gross margin"),
            v(fr="Direction", en="Direction"),
        )
        rows = tuple(
            (v.text(each.label), each.code, v.share(each.margin_share),
             v.word(words.DIRECTIONS, each.direction))
            for each in v.agreement.services
        )  # fmt: skip
        title = v(fr="Services et marges", en="Services and margins")
        yield Table(title, columns, rows, frozenset((2,)))


def _territories(v: Voice) -> Iterator[Block]:
    if v.agreement.territories:
        columns = (
            v(fr="Territoire", en="Territory"),
            "Code",
            v(fr="État", en="State"),
            v(fr="Langue", en="Language"),
            v(fr="Plan", en="Plan"),
        )
        rows = tuple(
            (v.text(each.label), each.code, v.word(words.TERRITORY_STATES, each.state),
             v.word(words.LANGUAGE_NAMES, each.language) if each.language else "", each.plan or "")
            for each in v.agreement.territories
        )  # fmt: skip
        yield Table(v(fr="Territoires", en="Territories"), columns, rows)
