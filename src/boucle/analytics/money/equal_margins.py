"""Sharing an amount so that one more of it would bring the same everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_HALVINGS = 60


def equal_margins(
    marginals: Sequence[Callable[[float], float]],
    bounds: Sequence[tuple[float, float]],
    total: float,
) -> tuple[list[float], float]:
    """Return the amounts, and the marginal value at which those between their bounds stand.

    Parameters
    ----------
    marginals
        What one more brings at an amount, for each receiver: it falls as the amount rises.
    bounds
        The least and the most that each may get; `total` lies between their sums.
    total
        What there is to share.

    Returns
    -------
    tuple
        Amounts that add up to `total`, and the common marginal value.
    """
    edges = [marginal(bound) for marginal, pair in zip(marginals, bounds, strict=True)
             for bound in pair]  # fmt: skip
    low, high = min(edges), max(edges)
    for _ in range(_HALVINGS):
        price = (low + high) / 2
        spent = sum(_amount(*each, price) for each in zip(marginals, bounds, strict=True))
        low, high = (low, price) if spent < total else (price, high)
    price = (low + high) / 2
    amounts = [_amount(*each, price) for each in zip(marginals, bounds, strict=True)]
    return _exact(amounts, bounds, total), price


def _amount(marginal: Callable[[float], float], pair: tuple[float, float], price: float) -> float:
    low, high = pair
    if marginal(high) >= price:
        return high
    if marginal(low) <= price:
        return low
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if marginal(middle) > price else (low, middle)
    return (low + high) / 2


def _exact(
    amounts: list[float], bounds: Sequence[tuple[float, float]], total: float
) -> list[float]:
    """Give what halving has left over to whoever has room for it."""
    missing = total - sum(amounts)
    for place, (low, high) in enumerate(bounds):
        room = (high if missing > 0 else low) - amounts[place]
        given = min(missing, room) if missing > 0 else max(missing, room)
        amounts[place] += given
        missing -= given
    return amounts
