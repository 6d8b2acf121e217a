"""Amounts out of scale: a zero too many, cents for dollars."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

_LEAST_ROWS = 20
_LEAST_A_MONTH = 5
# Eight and not ten: what is ten times too large was not the same before.
_FOLD = 8.0
_DEVIATIONS = 5.0
_MAD_TO_DEVIATION = 1.4826
# A median of normal values strays so much further than their mean.
_MEDIAN_TO_MEAN = 1.2533


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount: the `key` of its row, the `group` it is compared within, the day it is of."""

    key: str
    group: str
    amount: float
    day: date | None = None


@dataclass(frozen=True, slots=True)
class OutOfScale:
    """An amount that is far from the `typical` one of its group."""

    key: str
    group: str
    amount: float
    typical: float


@dataclass(frozen=True, slots=True)
class ShiftedMonth:
    """A month whose typical amount is far from that of the other months: `fold` times as large."""

    group: str
    month: str
    n: int
    fold: float


def out_of_scale(amounts: Iterable[Amount]) -> list[OutOfScale]:
    """Find the amounts that are at least eight times, or at most an eighth of, the usual one.

    Parameters
    ----------
    amounts
        Compared within their group; those that are not above 0 say nothing of the scale.

    Returns
    -------
    list of OutOfScale
        In order of group and key. Groups under 20 amounts are not judged.

    Notes
    -----
    On logarithms, an amount must also lie over five robust deviations (1.4826 × the median
    absolute deviation) from the median: where deals run from a hundred to a million, ten times
    more is no fault.
    """
    found = []
    for group, members in sorted(_grouped(amounts).items()):
        logs = [math.log(each.amount) for each in members]
        middle = median(logs)
        least = max(math.log(_FOLD), _DEVIATIONS * _deviation(logs))
        found += [
            OutOfScale(each.key, group, each.amount, math.exp(middle))
            for each, log in zip(members, logs, strict=True)
            if len(members) >= _LEAST_ROWS and abs(log - middle) >= least
        ]
    return found


def shifted_months(amounts: Iterable[Amount]) -> list[ShiftedMonth]:
    """Find the months whose median amount is eight times that of the others, or an eighth.

    Parameters
    ----------
    amounts
        With their days; compared within their group.

    Returns
    -------
    list of ShiftedMonth
        In order of group and month. A month needs five amounts, a group three such months.

    Notes
    -----
    The month's median must also lie over five of its own deviations from the others: 1.25 robust
    deviations of the group ÷ √n, that of a median of n normal values. A few wide amounts are none.
    """
    found = []
    for group, members in sorted(_grouped(amounts).items()):
        months: dict[str, list[float]] = defaultdict(list)
        for each in members:
            if each.day is not None:
                months[f"{each.day:%Y-%m}"].append(math.log(each.amount))
        middles = {
            month: median(logs) for month, logs in months.items() if len(logs) >= _LEAST_A_MONTH
        }
        if len(middles) >= 3:  # noqa: PLR2004 - of two, nobody knows which is wrong
            found += _shifted(group, middles, months)
    return found


def _shifted(
    group: str, middles: dict[str, float], months: dict[str, list[float]]
) -> list[ShiftedMonth]:
    usual = median(middles.values())
    spread = _MEDIAN_TO_MEAN * _deviation([log for logs in months.values() for log in logs])
    return [
        ShiftedMonth(group, month, len(months[month]), math.exp(middle - usual))
        for month, middle in sorted(middles.items())
        if abs(middle - usual)
        >= max(math.log(_FOLD), _DEVIATIONS * spread / math.sqrt(len(months[month])))
    ]


def _deviation(logs: Sequence[float]) -> float:
    middle = median(logs)
    return _MAD_TO_DEVIATION * median(abs(log - middle) for log in logs)


def _grouped(amounts: Iterable[Amount]) -> dict[str, Sequence[Amount]]:
    groups: dict[str, list[Amount]] = defaultdict(list)
    for each in sorted(amounts, key=lambda amount: amount.key):
        if each.amount > 0:
            groups[each.group].append(each)
    return dict(groups)
