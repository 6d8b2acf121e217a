"""Which wins marketing touched on their way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibis import _

from boucle.analytics.money.contracts import require

if TYPE_CHECKING:
    from collections.abc import Collection

    import ibis.expr.types as ir


def influenced(
    journeys: ir.Table, outcomes: ir.Table, *, marketing_channels: Collection[str]
) -> ir.Table:
    """Count the wins that marketing touched between the opening of the lead and the signature.

    Parameters
    ----------
    journeys
        One row per case and touchpoint before its decision: ``case_id``, ``channel``,
        ``occurred_at`` (UTC).
    outcomes
        One row per case: ``case_id``, ``outcome``, ``amount`` (agreement's currency, or null),
        ``lead_at`` (UTC; null without a lead: every touchpoint of the journey counts then).
    marketing_channels
        Codes of the channels that the agreement holds to be marketing's.

    Returns
    -------
    ir.Table
        One row: ``n_won``, ``won_amount``, and of these ``n_influenced``, ``influenced_amount``
        (null where no win has an amount).

    Raises
    ------
    MissingColumnsError
        If a table lacks a column named above.

    Notes
    -----
    The gesture that made the lead is its origin, not an influence: only later ones count. The more
    touchpoints are recorded, the nearer this comes to all wins; it is never added to `originated`.
    Lazy: nothing runs until the result is executed.
    """
    require(journeys, "journeys", "case_id", "channel", "occurred_at")
    require(outcomes, "outcomes", "case_id", "outcome", "amount", "lead_at")

    won = outcomes.filter(_.outcome == "won").select("case_id", "amount", "lead_at")
    touches = journeys.filter(_.channel.isin(sorted(marketing_channels))).select(
        touched_id="case_id", touched_at="occurred_at"
    )
    last = touches.group_by("touched_id").agg(last_at=_.touched_at.max())
    # The last one tells: if it is not after the opening, none is.
    joined = won.left_join(last, [("case_id", "touched_id")])
    is_after = joined.last_at.notnull() & (
        joined.lead_at.isnull() | (joined.last_at > joined.lead_at)
    )
    return joined.mutate(is_influenced=is_after).agg(
        n_won=_.count(),
        won_amount=_.amount.sum(),
        n_influenced=_.count(where=_.is_influenced),
        influenced_amount=_.amount.sum(where=_.is_influenced),
    )
