"""A finding as people read it, in one language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from boucle.language import Text, formats
from boucle.reporting.health.labels import FIGURES, REASONS, SEVERITIES, SIGNS, TABLES
from boucle.reporting.health.words_coherence import CONTRADICTIONS, DUPLICATES, ORPHANS, UNMAPPED
from boucle.reporting.health.words_completeness import COMPLETENESS
from boucle.reporting.health.words_rhythm import FRESHNESS, JUMPS, REJECTS
from boucle.reporting.health.words_workspace import WORKSPACE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from boucle.analytics.health import Finding
    from boucle.language import Language
    from boucle.reporting.health.wording import Words

# By check, as the reference lists them.
GROUPS: dict[str, dict[str, Words]] = {
    "completeness": COMPLETENESS,
    "freshness": FRESHNESS,
    "contradictions": CONTRADICTIONS,
    "orphans": ORPHANS,
    "jumps": JUMPS,
    "rejects": REJECTS,
    "unmapped": UNMAPPED,
    "duplicates": DUPLICATES,
    "workspace": WORKSPACE,
}
WORDS: dict[str, Words] = {
    code: words for group in GROUPS.values() for code, words in group.items()
}
_MONEY = ("typical", "far")
_DAYS = ("day", "starts")
_STAGES = ("stage", "earlier", "later")
# Under this, a number of rows expected needs its decimal.
_SMALL = 10


@dataclass(frozen=True, slots=True)
class Said:
    """One finding in words. `where` is table and column, `severity` a sign and its words."""

    finding: Finding
    sign: str
    severity: str
    figure: str
    where: str
    what: str
    changes: str
    todo: str

    def as_json(self) -> dict[str, Any]:
        """Return the finding under its public keys."""
        each = self.finding
        return {
            "code": each.code,
            "check": each.check,
            "severity": each.severity,
            "figure": each.figure,
            "table": each.table or None,
            "column": each.column or None,
            "n": each.n,
            "n_of": each.n_of,
            "amount": each.amount,
            "examples": list(each.examples),
            "facts": dict(each.facts),
            "what": self.what,
            "changes": self.changes,
            "todo": self.todo,
        }


def said(
    finding: Finding,
    language: Language,
    *,
    currency: str,
    stages: Mapping[str, Text] | None = None,
) -> Said:
    """Say `finding` in `language`: amounts in `currency`, stages by the agreement's names."""
    words = WORDS[finding.code]
    facts = _facts(finding, language, currency, stages or {})
    return Said(
        finding,
        sign=SIGNS[finding.severity],
        severity=SEVERITIES[finding.severity].in_(language),
        figure=FIGURES[finding.figure].in_(language),
        where=_where(finding),
        what=words.what.format(**facts).in_(language),
        changes=words.changes.format(**facts).in_(language),
        todo=words.todo.format(**facts).in_(language),
    )


def _facts(
    finding: Finding, language: Language, currency: str, stages: Mapping[str, Text]
) -> dict[str, object]:
    n_of = "" if finding.n_of is None else formats.number(finding.n_of, language)
    facts: dict[str, object] = {
        "n": formats.number(finding.n, language),
        "of": n_of,
        "of_rows": _of_rows(n_of),
        "share": formats.share(finding.share, language),
        "amount": formats.money(finding.amount or 0.0, currency, language) if currency else "",
        "where": _where(finding),
        "table": finding.table,
        "column": finding.column,
    }
    for name, fact in finding.facts.items():
        facts[name] = _fact(name, fact, language, currency, stages)
    return facts


def _of_rows(n_of: str) -> Text:
    if not n_of:
        return Text(fr="", en="")
    return Text(fr=" sur {of}", en=" of {of}").format(of=n_of)


def _fact(
    name: str, fact: Any, language: Language, currency: str, stages: Mapping[str, Text]
) -> object:
    if name in _MONEY:
        return formats.money(fact, currency, language)
    if name in _DAYS:
        return formats.day(date.fromisoformat(fact), language)
    if name in _STAGES:
        return stages.get(fact, fact)
    if name == "month":
        return formats.month(fact, language)
    if isinstance(fact, int | float):
        return formats.number(fact, language, digits=_digits(fact))
    return REASONS.get(fact, fact) if name == "why" else fact


def _digits(fact: float) -> int:
    return 1 if abs(fact) < _SMALL and fact != int(fact) else 0


def _where(finding: Finding) -> str:
    return ".".join(part for part in (finding.table, finding.column) if part)


def table_name(table: str, language: Language) -> str:
    """Return the name of a table on screen."""
    return TABLES[table].in_(language)
