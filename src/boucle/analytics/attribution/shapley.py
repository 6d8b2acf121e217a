"""Credit by the Shapley value of the channels, in closed form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from boucle.analytics.attribution.contract import JOURNEYS

if TYPE_CHECKING:
    import ibis.expr.types as ir


def shapley(journeys: ir.Table, ordered: bool = False, *, by: str = "channel") -> ir.Table:  # noqa: FBT001, FBT002 - the design's signature
    """Share wins and amounts by the Shapley value of a game of channels, exactly.

    Parameters
    ----------
    journeys
        From `journeys`.
    ordered
        Whether to tell the credit by the place of the touchpoint too.
    by
        Column whose values are the players.

    Returns
    -------
    ir.Table
        One row per value of `by` in a won case (null included), or with `ordered` per value and
        ``position``: ``credit_wins`` (wins; sums to the won cases that have a touchpoint),
        ``credit_amount`` (agreement's currency, full precision; null where no won case of the row
        has an amount). Over the positions, the ordered credit of a value sums to its credit.

    Raises
    ------
    MissingColumnsError
        If `journeys` lacks a column.

    Notes
    -----
    The worth of a set of channels is what is won by the cases that had no other channel. Its
    Shapley value gives each case in equal parts to the distinct channels of its journey [1]_; in
    the ordered variant a channel's part is shared equally by its touchpoints. What is lost plays
    no role in this game.

    References
    ----------
    .. [1] Zhao, K., Mahboobi, S. H., Bagheri, S. R. Shapley Value Methods for Attribution Modeling
       in Online Advertising. arXiv:1804.05327 (2018).
    """
    JOURNEYS.check(journeys, by)

    shared = shapley_shares(journeys, by, keep=("position",) if ordered else ())
    return shared.group_by([by, "position"] if ordered else by).agg(
        credit_wins=shared.share.sum(), credit_amount=(shared.share * shared.amount).sum()
    )


def shapley_shares(journeys: ir.Table, by: str, keep: tuple[str, ...] = ()) -> ir.Table:
    """Return `case_id`, `by`, ``amount`` and ``share`` of won cases, one row per case and value.

    With ``position`` in `keep`, one row per touchpoint.
    """
    won = journeys.filter(journeys.outcome == "won")
    parts = won.group_by(["case_id", by]).agg(n_alike=won.count(), amount=won.amount.max())
    sized = parts.mutate(n_values=parts.count().over(ibis.window(group_by="case_id")))
    if not keep:
        return sized.select("case_id", by, "amount", share=1.0 / sized.n_values)
    own = sized.select(
        "amount", of_case="case_id", value=by, share=1.0 / (sized.n_values * sized.n_alike)
    )
    rows = won.select("case_id", by, *keep)
    joined = rows.inner_join(own, [rows.case_id == own.of_case, rows[by].identical_to(own.value)])
    return joined.select("case_id", by, *keep, "amount", "share")
