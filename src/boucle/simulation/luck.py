"""Random numbers that belong to a row: the same row draws the same, whatever else there is.

A stream of random numbers would give every later row other numbers once one row more or less is
drawn. Here each number is computed from the seed, the part, the row's own number and the place of
the draw, so that a company with a change and the same one without it differ only in what the change
touches (common random numbers).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

from boucle.simulation.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_ALL = 2**64 - 1
# The constants of SplitMix64.
_STEP, _FIRST, _SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB


class Luck:
    """The draws of one part of the simulation for a list of rows.

    Every call gives one number (or word) a row, and the next call others.
    """

    def __init__(self, seed: int, part: str, rows: NDArray[Any], *, block: int = 0) -> None:
        salt = _mixed_one(seed) ^ crc32(part.encode()) ^ (block << 32)
        self._salt = _mixed_one(salt)
        self._rows = _mixed(rows.astype(np.uint64))
        self._n_drawn = 0

    def at(self, rows: NDArray[Any]) -> Luck:
        """Return the luck of some of the rows, with draws of their own."""
        return self._child(self._rows[rows])

    def each(self, counts: NDArray[Any], places: NDArray[Any]) -> Luck:
        """Return the luck of what each row has several of; `places` counts from 0 in each row."""
        return self._child(_mixed(np.repeat(self._rows, counts) + places.astype(np.uint64)))

    def _child(self, rows: NDArray[Any]) -> Luck:
        return Luck(self._next(), "", rows)

    def _next(self) -> int:
        self._n_drawn += 1
        return (self._salt + self._n_drawn * _STEP) & _ALL

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def rows(self) -> NDArray[np.uint64]:
        """A number of each row, by which another part can draw for it."""
        return _mixed(self._rows ^ np.uint64(self._salt))

    def random(self) -> NDArray[np.float64]:
        """Draw from 0 to 1, 1 left out."""
        bits = _mixed(self._rows ^ np.uint64(self._next()))
        return (bits >> np.uint64(11)).astype(np.float64) * 2.0**-53

    def uniform(self, low: Any, high: Any) -> NDArray[np.float64]:
        """Draw evenly from `low` to `high`."""
        return np.asarray(low + (high - low) * self.random())

    def happens(self, share: Any) -> NDArray[np.bool_]:
        """Tell for each row whether something that happens to `share` of them does."""
        return np.asarray(self.random() < share)

    def normal(self) -> NDArray[np.float64]:
        """Draw from the normal distribution of mean 0 and deviation 1 (Box and Muller)."""
        radius = np.sqrt(-2.0 * np.log1p(-self.random()))
        return np.asarray(radius * np.cos(2.0 * np.pi * self.random()))

    def skewed(self, median: Any, spread: float) -> NDArray[np.float64]:
        """Draw positive numbers around `median` with a long right tail (log-normal)."""
        return np.asarray(median * np.exp(spread * self.normal()))

    def poisson(self, mean: Any) -> NDArray[np.int64]:
        """Draw counts around `mean`, which is at most a few hundred."""
        drawn = self.random()
        chance = np.exp(-np.broadcast_to(np.asarray(mean, float), drawn.shape))
        below, found, n = chance.copy(), np.zeros(len(drawn), dtype=np.int64), 0
        while (more := drawn >= below).any() and n < _MOST:
            found += more
            n += 1
            chance = chance * mean / n
            below += chance
        return found

    def place(self, shares: Any) -> NDArray[np.int64]:
        """Draw the place of one of `shares`, which need not add up to 1."""
        bounds = np.cumsum(np.asarray(shares, float))
        found = np.searchsorted(bounds, self.random() * bounds[-1], side="right")
        return np.asarray(np.minimum(found, len(bounds) - 1))

    def choose(self, words: Sequence[str], shares: Any = None) -> Words:
        """Draw one of `words` for each row."""
        return Words(self.place(np.ones(len(words)) if shares is None else shares), words)

    def pick(self, table: NDArray[Any], rows: NDArray[Any]) -> NDArray[np.int64]:
        """Draw a column for each of `rows` with the shares that stand in that row of `table`."""
        bounds = np.cumsum(table, axis=1)
        drawn = self.random() * bounds[:, -1][rows]
        found = np.zeros(len(rows), dtype=np.int64)
        for column in range(table.shape[1] - 1):
            found += drawn >= bounds[:, column][rows]
        return found


_MOST = 5000


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Scatter the bits of each number over all 64 (the end of SplitMix64)."""
    found = numbers + np.uint64(_STEP)
    found ^= found >> np.uint64(30)
    found *= np.uint64(_FIRST)
    found ^= found >> np.uint64(27)
    found *= np.uint64(_SECOND)
    found ^= found >> np.uint64(31)
    return found


def _mixed_one(number: int) -> int:
    return int(_mixed(np.array([number & _ALL], dtype=np.uint64))[0])
