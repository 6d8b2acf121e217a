"""Attribution, escalation and meetings that contradict themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.agreement.durations import parse_duration
from boucle.agreement.finding import Finding
from boucle.agreement.wording import listed, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boucle.agreement.checks.draft import Draft

# Credits are written in cents: each may be off by half a cent.
_CENT = 0.005


def attribution(draft: Draft) -> Iterator[Finding]:
    """Find a reference that is not shown, and a witness case that does not add up."""
    given = draft.sections.get("attribution")
    if given is None:
        return
    if given.reference_model not in given.models:
        facts = {"given": given.reference_model, "allowed": listed(given.models)}
        yield Finding("reference_model", ("attribution", "reference_model"), facts)
    for number, expected in enumerate(given.witness.expected if given.witness else ()):
        path = ("attribution", "witness", "expected", number, "credit")
        touches = tuple(touch.touch for touch in given.witness.path)
        total = sum(expected.credit.values())
        if abs(total - given.witness.amount) > _CENT * (len(expected.credit) + 1):
            facts = {"model": expected.model, "total": shown(round(total, 2))}
            facts["amount"] = shown(given.witness.amount)
            yield Finding("witness_sum", path, facts, on_key=True)
        for touch in expected.credit:
            if touch not in touches:
                facts = {"given": touch, "section": "attribution.witness.path", "hint": ""}
                facts["allowed"] = listed(touches)
                yield Finding("unknown_reference", (*path, touch), facts, on_key=True)


def escalation(draft: Draft) -> Iterator[Finding]:
    """Find steps that nothing sets off."""
    given = draft.sections.get("escalation")
    for side in ("sales", "marketing") if given is not None else ():
        for number, step in enumerate(getattr(given, side)):
            if step.at is None and step.when is None:
                yield Finding("step_without_trigger", ("escalation", side, number))


def meetings(draft: Draft) -> Iterator[Finding]:
    """Find agendas that are longer than their meeting."""
    for number, meeting in enumerate(draft.sections.get("meetings") or ()):
        total = sum(item.minutes or 0 for item in meeting.agenda)
        seconds = parse_duration(meeting.duration).plain_seconds
        if seconds is not None and total * 60 > seconds:
            facts = {"total": total, "limit": seconds // 60}
            yield Finding("agenda", ("meetings", number, "agenda"), facts, on_key=True)
