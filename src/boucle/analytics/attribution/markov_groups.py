"""Markov credit of all cases, and of all but each group of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from boucle.analytics.attribution.chain import Chain
from boucle.analytics.attribution.markov_credit import MarkovCredit, markov_credit
from boucle.analytics.attribution.sums import summed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from boucle.analytics.attribution.tallies import Tallies


def markov_by_group(tallies: Tallies) -> list[MarkovCredit]:
    """Return the credit of all cases, then without each group where there are several."""
    n_groups, n_codes = tallies.n_groups, tallies.n_codes
    cells, counts = tallies.steps.cells()
    group, step = np.divmod(cells, (n_codes + 1) * n_codes)
    steps, place = np.unique(step, return_inverse=True)
    whole = summed(place, counts, n_cells=len(steps))
    ends = [
        each.grid(n_groups, n_codes) for each in (tallies.won, tallies.lost, tallies.won_amount)
    ]
    totals = [each.sum(axis=0) for each in ends]
    bounds = np.searchsorted(group, np.arange(n_groups + 1))

    def credited(n: NDArray[np.float64], ends: list[NDArray[np.float64]]) -> MarkovCredit:
        chain = _chain(steps, n, ends, n_codes)
        return markov_credit(chain, n_codes, is_negative=tallies.is_negative)

    found = [credited(whole, totals)]
    for number in range(n_groups if n_groups > 1 else 0):
        own = slice(bounds[number], bounds[number + 1])
        rest = whole.copy()
        rest[place[own]] -= counts[own]
        found.append(
            credited(rest, [total - end[number] for total, end in zip(totals, ends, strict=True)])
        )
    return found


def _chain(
    steps: NDArray[np.int64],
    n: NDArray[np.float64],
    ends: list[NDArray[np.float64]],
    n_codes: int,
) -> Chain:
    source, target = np.divmod(steps, n_codes)
    is_start = source == n_codes
    n_won, n_lost, amount = ends
    return Chain(
        codes=np.arange(n_codes)[:, np.newaxis],
        source=source[~is_start],
        target=target[~is_start],
        n=n[~is_start],
        n_started=summed(target[is_start], n[is_start], n_cells=n_codes),
        n_won=n_won,
        n_lost=n_lost,
        amount=amount,
    )
