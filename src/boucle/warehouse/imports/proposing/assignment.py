"""The best pairing of roles and columns over all of them at once, not one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


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
    costs = [[-max(each, 0.0) for each in row] + [0.0] * n_rows for row in scores]
    n_columns = len(costs[0])
    taken = _taken(costs, n_rows, n_columns)
    n_real = n_columns - n_rows
    pairs = {row: column for column, row in enumerate(taken[:n_real]) if row >= 0}
    return {row: pairs[row] for row in sorted(pairs) if scores[row][pairs[row]] > 0}


def _taken(costs: list[list[float]], n_rows: int, n_columns: int) -> list[int]:
    """Return the row that each column is taken by, -1 for none."""
    rows_u, columns_v = [0.0] * (n_rows + 1), [0.0] * (n_columns + 1)
    owner, way = [0] * (n_columns + 1), [0] * (n_columns + 1)
    for row in range(1, n_rows + 1):
        owner[0], column = row, 0
        least, used = [float("inf")] * (n_columns + 1), [False] * (n_columns + 1)
        while owner[column]:
            used[column], delta, following = True, float("inf"), 0
            current = costs[owner[column] - 1]
            for j in range(1, n_columns + 1):
                if used[j]:
                    continue
                reduced = current[j - 1] - rows_u[owner[column]] - columns_v[j]
                if reduced < least[j]:
                    least[j], way[j] = reduced, column
                if least[j] < delta:
                    delta, following = least[j], j
            for j in range(n_columns + 1):
                if used[j]:
                    rows_u[owner[j]] += delta
                    columns_v[j] -= delta
                else:
                    least[j] -= delta
            column = following
        while column:
            owner[column] = owner[way[column]]
            column = way[column]
    return [each - 1 for each in owner[1:]]
