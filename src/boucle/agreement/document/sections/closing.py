"""The lexicon, the end of the agreement, and who signed what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.agreement.document import words
from boucle.agreement.document.blocks import Heading, Paragraph, Table
from boucle.agreement.schema.parties import PARTY_CODES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boucle.agreement.document.blocks import Block
    from boucle.agreement.document.voice import Voice
    from boucle.agreement.schema.parties import Term

_BLANK = "_" * 18
# The teams and the arbiter; the others do not bind anybody.
_SIGNERS = ("marketing", "sales", "arbiter")


def lexicon(v: Voice) -> Iterator[Block]:
    """Yield the words of the trade."""
    if not v.agreement.lexicon:
        return
    yield Heading(2, v(fr="Lexique", en="Lexicon"), "lexicon")
    columns = (
        v(fr="Au Québec", en="In Québec"),
        v(fr="En France", en="In France"),
        v(fr="En anglais", en="In English"),
        v(fr="Sens et usage", en="Meaning and use"),
        "Code",
    )
    yield Table("", columns, tuple(_term(v, term) for term in v.agreement.lexicon))


def _term(v: Voice, term: Term) -> tuple[str, ...]:
    avoid = v(fr="à éviter\u00a0: ", en="avoid: ") + v.texts(term.avoid) if term.avoid else ""
    said = (term.abbreviation or "", v.text(term.definition), avoid, v.text(term.note))
    meaning = "; ".join(part for part in said if part)
    return (term.fr_ca, term.fr or "—", term.en, meaning or "—", term.code)


def end_of_agreement(v: Voice) -> Iterator[Block]:
    """Yield how a side gives notice and what stays."""
    end = v.agreement.end_of_agreement
    if end is None:
        return
    yield Heading(2, v(fr="Fin de l'entente", en="End of the agreement"), "end")
    notice_to = v.word(words.PARTIES, end.notice_to)
    yield from v.facts(
        (v(fr="Avis", en="Notice"), v.text(end.notice)),
        (v(fr="Délai d'avis", en="Length of notice"), v.n_days(end.notice_days)),
        (v(fr="Adressé à", en="Given to"), notice_to),
        (v(fr="Après la fin", en="Afterwards"), v.text(end.afterwards)),
        (v(fr="Reconduction", en="Renewal"), v.text(end.renewal)),
    )


def signatures(v: Voice) -> Iterator[Block]:
    """Yield the signatures; blank lines for those who have not signed; the text's SHA-256."""
    agreement = v.agreement
    yield Heading(2, v(fr="Signatures", en="Signatures"), "signatures")
    yield Paragraph(
        v(
            fr="Chaque signature porte sur le texte de cette version, signatures exclues, "
            "reconnu par son empreinte SHA-256.",
            en="Each signature is under the text of this version, without the signatures, "
            "known by its SHA-256.",
        )
    )
    columns = (
        v(fr="Pour", en="For"),
        v(fr="Nom et fonction", en="Name and role"),
        v(fr="Date", en="Date"),
        v(fr="Signature", en="Signature"),
        v(fr="Empreinte du texte signé", en="SHA-256 of the text signed"),
    )
    signed = {each.party: each for each in agreement.signatures}
    rows = tuple(_line(v, party) for party in PARTY_CODES if party in signed or party in _SIGNERS)
    yield Table("", columns, rows)
    yield from v.facts(
        ("Code", agreement.code),
        (v(fr="Version", en="Version"), agreement.version),
        (v(fr="Format du fichier", en="File format"), agreement.format),
        (v(fr="Empreinte du texte (SHA-256)", en="SHA-256 of the text"), agreement.sha256),
    )


def _line(v: Voice, code: str) -> tuple[str, ...]:
    party = getattr(v.agreement.parties, code)
    role = f", {v.text(party.role)}" if party is not None else ""
    heading = v.word(words.PARTIES, code)
    for each in v.agreement.signatures:
        if each.party == code:
            method = v.word(words.SIGNING_METHODS, each.method)
            return (heading, each.name + role, v.day(each.signed_on), method, each.text_sha256)
    return (heading, (party.name if party is not None else "") + role, _BLANK, _BLANK, _BLANK)
