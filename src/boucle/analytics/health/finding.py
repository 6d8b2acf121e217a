"""One finding about the data: what, where, how much, and which figure it changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Check = Literal[
    "completeness", "freshness", "contradictions", "orphans", "jumps", "rejects", "unmapped",
    "duplicates", "workspace",
]  # fmt: skip
# A figure is wrong or missing; a figure is doubtful in part; no figure changes.
Severity = Literal["wrong", "doubtful", "remark"]

CHECKS: tuple[Check, ...] = (
    "completeness", "freshness", "contradictions", "orphans", "jumps", "rejects", "unmapped",
    "duplicates", "workspace",
)  # fmt: skip
SEVERITIES: tuple[Severity, ...] = ("wrong", "doubtful", "remark")

# What people decide on first: money and wins, then leads and their origin, then durations.
_MONEY, _LEADS, _DURATIONS, _REST = range(4)
_PLACES = {
    "report": _MONEY,
    "won_amount": _MONEY,
    "n_won": _MONEY,
    "win_share": _MONEY,
    "spend": _MONEY,
    "return_on_spend": _MONEY,
    "return_on_margin": _MONEY,
    "pipeline_amount": _MONEY,
    "counts": _LEADS,
    "n_leads": _LEADS,
    "n_mql": _LEADS,
    "n_contacts": _LEADS,
    "cost_per_lead": _LEADS,
    "credit": _LEADS,
    "by_month": _LEADS,
    "median_days_to_won": _DURATIONS,
    "follow_up_time": _DURATIONS,
}
FIGURES = (*_PLACES, "none")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found.

    ``n`` rows of ``n_of`` (None where no whole is meant) in ``table`` and ``column``; ``examples``
    are keys, at most five. ``figure`` of the report is what changes, ``amount`` by how much about,
    in the agreement's currency. ``facts`` fill the sentences.
    """

    code: str
    check: Check
    severity: Severity
    table: str
    column: str
    n: int
    n_of: int | None = None
    examples: tuple[str, ...] = ()
    figure: str = "none"
    amount: float | None = None
    facts: Mapping[str, str | int | float] = field(default_factory=dict)

    @property
    def share(self) -> float:
        """The part of the whole that is concerned, 0 to 1; 1 where no whole is meant."""
        return self.n / self.n_of if self.n_of else 1.0


def by_effect(findings: Iterable[Finding]) -> list[Finding]:
    """Put findings in the order of what they change in the report.

    Parameters
    ----------
    findings
        In any order.

    Returns
    -------
    list of Finding
        Money and wins first, then leads and their origin, then durations, then the rest; within
        each, what makes a figure wrong before what makes it doubtful, then by amount, then by the
        part of the rows concerned. The order does not depend on that of `findings`.
    """
    return sorted(findings, key=_place)


def _place(finding: Finding) -> tuple[object, ...]:
    return (
        _PLACES.get(finding.figure, _REST),
        SEVERITIES.index(finding.severity),
        -(finding.amount or 0.0),
        -finding.share,
        -finding.n,
        finding.code,
        finding.table,
        finding.column,
        # Findings that are alike so far still have an order, whatever they came in.
        finding.figure,
        finding.n_of or 0,
        finding.examples,
        sorted((name, str(fact)) for name, fact in finding.facts.items()),
    )
