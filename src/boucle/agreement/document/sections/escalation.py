"""What happens when a promise is not kept, and who settles a dispute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.agreement.document import words
from boucle.agreement.document.blocks import Heading, Note, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from boucle.agreement.document.blocks import Block
    from boucle.agreement.document.voice import Voice
    from boucle.agreement.schema.clocks import EscalationStep


def escalation(v: Voice) -> Iterator[Block]:
    """Yield the steps of each team, then the disputes."""
    section = v.agreement.escalation
    yield Heading(2, v(fr="Escalade et différends", en="Escalation and disputes"), "escalation")
    if section.principle is not None:
        yield Note(v.text(section.principle))
    yield from _steps(v, v(fr="Ventes", en="Sales"), section.sales)
    yield from _steps(v, v(fr="Marketing", en="Marketing"), section.marketing)
    yield from _disputes(v)


def _steps(v: Voice, title: str, steps: Sequence[EscalationStep]) -> Iterator[Block]:
    if steps:
        columns = (
            v(fr="Quand", en="When"),
            v(fr="Avisés", en="Notified"),
            v(fr="Par", en="By"),
            v(fr="Action", en="Action"),
        )
        yield Table(title, columns, tuple(_step(v, step) for step in steps))


def _step(v: Voice, step: EscalationStep) -> tuple[str, ...]:
    at = ""
    if step.at is not None:
        at = v(fr="à {} du délai", en="at {} of the deadline").format(v.share(step.at))
    action = " ".join(part for part in (v.text(step.tone), v.text(step.action)) if part)
    if step.tone is not None and step.action is not None:
        pattern = v(fr="{}\u00a0: {}", en="{}: {}")
        action = pattern.format(v.text(step.tone), v.text(step.action))
    if step.unless is not None:
        action += v(fr=" Sauf si\u00a0: ", en=" Unless: ") + v.text(step.unless)
    return (
        " ".join(part for part in (at, v.text(step.when)) if part),
        v.texts(step.notify),
        v.words(words.NOTICE_WAYS, step.by) or "—",
        action.strip(),
    )


def _disputes(v: Voice) -> Iterator[Block]:
    disputes = v.agreement.disputes
    yield Heading(3, v(fr="Différends", en="Disputes"))
    if disputes.steps:
        columns = (
            v(fr="Qui tranche", en="Who settles"),
            v(fr="Délai", en="Within"),
            v(fr="Décision", en="Decision"),
        )
        rows = tuple(
            (v.text(step.who), v.duration(step.within) or "—", v.text(step.decision))
            for step in disputes.steps
        )
        yield Table("", columns, rows)
    yield from v.facts(
        (v(fr="Contesté par", en="Contested by"), v.word(words.TEAMS, disputes.contested_by)),
        (v(fr="Contesté dans les", en="Contested within"), v.duration(disputes.contest_within)),
        (v(fr="Preuve", en="Proof"), v.text(disputes.proof)),
    )
