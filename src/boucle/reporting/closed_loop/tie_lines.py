"""One line of the reconciliation: two totals, and what explains their difference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

Line = dict[str, Any]

# Sums of floating-point amounts agree to a cent, or they do not agree.
_CENT = 0.005


def tie(
    name: str,
    source: float,
    reported: float,
    explained: Iterable[tuple[str, int, float]],
    unit: str,
) -> Line:
    """Return one line; explanations that took nothing are left out."""
    parts: list[dict[str, Any]] = [
        {"reason": reason, "n": n, "amount": amount} for reason, n, amount in explained if n
    ]
    rest = source - reported - explained_total({"explained": parts})
    return {
        "name": name,
        "unit": unit,
        "source": source,
        "reported": reported,
        "explained": parts,
        "difference": 0.0 if abs(rest) < _CENT else rest,
        "is_tied": abs(rest) < _CENT,
    }


def explained_total(line: Line) -> float:
    """Return what the explanations of a line add up to."""
    return sum((part["amount"] for part in line["explained"]), start=0.0)
