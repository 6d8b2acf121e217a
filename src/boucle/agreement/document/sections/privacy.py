"""What the teams owe the people in their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.agreement.document import words
from boucle.agreement.document.blocks import Heading, Note, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boucle.agreement.document.blocks import Block
    from boucle.agreement.document.voice import Voice


def privacy(v: Voice) -> Iterator[Block]:
    """Yield purposes, rights, retention, consent, access and fairness."""
    section = v.agreement.privacy
    title = v(
        fr="Protection des renseignements personnels", en="Protection of personal information"
    )
    yield Heading(2, title, "privacy")
    yield from v.bullets(v(fr="Fins", en="Purposes"), section.purposes)
    yield from _profiling(v)
    yield from _rights(v)
    yield from _retention(v)
    yield from _messages(v)
    yield from _oversight(v)
    if section.measured_people is not None:
        yield Note(v.text(section.measured_people))


def _profiling(v: Voice) -> Iterator[Block]:
    section = v.agreement.privacy
    profiling = section.profiling
    automated = v.word(words.AUTOMATED, section.automated_decisions)
    yield from v.facts(
        (v(fr="Profilage annoncé à la collecte", en="Profiling told at collection"),
         v.yes(profiling.notice_at_collection)),
        (v(fr="Profilage désactivé au départ", en="Profiling off by default"),
         v.yes(profiling.off_by_default)),
        (v(fr="Activé par", en="Switched on by"), v.text(profiling.switched_on_by)),
        (v(fr="Décisions automatisées", en="Automated decisions"), automated),
    )  # fmt: skip


def _rights(v: Voice) -> Iterator[Block]:
    rights = v.agreement.privacy.rights
    yield Heading(3, v(fr="Droits des personnes", en="Rights of people"))
    yield from v.facts(
        (v(fr="Accès", en="Access"), v.period(rights.access)),
        (v(fr="Rectification", en="Correction"), v.period(rights.correction)),
        (v(fr="Désindexation", en="De-indexing"), v.period(rights.de_indexing)),
        (v(fr="Portabilité", en="Portability"), v.text(rights.portability)),
        (v(fr="Retrait du consentement", en="Withdrawal of consent"), v.text(rights.withdrawal)),
    )


def _retention(v: Voice) -> Iterator[Block]:
    retention = v.agreement.privacy.retention
    columns = (v(fr="Quoi", en="What"), v(fr="Conservé", en="Kept for"))
    rows = tuple(
        (v.word(words.RETAINED, what), v.period(period))
        for what, period in retention.periods.items()
    )
    if rows:
        yield Table(v(fr="Conservation", en="Retention"), columns, rows)
    afterwards = v.word(words.AFTERWARDS, retention.afterwards)
    yield from v.facts((v(fr="Ensuite", en="Afterwards"), afterwards))


def _messages(v: Voice) -> Iterator[Block]:
    messages = v.agreement.privacy.messages
    yield Heading(3, v(fr="Messages commerciaux", en="Commercial messages"))
    columns = (v(fr="Consentement", en="Consent"), v(fr="Durée", en="Lasts"))
    rows = tuple(
        (v.word(words.CONSENTS, kind), v.period(period))
        for kind, period in messages.implied.items()
    )
    if rows:
        yield Table(v(fr="Consentements tacites", en="Implied consents"), columns, rows)
    within = v.n_days(messages.unsubscribe_within_business_days, is_business=True)
    yield from v.facts(
        (v(fr="Adresses publiées", en="Published addresses"), v.text(messages.published)),
        (v(fr="Désabonnement, au plus tard", en="Unsubscription, at the latest"), within),
        (
            v(fr="Désabonnement visé", en="Unsubscription aimed at"),
            v.text(messages.unsubscribe_aim),
        ),
        (v(fr="Preuve", en="Proof"), v.texts(messages.proof)),
        (v(fr="Fin d'un consentement", en="End of a consent"), v.text(messages.expiry)),
    )


def _oversight(v: Voice) -> Iterator[Block]:
    section = v.agreement.privacy
    access, fairness, assessment = section.access, section.fairness, section.impact_assessment
    yield Heading(3, v(fr="Accès et surveillance", en="Access and oversight"))
    checked = v.words(words.FAIRNESS, fairness.checked_by)
    last = assessment.last_on if assessment is not None else None
    required = v.yes(assessment.is_required) if assessment is not None else ""
    yield from v.facts(
        (v(fr="Accès selon le rôle", en="Access by role"), v.yes(access.is_by_role)),
        (v(fr="Journal", en="Log"), v.text(access.log)),
        (v(fr="Exportations par", en="Exports by"),
         v.word(words.PARTIES, access.exports) if access.exports else ""),
        (v(fr="Registre des incidents", en="Incident register"), v.yes(section.incident_register)),
        (v(fr="Évaluation des facteurs requise", en="Impact assessment required"), required),
        (v(fr="Dernière évaluation", en="Last assessment"), v.day(last)),
        (v(fr="Équité vérifiée selon", en="Fairness checked by"), checked),
        (v(fr="Équité vérifiée", en="Fairness checked"), v.word(words.EVERY, fairness.every)),
    )  # fmt: skip
