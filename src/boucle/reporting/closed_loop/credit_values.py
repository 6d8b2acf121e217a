"""Credits as plain numbers, whether a model gives a number or a number with its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def credit_values(credit: Mapping[str, Any]) -> dict[str, float | None]:
    """Return the credit of each model without its interval.

    >>> credit_values({"linear": 5.0, "markov": {"value": 4.0, "low": 3.0, "high": 6.0}})
    {'linear': 5.0, 'markov': 4.0}
    """
    return {
        model: value["value"] if isinstance(value, dict) else value
        for model, value in credit.items()
    }
