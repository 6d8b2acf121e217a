"""Quantiles of durations of which some still run, by the product-limit estimate."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boucle.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class CountedDuration(NamedTuple):
    """`n_ended` cases that ended after `duration` and `n_open` that were left at it, still open."""

    duration: float
    n_ended: int
    n_open: int


def survival(counts: Iterable[CountedDuration]) -> list[tuple[float, float]]:
    """Return (duration, share still open just after it), in order, where cases ended.

    Raises
    ------
    ParameterError
        If a count is negative.

    References
    ----------
    .. [1] Kaplan, E. L., Meier, P. Nonparametric estimation from incomplete observations.
       Journal of the American Statistical Association 53, 457-481 (1958).

    Examples
    --------
    >>> survival([CountedDuration(1, 1, 0), CountedDuration(2, 0, 1), CountedDuration(3, 1, 1)])
    [(1, 0.75), (3, 0.375)]
    """
    ordered = sorted(counts)
    if any(each.n_ended < 0 or each.n_open < 0 for each in ordered):
        raise ParameterError("counts", ordered, "counts of at least 0")
    at_risk = sum(each.n_ended + each.n_open for each in ordered)
    left, steps = 1.0, []
    for duration, (n_ended, n_open) in _together(ordered).items():
        if n_ended:
            # One left open at the moment at which others end was at risk there.
            left *= 1 - n_ended / at_risk
            steps.append((duration, left))
        at_risk -= n_ended + n_open
    return steps


def _together(ordered: Iterable[CountedDuration]) -> dict[float, tuple[int, int]]:
    found: dict[float, tuple[int, int]] = {}
    for duration, n_ended, n_open in ordered:
        ended, left = found.get(duration, (0, 0))
        found[duration] = (ended + n_ended, left + n_open)
    return found


def censored_quantiles(
    counts: Iterable[CountedDuration], shares: Sequence[float]
) -> list[float | None]:
    """Return the smallest duration by which each share of the cases has ended.

    Parameters
    ----------
    counts
        Durations with how many cases ended and how many were left open at each.
    shares
        Between 0 and 1, such as 0.5 for the median.

    Returns
    -------
    list
        A duration per share; None where fewer have ended as far as can be seen.

    Raises
    ------
    ParameterError
        If a share is not between 0 and 1, or a count is negative.

    Examples
    --------
    >>> closed_only = [CountedDuration(10, 3, 0), CountedDuration(20, 1, 0)]
    >>> with_open = [*closed_only, CountedDuration(30, 0, 4)]
    >>> censored_quantiles(closed_only, [0.5]), censored_quantiles(with_open, [0.5, 0.9])
    ([10], [20, None])
    """
    for share in shares:
        if not 0 < share < 1:
            raise ParameterError("shares", share, "0 < share < 1")
    steps = survival(counts)
    # Products of fractions miss 0.5 by 1e-16: a median must not slip to the next duration.
    return [next((at for at, left in steps if left <= 1 - share + 1e-12), None) for share in shares]
