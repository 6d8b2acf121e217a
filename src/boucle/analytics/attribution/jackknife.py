"""Intervals by a delete-a-group jackknife: what each group of cases, left out, would change."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def without_each(by_group: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return, for each group, the sum of the others."""
    rest: NDArray[np.float64] = by_group.sum(axis=0) - by_group
    return rest


def jackknife(
    whole: NDArray[np.float64], without: NDArray[np.float64], level: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the low and high bounds of `whole`, one row of `without` a group left out.

    Credits are totals: without a group of cases they are smaller by its size, and are brought back
    to all groups before they are compared [1]_.

    References
    ----------
    .. [1] Kott, P. S. The delete-a-group jackknife. Journal of Official Statistics 17(4), 521-526
       (2001).
    """
    n_groups = len(without)
    scaled = without * n_groups / (n_groups - 1)
    spread = ((scaled - scaled.mean(axis=0)) ** 2).sum(axis=0)
    error = np.sqrt(spread * (n_groups - 1) / n_groups)
    half = _t_quantile((1 + level) / 2, n_groups - 1) * error
    return whole - half, whole + half


def _t_quantile(share: float, degrees: int) -> float:
    """Return Student's quantile from the normal one, right to the third decimal from 30 degrees.

    The first terms of its expansion (Abramowitz and Stegun, 26.7.5).
    """
    z = NormalDist().inv_cdf(share)
    return z + (z**3 + z) / (4 * degrees) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * degrees**2)
