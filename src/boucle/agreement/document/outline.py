"""The agreement as a document: every section, in the order in which a director reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.agreement.document.blocks import Outline
from boucle.agreement.document.sections import (
    answers,
    attribution,
    calendar,
    channels,
    clocks,
    closing,
    commitments,
    escalation,
    goals,
    market,
    opening,
    privacy,
    reports,
    scoring,
    stages,
    values,
)
from boucle.agreement.document.voice import Voice
from boucle.agreement.versions import is_signed

if TYPE_CHECKING:
    from boucle.agreement.schema import Agreement
    from boucle.language import Language

_ORDER = (
    opening.purpose,
    opening.parties,
    opening.changes,
    calendar.calendar,
    goals.goals,
    channels.channels,
    stages.stages,
    market.market,
    scoring.scoring,
    values.lead_types,
    commitments.marketing,
    commitments.sales,
    commitments.shared,
    clocks.clocks,
    escalation.escalation,
    answers.answers,
    answers.follow_up,
    attribution.attribution,
    reports.reports,
    reports.meetings,
    privacy.privacy,
    closing.lexicon,
    closing.end_of_agreement,
    closing.signatures,
)
_SHORT = 12


def outline(agreement: Agreement, language: Language) -> Outline:
    """Return the whole of `agreement` as blocks of text in `language`."""
    v = Voice(agreement, language)
    state = v(fr="ébauche, non signée", en="draft, not signed")
    if is_signed(agreement):
        state = v(fr="signée", en="signed")
    version = v(fr="version {}, {}, en vigueur le {}", en="version {}, {}, in force on {}")
    subtitle = version.format(agreement.version, state, v.day(agreement.in_force_on))
    return Outline(
        language=language,
        title=v.text(agreement.title),
        subtitle=f"{agreement.code}, {subtitle}",
        imprint=f"{agreement.code} · version {agreement.version} · SHA-256 "
        f"{agreement.sha256[:_SHORT]}",
        sha256=agreement.sha256,
        blocks=tuple(block for section in _ORDER for block in section(v)),
    )
