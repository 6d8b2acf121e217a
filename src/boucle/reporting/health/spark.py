"""A source's rows by month as small bars, drawn without a library: a page has dozens of them."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from boucle.analytics.health import DayCount

# Older months say little of a fault of today.
MOST_MONTHS = 36
_HEIGHT, _STEP, _BAR = 32, 7, 5


def by_month(days: Sequence[DayCount]) -> list[tuple[date, int]]:
    """Return the rows of each month from the first to the last, the last 36 of them."""
    sums: Counter[date] = Counter()
    for each in days:
        sums[each.day.replace(day=1)] += each.n
    months = [min(sums)]
    while months[-1] < max(sums):
        months.append((months[-1] + timedelta(days=31)).replace(day=1))
    return [(month, sums[month]) for month in months[-MOST_MONTHS:]]


def spark(months: Sequence[tuple[date, int]], marked: Collection[date], label: str) -> str:
    """Draw the months as bars in SVG; those in `marked` have another colour and a sign above."""
    most = max(n for _, n in months) or 1
    width = _STEP * len(months)
    bars = "".join(
        _bar(place, n / most, is_marked=month in marked) for place, (month, n) in enumerate(months)
    )
    return (
        f'<svg class="spark" viewBox="0 0 {width} {_HEIGHT}" width="{width}" height="{_HEIGHT}" '
        f'role="img" aria-label="{label}">{bars}</svg>'
    )


def _bar(place: int, share: float, *, is_marked: bool) -> str:
    left, room = place * _STEP + 1, _HEIGHT - 9
    height = max(round(share * room, 1), 0.5)
    bar = (
        f'<rect x="{left}" y="{round(_HEIGHT - height, 1)}" width="{_BAR}" height="{height}" '
        f'class="{"marked" if is_marked else "bar"}"/>'
    )
    if not is_marked:
        return bar
    middle, top = left + _BAR / 2, _HEIGHT - height - 7
    return f'{bar}<path d="M{middle - 3} {top}h6l-3 5z" class="marked"/>'
