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
        (null where no win has an amount), and ``n_followed``: wins with any later touchpoint at
        all. Where nobody records these, nothing influenced is not known to be nothing.

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
    is_marketing = journeys.channel.isin(sorted(marketing_channels)).fill_null(False)  # noqa: FBT003
    last = journeys.group_by(touched_id="case_id").agg(
        last_at=_.occurred_at.max(), last_marketing_at=_.occurred_at.max(where=is_marketing)
    )
    # The last one tells: if it is not after the opening, none is.
    joined = won.left_join(last, [("case_id", "touched_id")])
    return joined.mutate(
        is_influenced=_after(joined.last_marketing_at, joined.lead_at),
        is_followed=_after(joined.last_at, joined.lead_at),
    ).agg(
        n_won=_.count(),
        won_amount=_.amount.sum(),
        n_influenced=_.count(where=_.is_influenced),
        influenced_amount=_.amount.sum(where=_.is_influenced),
        n_followed=_.count(where=_.is_followed),
    )


def _after(touched_at: ir.TimestampValue, lead_at: ir.TimestampValue) -> ir.BooleanValue:
    return touched_at.notnull() & (lead_at.isnull() | (touched_at > lead_at))
