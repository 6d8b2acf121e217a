"""Rounded parts that still add up."""

from __future__ import annotations

from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Decimal, localcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def largest_remainder(
    amounts: Sequence[float | Decimal], total: float | Decimal, digits: int = 2
) -> list[Decimal]:
    """Round parts for the eye so that they sum to the rounded total.

    Parameters
    ----------
    amounts
        Parts in order of their touchpoints; their sum is `total` but for floating point.
    total
        What they add up to.
    digits
        Decimals to keep.

    Returns
    -------
    list[Decimal]
        Each part rounded down, and the units left given to the largest remainders; of equal
        ones, to the earlier.

    Examples
    --------
    >>> [str(part) for part in largest_remainder([100 / 3] * 3, 100)]
    ['33.34', '33.33', '33.33']
    """
    unit = Decimal(1).scaleb(-digits)
    with localcontext(prec=60):
        # Ten more decimals than are kept: floating point leaves 1e-12 between equal parts.
        exact = [round(Decimal(amount) / unit, 10) for amount in amounts]
        whole = (Decimal(total) / unit).to_integral_value(rounding=ROUND_HALF_EVEN)
    floors = [part.to_integral_value(rounding=ROUND_FLOOR) for part in exact]
    left = int(whole - sum(floors))
    by_remainder = sorted(range(len(exact)), key=lambda place: floors[place] - exact[place])
    lucky = set(by_remainder[: max(left, 0)])
    return [(floor + (place in lucky)) * unit for place, floor in enumerate(floors)]
