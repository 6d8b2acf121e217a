"""Codes that refer to other parts of the agreement, and codes used twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.agreement.checks.draft import ANY, Draft
from boucle.agreement.finding import Finding
from boucle.agreement.wording import hint, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boucle.agreement.finding import Path

_COMMITMENTS = ("marketing_commitments", "sales_commitments", "shared_commitments")

# Where a code stands -> the sections that must have it.
_VALUES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("calendar.on_call.*.lead_type", ("lead_types",)),
    ("calendar.on_call.*.does_not_satisfy.*", _COMMITMENTS),
    ("scoring.capacity.peak_lead_types.*", ("lead_types",)),
    ("goals.*.parent", ("goals",)),
    ("goals.*.only.territory", ("territories",)),
    ("goals.*.only.service", ("services",)),
    ("goals.*.only.persona", ("personas",)),
    ("goals.*.only.lead_type", ("lead_types",)),
    ("marketing_commitments.*.clock", ("clocks",)),
    ("marketing_commitments.*.serves", ("goals",)),
    ("sales_commitments.*.clock", ("clocks",)),
    ("sales_commitments.*.serves", ("goals",)),
    ("pauses.*.clocks.*", ("clocks",)),
    ("dispositions.*.counts_against", _COMMITMENTS),
    ("reasons.*.disposition", ("dispositions",)),
    ("reasons.*.track", ("nurture_tracks",)),
    ("reasons.*.allowed_if_kept", _COMMITMENTS),
    ("nurture_tracks.*.reasons.*", ("reasons",)),
    ("nurture_tracks.*.persona", ("personas",)),
)
# The same for the keys of a mapping.
_KEYS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("marketing_commitments.*.targets", ("lead_types",)),
    ("marketing_commitments.*.planned_mix", ("lead_types",)),
    ("sales_commitments.*.targets", ("lead_types",)),
    ("attribution.budget.floor_shares", ("channels",)),
)
_WITH_STAR = frozenset(
    ("pauses.*.clocks.*", "marketing_commitments.*.targets", "sales_commitments.*.targets")
)
_CODED = (
    "channels", "stages", "exclusions", "personas", "services", "territories", "lead_types",
    "goals", "clocks", "pauses", "dispositions", "reasons", "nurture_tracks", "reports",
    "meetings", "lexicon", "attribution.evidence",
)  # fmt: skip
# Codes that are cited without their section are unique over all of these.
_TOGETHER = (
    _COMMITMENTS,
    ("scoring.fit.rules", "scoring.engagement.rules"),
)


def references(draft: Draft) -> Iterator[Finding]:
    """Find codes that no part of the agreement has."""
    for pattern, sections in _VALUES:
        for path, value in draft.at(*pattern.split(".")):
            yield from _unknown(draft, pattern, sections, path, value, on_key=False)
    for pattern, sections in _KEYS:
        for path, key in _keys(draft, pattern):
            yield from _unknown(draft, pattern, sections, path, key, on_key=True)


def _keys(draft: Draft, pattern: str) -> Iterator[tuple[Path, str]]:
    for path, value in draft.at(*pattern.split(".")):
        if isinstance(value, dict):
            yield from (((*path, key), key) for key in value)


def _unknown(
    draft: Draft,
    pattern: str,
    sections: tuple[str, ...],
    path: Path,
    given: object,
    *,
    on_key: bool,
) -> Iterator[Finding]:
    if not isinstance(given, str) or (given == ANY and pattern in _WITH_STAR):
        return
    allowed = [code for section in sections for code in draft.codes(section)]
    if given in allowed:
        return
    facts = {"given": given, "section": ", ".join(sections), "hint": hint(given, allowed)}
    facts["allowed"] = listed(allowed)
    yield Finding("unknown_reference", path, facts, on_key=on_key)


def duplicates(draft: Draft) -> Iterator[Finding]:
    """Find codes that are used twice."""
    for sections in (*((name,) for name in _CODED), *_TOGETHER):
        first: dict[str, Path] = {}
        for section in sections:
            for path, code in draft.at(*section.split("."), ANY, "code"):
                if not isinstance(code, str):
                    continue
                if code in first:
                    yield Finding("code_twice", path, {"given": code, "first": first[code]})
                first.setdefault(code, path)
