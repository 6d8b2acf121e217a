"""What the parts of an agreement say about each other, beyond what each may hold on its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.agreement.checks.calendar import calendar
from boucle.agreement.checks.commitments import commitments, planned_mix, workload
from boucle.agreement.checks.definitions import grid, reasons, stages
from boucle.agreement.checks.draft import Draft
from boucle.agreement.checks.follow_up import attribution, escalation, meetings
from boucle.agreement.checks.goals import goals, volume
from boucle.agreement.checks.references import duplicates, references
from boucle.agreement.checks.signatures import signatures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from boucle.agreement.finding import Finding
    from boucle.agreement.schema import Agreement
    from boucle.errors.agreement import Fault

__all__ = ["Draft", "all_findings", "warnings"]

_CHECKS: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    duplicates, references, stages, grid, reasons, goals, volume, commitments, workload,
    planned_mix, attribution, escalation, meetings, calendar, signatures,
)  # fmt: skip


def all_findings(draft: Draft) -> Iterator[Finding]:
    """Yield what every check finds, faults and warnings."""
    for check in _CHECKS:
        yield from check(draft)


def warnings(agreement: Agreement) -> tuple[Fault, ...]:
    """Return what is allowed and unwise in an agreement that is already made."""
    from boucle.agreement.faults import fault_of  # circular

    data = agreement.model_dump()
    sections = {name: getattr(agreement, name) for name in type(agreement).model_fields}
    draft = Draft(data, sections, agreement)
    name = f"{agreement.code} {agreement.version}"
    found = (*volume(draft), *planned_mix(draft))
    return tuple(fault_of(each, file=name, data=data) for each in found if each.is_warning)
