"""Shares with their interval, masked where too few cases stand behind them."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from boucle.errors import ParameterError

MASK_UNDER = 10
RANK_FROM = 20
INTERVAL_UNDER = 100


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with what it stands on: `n` cases and an interval; `reason` where it has no value.

    `value`, `low` and `high` are in the unit of the figure (a share is 0 to 1).
    """

    value: float | None
    n: int
    low: float | None = None
    high: float | None = None
    reason: str | None = None

    def as_json(self) -> dict[str, float | int | None]:
        """Return the four public keys; the reason stands in its row's `reasons`."""
        return {"value": self.value, "n": self.n, "low": self.low, "high": self.high}


def wilson(successes: int, n: int, *, level: float = 0.95) -> tuple[float, float]:
    """Return the Wilson score interval of a share.

    Parameters
    ----------
    successes, n
        Counts, ``0 <= successes <= n`` and ``n > 0``.
    level
        Coverage, between 0 and 1.

    Raises
    ------
    ParameterError
        If a count or the level is out of its range.

    References
    ----------
    .. [1] Wilson, E. B. Probable inference, the law of succession, and statistical inference.
       Journal of the American Statistical Association 22, 209-212 (1927).

    Examples
    --------
    >>> [round(100 * bound, 1) for bound in wilson(3, 12)]
    [8.9, 53.2]
    """
    if not 0 <= successes <= n or n == 0:
        raise ParameterError("successes, n", (successes, n), "0 <= successes <= n, n > 0")
    if not 0 < level < 1:
        raise ParameterError("level", level, "0 < level < 1")
    z = NormalDist().inv_cdf((1 + level) / 2)
    p = successes / n
    centre = p + z * z / (2 * n)
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    # At 0 and at n the bound is exact; floating point leaves 1e-18 beside it.
    low = 0.0 if successes == 0 else (centre - half) / scale
    high = 1.0 if successes == n else (centre + half) / scale
    return low, high


def share(successes: int | None, n: int | None, *, level: float = 0.95) -> Figure:
    """Return `successes` of `n` as a figure, masked under ten cases.

    A null count means that nothing records it: reason ``not_recorded``.

    >>> share(45, 60).value, share(2, 8).reason
    (0.75, 'n_under_10')
    """
    if successes is None or n is None:
        return Figure(None, n or 0, reason="not_recorded")
    if n < MASK_UNDER:
        return Figure(None, n, reason="no_cases" if n == 0 else "n_under_10")
    low, high = wilson(successes, n, level=level)
    return Figure(successes / n, n, low, high)
