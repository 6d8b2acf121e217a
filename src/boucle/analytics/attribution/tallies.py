"""What batches of cases add up to: credit and steps, by group of cases and by channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from boucle.analytics.attribution.batch_shares import BatchShares
from boucle.analytics.attribution.models import MARKOV, SHAPLEY
from boucle.analytics.attribution.sums import Sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from boucle.analytics.attribution.batch import Batch


class Tallies:
    """The sums of many batches; what `models` need and nothing else."""

    def __init__(
        self,
        models: Sequence[str],
        *,
        n_codes: int,
        n_groups: int,
        levels: Sequence[float],
        half_life_days: float,
    ) -> None:
        self.n_codes, self.n_groups = n_codes, n_groups
        self._levels, self._half_life_days = np.array(levels, float), half_life_days
        self._models = models
        n_cells = n_groups * n_codes
        self.wins = {model: Sums(n_cells) for model in models if model != MARKOV}
        self.amounts = {model: Sums(n_cells) for model in models if model != MARKOV}
        # A step from outside has the code after the last.
        self.steps = Sums(n_groups * (n_codes + 1) * n_codes)
        self.won, self.lost, self.won_amount = Sums(n_cells), Sums(n_cells), Sums(n_cells)
        self.n_wins = np.zeros(n_codes, np.int64)
        self.seen_amount = np.zeros(n_codes, bool)
        self.is_negative = False

    def add(self, batch: Batch) -> None:
        """Add the cases of a batch."""
        if MARKOV in self._models:
            self._add_steps(batch)
        won = batch.of(batch.is_won)
        if len(won.starts):
            self._add_won(won)

    def _add_steps(self, batch: Batch) -> None:
        of_group = batch.group * self.n_codes
        previous = np.empty_like(batch.code)
        previous[1:] = batch.code[:-1]
        previous[batch.starts] = self.n_codes
        rows = (batch.group * (self.n_codes + 1))[batch.case] + previous
        self.steps.add(rows * self.n_codes + batch.code)
        last = of_group + batch.code[batch.ends]
        self.won.add(last[batch.is_won])
        self.lost.add(last[~batch.is_won])
        self.won_amount.add(last[batch.is_won], np.nan_to_num(batch.amount[batch.is_won]))

    def _add_won(self, won: Batch) -> None:
        has_amount = ~np.isnan(won.amount)
        self.is_negative |= bool((won.amount[has_amount] < 0).any())
        pairs = _pairs(won, self.n_codes)
        self.n_wins += np.bincount(pairs % self.n_codes, minlength=self.n_codes)
        known = won.code[has_amount[won.case]]
        self.seen_amount |= np.bincount(known, minlength=self.n_codes) > 0
        amount, group = np.nan_to_num(won.amount), won.group * self.n_codes
        cells, amounts = group[won.case] + won.code, amount[won.case]
        shares = BatchShares(won, self._levels, self._half_life_days)
        for model in self.wins:
            if model == SHAPLEY:
                continue
            share = shares.of(model)
            self.wins[model].add(cells, share)
            self.amounts[model].add(cells, share * amounts)
        if SHAPLEY in self.wins:
            self._add_shapley(pairs, amount, group)

    def _add_shapley(
        self, pairs: NDArray[np.int64], amount: NDArray[np.float64], group: NDArray[np.int64]
    ) -> None:
        """Give every case in equal parts to its distinct channels."""
        case, code = np.divmod(pairs, self.n_codes)
        share = (1 / np.bincount(case, minlength=len(amount)))[case]
        cells = group[case] + code
        self.wins[SHAPLEY].add(cells, share)
        self.amounts[SHAPLEY].add(cells, share * amount[case])


def _pairs(won: Batch, n_codes: int) -> NDArray[np.int64]:
    """Return each case with each of its distinct channels, as one number."""
    pairs = np.sort(won.case * n_codes + won.code)
    distinct: NDArray[np.int64] = pairs[np.concatenate([[True], pairs[1:] != pairs[:-1]])]
    return distinct
