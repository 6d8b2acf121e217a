"""Figures that do not tremble: the same data give the same report to the last digit."""

from __future__ import annotations

from typing import Any

# A double holds 15; the last ones depend on the order in which threads added up.
_SIGNIFICANT_DIGITS = 12


def steady(content: Any) -> Any:
    """Return `content` with its floats at twelve significant digits.

    >>> steady({"won_amount": 676851.4799999996, "n_won": 842})
    {'won_amount': 676851.48, 'n_won': 842}
    """
    if isinstance(content, float):
        return float(f"{content:.{_SIGNIFICANT_DIGITS}g}")
    if isinstance(content, dict):
        return {name: steady(each) for name, each in content.items()}
    if isinstance(content, (list, tuple)):
        return [steady(each) for each in content]
    return content
