"""From findings to faults: words in both languages, line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.agreement.fault_texts import FAULT_TEXTS
from boucle.agreement.reading import Spot, spot_within
from boucle.agreement.wording import dotted
from boucle.errors.agreement import Fault

if TYPE_CHECKING:
    from boucle.agreement.finding import Finding, Path
    from boucle.agreement.reading import Reading


def fault_of(finding: Finding, *, file: str, data: object) -> Fault:
    """Return the fault without a place in a file."""
    text = FAULT_TEXTS[finding.code].format(**finding.facts)
    return Fault(finding.code, text, file, dotted(finding.path, data))


def placed_fault(finding: Finding, reading: Reading, *, text: str, file: str) -> Fault:
    """Return the fault with its line and column in `text`."""
    line, column = _place(finding, reading, text)
    facts = dict(finding.facts)
    if isinstance(first := facts.get("first"), tuple):
        spot = _nearest(first, reading)
        facts["first"] = spot.line if spot else 1
    words = FAULT_TEXTS[finding.code].format(**facts)
    path = dotted(finding.path, reading.data)
    return Fault(finding.code, words, file, path, line, column)


def _place(finding: Finding, reading: Reading, text: str) -> tuple[int, int]:
    if finding.spot is not None:
        return finding.spot
    if finding.on_key and finding.path in reading.keys:
        spot: Spot | None = reading.keys[finding.path]
    else:
        spot = _nearest(finding.path, reading)
    if spot is None:
        return 1, 1
    value = _value(reading.data, finding.path)
    if finding.position is not None and isinstance(value, str):
        return spot_within(text, spot, value, finding.position)
    return spot.line, spot.column


def _nearest(path: Path, reading: Reading) -> Spot | None:
    for length in range(len(path), -1, -1):
        if (spot := reading.values.get(path[:length])) is not None:
            return spot
    return None


def _value(data: object, path: Path) -> object:
    for step in path:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, tuple) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data
