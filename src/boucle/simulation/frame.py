"""Columns side by side, and the few things done to them everywhere in the simulation.

Moments are seconds since 1970 on the company's wall clock, as floats; NaN means "never". Texts are
`Words` or `Keys`: numbers until a file asks for them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from boucle.simulation.words import Keys, Words, stacked

Array = NDArray[Any]
# A column is an array or a text column; both can be indexed by a mask or by places.
Frame = dict[str, Any]

DAY = 86_400.0
HOUR = 3_600.0


def n_rows(frame: Frame) -> int:
    """Return the number of rows."""
    return len(next(iter(frame.values())))


def take(frame: Frame, rows: Array) -> Frame:
    """Return the rows that a mask or an index names."""
    return {name: column[rows] for name, column in frame.items()}


def stack(frames: list[Frame]) -> Frame:
    """Put frames with the same columns under each other."""
    return {name: _under([each[name] for each in frames]) for name in frames[0]}


def _under(columns: list[Any]) -> Any:
    is_text = isinstance(columns[0], (Words, Keys))
    return stacked(columns) if is_text else np.concatenate(columns)


def by_time(frame: Frame, column: str, *, until: float) -> Frame:
    """Return the rows up to a moment in order of time."""
    kept = take(frame, frame[column] <= until)
    return take(kept, np.argsort(kept[column], kind="stable"))


def place_in_group(counts: Array) -> Array:
    """Return 0, 1, 2… within each group of `counts` rows.

    >>> place_in_group(np.array([2, 0, 3])).tolist()
    [0, 1, 0, 1, 2]
    """
    starts = np.repeat(np.cumsum(counts) - counts, counts)
    return np.asarray(np.arange(counts.sum()) - starts)


def dates_of(moments: Array) -> Array:
    """Return the midnight before each moment."""
    return np.floor(moments / DAY) * DAY
