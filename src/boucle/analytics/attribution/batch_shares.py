"""The share of each touchpoint of a batch, in the forms of `share_forms`, as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from boucle.analytics.attribution.weights import LAST_NON_DIRECT, PRESETS, TIME_DECAY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from boucle.analytics.attribution.batch import Batch

_DAY_SECONDS = 86_400


@dataclass(frozen=True)
class BatchShares:
    """Shares of won cases. `levels` has the weight of each weight code."""

    won: Batch
    levels: NDArray[np.float64]
    half_life_days: float

    def of(self, model: str) -> NDArray[np.float64]:
        """Return the shares under a rule model, one a touchpoint."""
        if model == TIME_DECAY:
            return self._decay()
        if model == LAST_NON_DIRECT:
            return self._last_non_direct()
        return self._milestones(PRESETS[model])

    @cached_property
    def _weight(self) -> NDArray[np.float64]:
        return self.levels[self.won.weight_code]

    @cached_property
    def _marks(self) -> dict[str, NDArray[np.int64]]:
        return {
            "first": self.won.starts,
            "last": self.won.ends,
            "lead": np.flatnonzero(self.won.is_lead),
            "opportunity": np.flatnonzero(self.won.is_opportunity),
        }

    def _sums(self, of: NDArray[np.float64]) -> NDArray[np.float64]:
        sums: NDArray[np.float64] = np.add.reduceat(of, self.won.starts)
        return sums

    def _milestones(self, weights: Mapping[str, float]) -> NDArray[np.float64]:
        """See `share_forms.milestone_share`, of which this is the twin."""
        won = self.won
        fixed, present = np.zeros(len(won.number)), np.zeros(len(won.starts))
        for word, places in self._marks.items():
            if weights.get(word):
                fixed[places] += weights[word]
                present[won.case[places]] += weights[word]
        middle = weights.get("middle", 0.0)
        if not middle:
            fixed[won.starts[present == 0]] = 1.0
            return fixed / np.where(present == 0, 1.0, present)[won.case]
        loose = np.where(fixed == 0, self._weight, 0.0)
        all_loose = self._sums(loose)
        whole = present + np.where(all_loose == 0, 0.0, middle)
        part = middle / np.where(all_loose == 0, 1.0, all_loose)
        shares: NDArray[np.float64] = fixed * (1 / whole)[won.case]
        return shares + loose * (part / whole)[won.case]

    def _decay(self) -> NDArray[np.float64]:
        won = self.won
        age_days = (won.second[won.ends][won.case] - won.second) / _DAY_SECONDS
        weight = np.exp2(-age_days / self.half_life_days) * self._weight
        shares: NDArray[np.float64] = weight * (1 / self._sums(weight))[won.case]
        return shares

    def _last_non_direct(self) -> NDArray[np.float64]:
        won = self.won
        place = np.where(won.is_direct, -1, np.arange(len(won.number)))
        last = np.maximum.reduceat(place, won.starts)
        shares = np.zeros(len(won.number))
        shares[np.where(last < 0, won.ends, last)] = 1.0
        return shares
