"""Credit from the removal effects of a chain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from boucle.analytics.attribution.chain import Chain, effects

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class MarkovCredit:
    """One number a channel: its credit in wins and in amount, and its removal effect."""

    wins: NDArray[np.float64]
    amount: NDArray[np.float64]
    removal_effect: NDArray[np.float64]


def markov_credit(chain: Chain, n_codes: int, *, is_negative: bool) -> MarkovCredit:
    """Share wins and amounts over channels in proportion to what is lost without each.

    The amounts have removal effects of their own, for what a win is worth depends on its way.
    Where a won amount is below 0 (`is_negative`) those may have no sum to share by, so the amounts
    follow the effects on wins.
    """
    n_won, amount = chain.n_won.sum(), chain.amount.sum()
    if n_won == 0:
        zeros = np.zeros(n_codes)
        return MarkovCredit(zeros, zeros, zeros)
    lost = effects(chain, n_codes)
    win_shares = lost.wins / lost.wins.sum()
    by_amount = not is_negative and amount > 0
    amount_shares = lost.amount / lost.amount.sum() if by_amount else win_shares
    return MarkovCredit(
        wins=n_won * win_shares,
        amount=amount * amount_shares,
        removal_effect=lost.wins * chain.n_started.sum() / n_won,
    )
