"""Columns side by side, and the few things done to them everywhere in the simulation.

Moments are seconds since 1970 on the company's wall clock, as floats; NaN means "never".
"""

from __future__ import annotations

from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Frame = dict[str, Array]

DAY = 86_400.0
HOUR = 3_600.0


def generator(seed: int, part: str) -> np.random.Generator:
    """Return the random numbers of one part: a change there leaves the other parts as they are."""
    return np.random.default_rng([seed, crc32(part.encode())])


def n_rows(frame: Frame) -> int:
    """Return the number of rows."""
    return len(next(iter(frame.values())))


def take(frame: Frame, rows: Array) -> Frame:
    """Return the rows that a mask or an index names."""
    return {name: column[rows] for name, column in frame.items()}


def stack(frames: list[Frame]) -> Frame:
    """Put frames with the same columns under each other."""
    return {name: np.concatenate([each[name] for each in frames]) for name in frames[0]}


def ids(prefix: str, n: int) -> Array:
    """Return `n` keys such as ``L-000001``.

    >>> ids("L", 2).tolist()
    ['L-000001', 'L-000002']
    """
    return np.char.mod(f"{prefix}-%06d", np.arange(1, n + 1)).astype(object)


def keys_of(keys: Array, rows: Array) -> Array:
    """Return the keys of `rows`; a row of -1 has none, which is an empty text."""
    found = keys[np.maximum(rows, 0)]
    return np.where(rows >= 0, found, "").astype(object)


def pick(rng: np.random.Generator, table: Array, rows: Array) -> Array:
    """Draw a column for each of `rows` with the shares that stand in that row of `table`."""
    bounds = np.cumsum(table, axis=1)[rows]
    drawn = rng.random(len(rows))[:, None] * bounds[:, -1:]
    return np.asarray((drawn >= bounds[:, :-1]).sum(axis=1))


def choose(rng: np.random.Generator, values: Any, n: int, shares: Any = None) -> Array:
    """Draw `n` of `values`, with `shares` that need not add up to 1."""
    weights = None if shares is None else np.asarray(shares, float) / np.sum(shares)
    return np.asarray(values, dtype=object)[rng.choice(len(values), n, p=weights)]


def happens(rng: np.random.Generator, n: int, share: float | Array) -> Array:
    """Tell for each of `n` rows whether something that happens to `share` of them does."""
    return np.asarray(rng.random(n) < share)


def place_in_group(counts: Array) -> Array:
    """Return 0, 1, 2… within each group of `counts` rows.

    >>> place_in_group(np.array([2, 0, 3])).tolist()
    [0, 1, 0, 1, 2]
    """
    starts = np.repeat(np.cumsum(counts) - counts, counts)
    return np.asarray(np.arange(counts.sum()) - starts)


def skewed(rng: np.random.Generator, median: Any, spread: float, n: int) -> Array:
    """Draw `n` positive numbers around `median` with a long right tail."""
    return np.asarray(median * np.exp(spread * rng.standard_normal(n)))


def dates_of(moments: Array) -> Array:
    """Return the midnight before each moment."""
    return np.floor(moments / DAY) * DAY
