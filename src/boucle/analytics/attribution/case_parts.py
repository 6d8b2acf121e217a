"""Factors by channel with which the parts of cases add up to given totals, as near as may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from boucle.analytics.attribution.sums import summed

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ROUNDS, _NEAR = 1_000, 1e-10
# A factor that the totals push to 0 or without end stops here: the shares are steady by then.
_LEAST = 1e-9


def case_parts(
    codes: NDArray[np.int64],
    sets: NDArray[np.int64],
    size: NDArray[np.float64],
    totals: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return a factor a channel: a case gives each of its channels its factor over their sum.

    `codes` and `sets` list the channels of each set of channels, `size` is what the cases of each
    set are worth together, `totals` what each channel is to have. Factors are raised and lowered
    in turn until the totals are met [1]_, or no longer come nearer.

    References
    ----------
    .. [1] Deming, W. E., Stephan, F. F. On a least squares adjustment of a sampled frequency table
       when the expected marginal totals are known. Annals of Mathematical Statistics 11(4),
       427-444 (1940).
    """
    factors = np.ones(len(totals))
    for _ in range(_ROUNDS):
        whole = summed(sets, factors[codes], n_cells=len(size))
        given = summed(codes, (size / whole)[sets] * factors[codes], n_cells=len(totals))
        if np.allclose(given, totals, rtol=_NEAR, atol=_NEAR):
            break
        factors = factors * np.where(given > 0, totals / np.where(given > 0, given, 1.0), 1.0)
        factors = np.maximum(factors / factors.max(), _LEAST)
    return factors
