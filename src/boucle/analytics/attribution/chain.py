"""The chain that journeys walk, and what its wins lose without a channel: exact, no sampling.

States are the last channels of a journey (one for order 1). With N the fundamental matrix, h the
probability of a win from each state and A the states that contain a channel, a journey enters A
first at a state with probability ``u[A] N[A,A]^-1``, u being the expected visits. It is then won
with h[A]. Their product over P(win) is the removal effect; for order 1 it is
``N[start,c] h[c] / (N[c,c] P)``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from boucle.analytics.attribution.sums import summed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

# Up to here the inverse is quick and small (32 MB); beyond, a sparse factorisation is solved for
# the states of one channel at a time.
_DENSE_UP_TO = 2_000


@dataclass(frozen=True)
class Chain:
    """How often journeys went from state to state, and how they ended.

    `codes` has one row a state: the codes of its last channels, -1 where there are fewer. `source`,
    `target` and `n` are the moves between states; the other arrays have one number a state.
    """

    codes: NDArray[np.int64]
    source: NDArray[np.int64]
    target: NDArray[np.int64]
    n: NDArray[np.float64]
    n_started: NDArray[np.float64]
    n_won: NDArray[np.float64]
    n_lost: NDArray[np.float64]
    amount: NDArray[np.float64]

    @property
    def n_left(self) -> NDArray[np.float64]:
        """How often each state was left, by a move or by the end; 1 where it never was."""
        moved = summed(self.source, self.n, n_cells=len(self.codes))
        left: NDArray[np.float64] = moved + self.n_won + self.n_lost
        return np.where(left > 0, left, 1.0)

    @property
    def visits(self) -> NDArray[np.float64]:
        """Expected visits of each state by one journey.

        A state is entered as often as it is left, so the counts are the solution already.
        """
        moved = summed(self.target, self.n, n_cells=len(self.codes))
        visits: NDArray[np.float64] = (self.n_started + moved) / max(self.n_started.sum(), 1.0)
        return visits


@dataclass(frozen=True)
class Effects:
    """What is won by journeys that visit each channel: in wins and in amount, a journey."""

    wins: NDArray[np.float64]
    amount: NDArray[np.float64]


def effects(chain: Chain, n_codes: int) -> Effects:
    """Return what journeys that visit each of `n_codes` channels win, which is lost without it."""
    wins, amount = np.zeros(n_codes), np.zeros(n_codes)
    visits, left = chain.visits, chain.n_left
    solved = _solver(chain, left)
    ends = np.column_stack([chain.n_won / left, chain.amount / left])
    hits = solved.of(ends)
    if chain.codes.shape[1] == 1:
        entered = visits / solved.diagonal()
        wins[chain.codes[:, 0]] = entered * hits[:, 0]
        amount[chain.codes[:, 0]] = entered * hits[:, 1]
        return Effects(wins, amount)
    for code, states in _states_of(chain.codes, n_codes):
        entered = np.linalg.solve(solved.block(states).T, visits[states])
        wins[code], amount[code] = entered @ hits[states]
    return Effects(wins, amount)


def _states_of(codes: NDArray[np.int64], n_codes: int) -> Iterator[tuple[int, NDArray[np.int64]]]:
    state, _ = np.nonzero(codes >= 0)
    pairs = np.unique(np.column_stack([codes[codes >= 0], state]), axis=0)
    bounds = np.searchsorted(pairs[:, 0], np.arange(n_codes + 1))
    for code in range(n_codes):
        if bounds[code] < bounds[code + 1]:
            yield code, pairs[bounds[code] : bounds[code + 1], 1]


def _solver(chain: Chain, left: NDArray[np.float64]) -> Any:
    shares = chain.n / left[chain.source]
    size = len(chain.codes)
    return (_Dense if size <= _DENSE_UP_TO else _Sparse)(chain, shares, size)


class _Dense:
    def __init__(self, chain: Chain, shares: NDArray[np.float64], size: int) -> None:
        kept = np.eye(size)
        np.subtract.at(kept, (chain.source, chain.target), shares)
        self._inverse = np.linalg.inv(kept).astype(np.float64, copy=False)

    def of(self, ends: NDArray[np.float64]) -> NDArray[np.float64]:
        found: NDArray[np.float64] = self._inverse @ ends
        return found

    def diagonal(self) -> NDArray[np.float64]:
        return np.diagonal(self._inverse).astype(np.float64)

    def block(self, states: NDArray[np.int64]) -> NDArray[np.float64]:
        return self._inverse[np.ix_(states, states)]


class _Sparse:
    _AT_ONCE = 256

    def __init__(self, chain: Chain, shares: NDArray[np.float64], size: int) -> None:
        from scipy import sparse  # only chains of thousands of states need it
        from scipy.sparse.linalg import splu

        moves = sparse.coo_matrix((shares, (chain.source, chain.target)), shape=(size, size))
        self._size = size
        self._factors = splu((sparse.identity(size) - moves).tocsc())

    def of(self, ends: NDArray[np.float64]) -> NDArray[np.float64]:
        found: NDArray[np.float64] = self._factors.solve(ends)
        return found

    def diagonal(self) -> NDArray[np.float64]:
        found = np.empty(self._size)
        for start in range(0, self._size, self._AT_ONCE):
            states = np.arange(start, min(start + self._AT_ONCE, self._size))
            found[states] = np.diagonal(self.block(states))
        return found

    def block(self, states: NDArray[np.int64]) -> NDArray[np.float64]:
        found = np.empty((len(states), len(states)))
        for start in range(0, len(states), self._AT_ONCE):
            part = states[start : start + self._AT_ONCE]
            units = np.zeros((self._size, len(part)))
            units[part, np.arange(len(part))] = 1.0
            found[:, start : start + len(part)] = self._factors.solve(units)[states]
        return found
