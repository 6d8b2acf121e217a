"""A value that changes at known points, written so that an engine finds it in two steps."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Spans:
    """Spans of equal `length` from `start` on, in each of which the value changes once at most.

    In span `n` the value is ``values[n]`` before ``changes[n]`` (the end of the span where it does
    not change), and ``values[n + 1]`` from there on. What lies before the first span belongs to
    it, what lies after the last one to that. A value that never changes has no span.
    """

    start: int
    length: int
    changes: tuple[int, ...]
    values: tuple[int, ...]


def spans(first: int, changes: Sequence[tuple[int, int]]) -> Spans:
    """Cut a line of whole numbers into spans.

    Parameters
    ----------
    first
        The value before all changes.
    changes
        ``(point, value from there on)``, in order; no two of them at one point.

    Returns
    -------
    Spans
        As few of them as the shortest time between two changes allows.

    Examples
    --------
    >>> spans(0, [(10, 7), (14, 8), (20, 9)])
    Spans(start=10, length=4, changes=(10, 14, 20), values=(0, 7, 8, 9))
    """
    if not changes:
        return Spans(0, 1, (), (first,))
    points = dict(changes)
    start, last = min(points), max(points)
    length = min((after - before for before, after in pairwise(points)), default=1)
    numbers = {(point - start) // length: point for point in points}
    found, values = [], [first]
    for number in range((last - start) // length + 1):
        point = numbers.get(number)
        found.append(start + length * (number + 1) if point is None else point)
        values.append(values[-1] if point is None else points[point])
    return Spans(start, length, tuple(found), tuple(values))


def as_text(numbers: Iterable[int]) -> str:
    """Write numbers with a space between.

    >>> as_text((-18000, -14400))
    '-18000 -14400'
    """
    return " ".join(map(str, numbers))
