"""Which wins marketing began, and which began elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis
from ibis import _

from boucle.analytics.money.contracts import WON_CASES

if TYPE_CHECKING:
    from collections.abc import Collection

    import ibis.expr.types as ir

ORIGINS = ("marketing", "other", "unknown")


def originated(
    deal_cases: ir.Table, *, marketing_channels: Collection[str], by: str | None = None
) -> ir.Table:
    """Part won deals by where their lead came from.

    Parameters
    ----------
    deal_cases
        One row per deal: ``opportunity_id``, ``outcome``, ``amount`` (agreement's currency, or
        null), ``margin_share`` (0 to 1, or null), ``channel`` of the lead's first gesture (null
        where nobody knows it), and `by`.
    marketing_channels
        Codes of the channels that the agreement holds to be marketing's.
    by
        Column to part the deals by first; without it all of them are parted at once.

    Returns
    -------
    ir.Table
        One row per value of `by` and ``origin`` that has a win (``marketing``; ``other``, a channel
        that is not marketing's; ``unknown``, no channel): ``n_won``, ``won_amount`` (null where no
        win has one), ``wins_share`` and ``amount_share`` (0 to 1; each adds up to 1 over the
        origins; null where there is no amount).

    Raises
    ------
    MissingColumnsError
        If the table lacks a column named above.

    Notes
    -----
    What is not known to be marketing's is not marketing's: a report adds ``unknown`` to the other
    origins and says how much of them it is. Lazy: nothing runs until the result is executed.
    """
    WON_CASES.check(deal_cases, "channel", *([by] if by else []))

    won = deal_cases.filter(_.outcome == "won")
    channel = won.channel.strip().nullif("")
    origin = ibis.cases(
        (channel.isnull(), "unknown"),
        (channel.isin(sorted(marketing_channels)), "marketing"),
        else_="other",
    )
    keys = [by] if by else []
    parts = won.mutate(origin=origin).group_by([*keys, "origin"])
    sums = parts.agg(n_won=_.count(), won_amount=_.amount.sum())
    whole = ibis.window(group_by=by) if by else ibis.window()
    return sums.mutate(
        wins_share=_.n_won / _.n_won.sum().over(whole),
        amount_share=_.won_amount.fill_null(0) / _.won_amount.sum().over(whole).nullif(0),
    )
