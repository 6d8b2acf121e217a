"""Wins and won amounts by any column, under several models at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.errors import MissingColumnsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import ibis.expr.types as ir


def credit(shares: ir.Table, by: str, models: Sequence[str]) -> ir.Table:
    """Add up the credit of won cases by a column.

    Parameters
    ----------
    shares
        From `shares`; materialise it first where several groupings follow.
    by
        Column to add the credit up by.
    models
        Models whose ``share_<model>`` the table has.

    Returns
    -------
    ir.Table
        One row per value of `by` (null included): ``credit_wins_<model>`` (wins) and
        ``credit_amount_<model>`` (agreement's currency, full precision; null where no won case
        of the row has an amount) for each model. The wins of each model sum to the won cases that
        have a touchpoint, the amounts to theirs.

    Raises
    ------
    MissingColumnsError
        If a column named above is missing.
    """
    wanted = {"outcome", "amount", by, *(f"share_{model}" for model in models)}
    if missing := wanted - set(shares.columns):
        raise MissingColumnsError("shares", missing, shares.columns)

    won = shares.filter(shares.outcome == "won")
    sums = {}
    for model in models:
        share = won[f"share_{model}"]
        sums[f"credit_wins_{model}"] = share.sum()
        sums[f"credit_amount_{model}"] = (share * won.amount).sum()
    return won.group_by(by).agg(**sums)
