"""Journeys reduced to steps: which channel followed which, how often, and how journeys ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis
import numpy as np

from boucle.analytics.attribution.chain import Chain
from boucle.analytics.attribution.sums import summed

if TYPE_CHECKING:
    import ibis.expr.types as ir
    from numpy.typing import NDArray

    from boucle.analytics.attribution.codes import Codes

# Before the first touchpoint.
_NONE = -1


def decided(journeys: ir.Table) -> ir.Table:
    """Keep won and lost cases: what is still open is neither yet."""
    return journeys.filter(journeys.outcome.isin(["won", "lost"]))


def steps(journeys: ir.Table, codes: Codes, order: int) -> ir.Table:
    """Count the steps of won and lost cases: one pass, a row a step that ever happened.

    ``previous_1`` is the code before, ``previous_2`` the one before that (-1 before the first
    touchpoint), ``code`` the one reached, ``is_last`` whether the case ended there, as ``outcome``.
    """
    in_order = ibis.window(group_by="case_id", order_by="position")
    coded = codes.added_to(decided(journeys))
    behind = {
        f"previous_{back}": coded.code.lag(back).over(in_order).fill_null(_NONE)
        for back in range(1, order + 1)
    }
    stepped = coded.mutate(
        is_last=coded.code.lead().over(in_order).isnull(),
        **behind,
    )
    keys = [*reversed(behind), "code", "is_last", "outcome"]
    return stepped.group_by(keys).agg(
        n=stepped.count(),
        n_amounts=stepped.amount.count(),
        # Not a count of what is below 0: of nothing, engines make 0 or null.
        lowest=stepped.amount.min(),
        amount=stepped.amount.sum(),
    )


class Steps:
    """The steps as arrays, in an order that no engine decides."""

    def __init__(self, table: ir.Table, order: int) -> None:
        found = table.to_pyarrow()
        behind = [f"previous_{back}" for back in range(order, 0, -1)]
        columns = [found[name].to_numpy() for name in (*behind, "code", "is_last")]
        rank = np.lexsort((found["outcome"].to_numpy(zero_copy_only=False).astype(str), *columns))
        path = np.column_stack(columns[:-1]).astype(np.int64)[rank]
        self.source, self.target = path[:, :-1], path[:, 1:]
        self.n = found["n"].to_numpy().astype(float)[rank]
        self.is_last = columns[-1].astype(bool)[rank]
        outcome = np.array(found["outcome"].to_pylist(), dtype=object)[rank]
        self.is_won = self.is_last & (outcome == "won")
        amounts = found["amount"].to_numpy(zero_copy_only=False).astype(float)
        self.amount = np.nan_to_num(amounts)[rank]
        self.has_amounts = bool(found["n_amounts"].to_numpy()[rank][self.is_won].any())
        lowest = found["lowest"].to_numpy(zero_copy_only=False).astype(float)
        self.is_negative = bool((lowest[rank][self.is_won] < 0).any())

    def chain(self) -> Chain:
        """Return the chain that these steps make."""
        states, place = np.unique(
            np.concatenate([self.target, self.source]), axis=0, return_inverse=True
        )
        target, source = np.split(place.ravel(), [len(self.target)])
        # The state of no channel at all is the start, which is no state of the chain.
        is_start = (self.source == _NONE).all(axis=1)
        offset = int((states == _NONE).all(axis=1).any())
        size = len(states) - offset

        def total(of: NDArray[Any], where: NDArray[Any]) -> NDArray[np.float64]:
            return summed(target[where] - offset, of[where], n_cells=size)

        return Chain(
            codes=states[offset:],
            source=source[~is_start] - offset,
            target=target[~is_start] - offset,
            n=self.n[~is_start],
            n_started=total(self.n, is_start),
            n_won=total(self.n, self.is_won),
            n_lost=total(self.n, self.is_last & ~self.is_won),
            amount=total(self.amount, self.is_won),
        )
