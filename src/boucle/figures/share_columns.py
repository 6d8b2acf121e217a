"""A share with its Wilson interval and its mask, as columns of the engine."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING, Any

from boucle.figures.share import MASK_UNDER

if TYPE_CHECKING:
    import ibis.expr.types as ir


def share_columns(successes: ir.Value, n: ir.Value, *, level: float = 0.95) -> dict[str, Any]:
    """Return ``share, low, high`` (0 to 1, null under ten cases) and ``reason`` of the mask.

    The same numbers as `boucle.figures.share.share`, for a whole column at once. The caller holds
    `level` between 0 and 1.
    """
    import ibis  # start-up

    z = NormalDist().inv_cdf((1 + level) / 2)
    is_shown = n >= MASK_UNDER
    n_ = ibis.ifelse(is_shown, n, 1).cast("float64")
    p = successes / n_
    # Masked rows divide by 1 and may stand over 1: the variance must not go below 0 there.
    spread = ibis.greatest(p * (1 - p) / n_ + z * z / (4 * n_ * n_), 0.0).sqrt()
    centre, half = p + z * z / (2 * n_), z * spread
    scale = 1 + z * z / n_
    low = ibis.ifelse(successes == 0, 0.0, (centre - half) / scale)
    high = ibis.ifelse(successes == n, 1.0, (centre + half) / scale)
    reason = ibis.cases((n == 0, "no_cases"), (n < MASK_UNDER, "n_under_10"), else_=None)
    shown = {"share": p, "low": low, "high": high}
    columns = {name: ibis.ifelse(is_shown, value, None) for name, value in shown.items()}
    return {**columns, "reason": reason}
