"""Signatures under another text, or given twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.agreement.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boucle.agreement.checks.draft import Draft

_SHOWN = 12


def signatures(draft: Draft) -> Iterator[Finding]:
    """Find signatures that do not hold; a draft without any is fine."""
    seen: set[str] = set()
    for number, signature in enumerate(draft.sections.get("signatures") or ()):
        if signature.party in seen:
            facts = {"given": signature.party}
            yield Finding("signature_twice", ("signatures", number, "party"), facts)
        seen.add(signature.party)
        # Only a text without other faults has a canonical form to compare with.
        if draft.agreement is not None and signature.text_sha256 != draft.agreement.sha256:
            facts = {"given": signature.text_sha256[:_SHOWN], "wanted": draft.agreement.sha256}
            yield Finding("signature_text", ("signatures", number, "text_sha256"), facts)
