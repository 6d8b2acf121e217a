"""Quantiles of durations of which some still run, by the product-limit estimate."""

from __future__ import annotations

from math import exp, expm1
from typing import TYPE_CHECKING, NamedTuple

from boucle.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


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
    left, steps = 1.0, []
    for duration, at_risk, n_ended in _risks(ordered):
        # One left open at the moment at which others end was at risk there.
        left *= 1 - n_ended / at_risk
        steps.append((duration, left))
    return steps


def restricted_mean(
    counts: Iterable[CountedDuration], until: float, *, discount_rate: float = 0.0
) -> tuple[float, float]:
    """Return the mean duration up to `until`, and the variance of that estimate.

    Parameters
    ----------
    counts
        Durations with how many cases ended and how many were left open at each.
    until
        Where the area under the curve ends, 0 or more, in the unit of the durations. Beyond the
        longest duration the curve is drawn on, level: the caller holds it back.
    discount_rate
        Rate for each unit of duration at which later time weighs less, continuously; 0 or more.

    Raises
    ------
    ParameterError
        If a parameter is out of its range.

    References
    ----------
    .. [1] Klein, J. P., Moeschberger, M. L. Survival Analysis, 2nd ed., section 4.5
       (Springer, 2003): the area under the product-limit curve and its variance.

    Examples
    --------
    >>> restricted_mean([CountedDuration(10, 1, 0), CountedDuration(20, 1, 0)], 20)[0]
    15.0
    """
    if not until >= 0:
        raise ParameterError("until", until, "0 or more")
    if not discount_rate >= 0:
        raise ParameterError("discount_rate", discount_rate, "0 or more")
    counts = sorted(counts)
    steps = [(at, left) for at, left in survival(counts) if at < until]
    ends = [*(at for at, _ in steps[1:]), until]
    first = steps[0][0] if steps else until
    areas = [
        left * _weight(at, end, discount_rate) for (at, left), end in zip(steps, ends, strict=False)
    ]
    mean = _weight(0.0, first, discount_rate) + sum(areas)
    risks = {at: (n, ended) for at, n, ended in _risks(counts)}
    variance = 0.0
    for place, (at, _) in enumerate(steps):
        n, ended = risks[at]
        # Where the last one ends there is no area left after it, and no variance of it.
        if n > ended:
            variance += sum(areas[place:]) ** 2 * ended / (n * (n - ended))
    return mean, variance


def _weight(start: float, end: float, rate: float) -> float:
    """Return the time from `start` to `end`, discounted to 0."""
    if rate == 0:
        return end - start
    return exp(-rate * start) * -expm1(-rate * (end - start)) / rate


def _risks(ordered: Iterable[CountedDuration]) -> Iterator[tuple[float, int, int]]:
    """Yield each duration at which cases ended, how many were at risk and how many ended."""
    together = _together(ordered)
    at_risk = sum(ended + n_open for ended, n_open in together.values())
    for duration, (n_ended, n_open) in together.items():
        if n_ended:
            yield duration, at_risk, n_ended
        at_risk -= n_ended + n_open


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
