"""What the agreement does not know of the channels found in the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    from collections.abc import Sequence

    import ibis.expr.types as ir

    from boucle.analytics.facts.channel_rules import Channel


def unlisted_channels(ways: ir.Table, channels: Sequence[Channel]) -> ir.Table:
    """List the channels that the agreement does not name, and the sources that no rule took.

    Parameters
    ----------
    ways
        From `channel_ways`.
    channels
        The agreement's, by which `ways` were judged.

    Returns
    -------
    ir.Table
        ``what`` (``channel``: a mapped or campaign's channel that is not in the agreement;
        ``source``: a source, else medium, else campaign that went to ``other``), ``value``,
        ``n_touchpoints``; most frequent first.
    """
    codes = [channel.code for channel in channels]
    is_unknown = ways.placed_by.isin(["mapped", "campaign"])
    if codes:
        is_unknown = is_unknown & ways.placed_channel.notin(codes)
    said = ibis.coalesce(ways.plain_source, ways.plain_medium, ways.campaign_id.nullif(""))
    found = ways.mutate(
        what=ibis.cases(
            (is_unknown, ibis.literal("channel")),
            (ways.placed_by == "nothing", ibis.literal("source")),
        ),
    )
    found = found.mutate(value=ibis.ifelse(found.what == "channel", found.placed_channel, said))
    # Engines move a filter on `what` under the grouping, and judge every touchpoint by the rules;
    # one on a sum stays above, and rules judge the ways.
    counted = found.group_by("what", "value").agg(
        n_touchpoints=lambda t: t.n_touchpoints.sum(where=t.what.notnull())
    )
    counted = counted.filter(counted.n_touchpoints.notnull())
    return counted.order_by(ibis.desc("n_touchpoints"), "what", "value")
