"""Sums in cells: of an array, and of many arrays into one grid."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# More cells than this are kept as those that are not 0.
_DENSE_UP_TO = 4_000_000


def summed(
    cells: NDArray[Any], values: NDArray[Any] | None = None, *, n_cells: int = 0
) -> NDArray[np.float64]:
    """Return the sum of `values` (1 each without them) in each cell."""
    return np.bincount(cells, values, minlength=n_cells).astype(np.float64)


@dataclass
class Sums:
    """Sums in the cells of a grid, of which a large one is mostly empty."""

    n_cells: int
    _dense: NDArray[np.float64] | None = None
    _sparse: list[tuple[NDArray[np.int64], NDArray[np.float64]]] = field(default_factory=list)

    def add(self, cells: NDArray[Any], values: NDArray[Any] | None = None) -> None:
        """Add `values` (1 each without them) to their cells."""
        if self.n_cells <= _DENSE_UP_TO:
            more = summed(cells, values, n_cells=self.n_cells)
            self._dense = more if self._dense is None else self._dense + more
            return
        found, place = np.unique(cells, return_inverse=True)
        self._sparse.append((found, summed(place, values)))

    def cells(self) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return the cells that are not 0, and their sums."""
        if self._sparse:
            cells, values = (np.concatenate(each) for each in zip(*self._sparse, strict=True))
            found, place = np.unique(cells, return_inverse=True)
            return found, summed(place, values)
        dense = np.zeros(0) if self._dense is None else self._dense
        found = np.flatnonzero(dense)
        return found, dense[found]

    def grid(self, *shape: int) -> NDArray[np.float64]:
        """Return all the sums in a grid."""
        grid = np.zeros(self.n_cells)
        cells, values = self.cells()
        grid[cells] = values
        return grid.reshape(shape)
