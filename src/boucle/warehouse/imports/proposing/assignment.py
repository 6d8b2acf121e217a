"""The best pairing of roles and columns over all of them at once, not one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def best_pairs(scores: Sequence[Sequence[float]]) -> dict[int, int]:
    """Return for each row the column that it takes, so that the sum of scores is greatest.

    Parameters
    ----------
    scores
        One list a row, as long as there are columns; 0 and less is no pair at all.

    Notes
    -----
    The Hungarian method with potentials, row by row. [1]_

    References
    ----------
    .. [1] The Hungarian method for the assignment problem. Naval Research Logistics
       Quarterly 2 (1955), 83-97. doi:10.1002/nav.3800020109

    >>> best_pairs([[0.9, 0.8], [0.85, 0.1]])
    {0: 1, 1: 0}
    """
    n_rows = len(scores)
    if not n_rows:
        return {}
    # As many idle columns as rows: a row may also take none.
    gains = np.clip(np.array(scores, dtype=float).reshape(n_rows, -1), 0.0, None)
    costs = np.hstack([-gains, np.zeros((n_rows, n_rows))])
    owners = _owners(costs)
    pairs = {row: column for column, row in enumerate(owners[: gains.shape[1]]) if row >= 0}
    return {row: pairs[row] for row in sorted(pairs) if scores[row][pairs[row]] > 0}


def _owners(costs: NDArray[np.float64]) -> list[int]:
    """Return the row that each column is taken by, -1 for none; `costs` has rows to spare."""
    n_rows, n_columns = costs.shape
    # Place 0 is the row that is being given a column; columns count from 1.
    owner = np.zeros(n_columns + 1, dtype=int)
    of_rows, of_columns = np.zeros(n_rows + 1), np.zeros(n_columns + 1)
    for row in range(1, n_rows + 1):
        owner[0] = row
        _give(costs, owner, of_rows, of_columns)
    return [int(each) - 1 for each in owner[1:]]


def _give(
    costs: NDArray[np.float64],
    owner: NDArray[np.int_],
    of_rows: NDArray[np.float64],
    of_columns: NDArray[np.float64],
) -> None:
    """Give the row at place 0 a column by the cheapest chain of changes; potentials move along."""
    least = np.full(len(owner), np.inf)
    is_used = np.zeros(len(owner), dtype=bool)
    came_from = np.zeros(len(owner), dtype=int)
    column = 0
    while owner[column]:
        is_used[column] = True
        reduced = costs[owner[column] - 1] - of_rows[owner[column]] - of_columns[1:]
        is_better = np.append(False, ~is_used[1:] & (reduced < least[1:]))
        least[is_better] = reduced[is_better[1:]]
        came_from[is_better] = column
        following = int(np.where(is_used, np.inf, least).argmin())
        delta = least[following]
        of_rows[owner[is_used]] += delta
        of_columns[is_used] -= delta
        least[~is_used] -= delta
        column = following
    while column:
        owner[column] = owner[came_from[column]]
        column = int(came_from[column])
