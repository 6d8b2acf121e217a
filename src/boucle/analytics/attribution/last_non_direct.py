"""All credit to the last touchpoint that is not direct."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.analytics.attribution.one_model import credit_of_one
from boucle.analytics.attribution.shares import shares

if TYPE_CHECKING:
    from collections.abc import Collection

    import ibis.expr.types as ir


def last_non_direct(
    journeys: ir.Table, *, direct_channels: Collection[str], by: str = "channel"
) -> ir.Table:
    """Give each win to its last touchpoint out of the direct channels.

    Parameters
    ----------
    journeys
        From `journeys`.
    direct_channels
        The agreement's direct channels.
    by
        Column to add the credit up by.

    Returns
    -------
    ir.Table
        One row per value of `by`: ``credit_wins`` (wins; sums to the won cases that have a
        touchpoint), ``credit_amount`` (agreement's currency, full precision).

    Raises
    ------
    MissingColumnsError
        If `journeys` lacks a column.

    Notes
    -----
    A case with direct touchpoints only gives all to its last one. A touchpoint of unknown channel
    is not direct.
    """
    shared = shares(journeys, ["last_non_direct"], direct_channels=direct_channels)
    return credit_of_one(shared, by, "last_non_direct")
