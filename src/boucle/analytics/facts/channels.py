"""The channel of every touchpoint, by the agreement's rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from boucle.analytics.facts.channel_rules import takes
from boucle.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    import ibis.expr.types as ir

    from boucle.analytics.facts.channel_rules import Channel

OTHER = "other"
# What says the channel of a touchpoint.
WORDS = ("channel", "origin_source", "medium", "campaign_id", "kind")


def channel_ways(
    touchpoints: ir.Table, campaigns: ir.Table, channels: Sequence[Channel]
) -> ir.Table:
    """List the ways in which touchpoints come, each judged once by the agreement's rules.

    Parameters
    ----------
    touchpoints
        Canonical touchpoints, as mapped.
    campaigns
        Canonical campaigns: ``campaign_id``, ``name``, ``channel``.
    channels
        The agreement's channels, in file order, each with its rules (``when``).

    Returns
    -------
    ir.Table
        One row per combination of `WORDS` (an absent word is empty), with ``n_touchpoints``,
        ``placed_channel``: the mapped one if there is one; else the first channel of the
        agreement with a rule that takes source, medium, campaign (id or name) and kind; else the
        campaign's; else ``other`` if there is a source, a medium or a campaign; else null; and
        ``placed_by``: ``mapped``, ``rule``, ``campaign``, ``nothing`` (went to ``other``) or null.

    Raises
    ------
    MissingColumnsError
        If a table lacks a column named above.
    """
    TABLES["touchpoints"].check(touchpoints, *WORDS)
    TABLES["campaigns"].check(campaigns, "name", "channel")
    # A million touchpoints come in a few thousand ways: rules judge the ways, not the rows.
    ways = _said(touchpoints).group_by([f"said_{name}" for name in WORDS])
    counted = ways.agg(n_touchpoints=lambda t: t.count())
    return _placements(
        counted.rename({name: f"said_{name}" for name in WORDS}), campaigns, channels
    )


def assign_channels(touchpoints: ir.Table, ways: ir.Table) -> ir.Table:
    """Give every touchpoint its channel.

    Parameters
    ----------
    touchpoints
        Canonical touchpoints.
    ways
        From `channel_ways`, of these touchpoints.

    Returns
    -------
    ir.Table
        The touchpoints, same columns and rows, with ``channel``: that of the way they came.

    Raises
    ------
    MissingColumnsError
        If `touchpoints` lack one of `WORDS`.
    """
    TABLES["touchpoints"].check(touchpoints, *WORDS)
    said = _said(touchpoints)
    placed = ways.select("placed_channel", **{f"of_{name}": name for name in WORDS})
    # By name: a column of a table and one derived from it are the same to Ibis in a predicate.
    joined = said.left_join(placed, [(f"said_{name}", f"of_{name}") for name in WORDS])
    return joined.select(
        *[
            joined.placed_channel.name("channel") if name == "channel" else joined[name]
            for name in touchpoints.columns
        ]
    )


def _said(touchpoints: ir.Table) -> ir.Table:
    return touchpoints.mutate(**{f"said_{name}": touchpoints[name].fill_null("") for name in WORDS})


def _placements(ways: ir.Table, campaigns: ir.Table, channels: Sequence[Channel]) -> ir.Table:
    """Add the placement to a table that has the columns `WORDS`; their plain forms stay beside."""
    plain = _in_plain_words(ways, campaigns)
    plain = plain.mutate(ruled_channel=_ruled(plain, channels))
    is_said = (
        plain.plain_source.notnull()
        | plain.plain_medium.notnull()
        | plain.plain_campaign_id.notnull()
    )
    # One list for both columns, so that the channel and its reason cannot disagree.
    by = (
        (plain.mapped_channel.notnull(), plain.mapped_channel, "mapped"),
        (plain.ruled_channel.notnull(), plain.ruled_channel, "rule"),
        (plain.campaign_channel.notnull(), plain.campaign_channel, "campaign"),
        (is_said, ibis.literal(OTHER), "nothing"),
    )
    return plain.mutate(
        placed_channel=ibis.cases(*[(test, channel) for test, channel, _ in by]),
        placed_by=ibis.cases(*[(test, ibis.literal(word)) for test, _, word in by]),
    )


def _in_plain_words(ways: ir.Table, campaigns: ir.Table) -> ir.Table:
    named = campaigns.select(
        named_id="campaign_id",
        plain_campaign_name=_plain(campaigns.name),
        campaign_channel=campaigns.channel.strip().nullif(""),
    )
    joined = ways.left_join(named, [("campaign_id", "named_id")])
    return joined.drop("named_id").mutate(
        mapped_channel=joined.channel.strip().nullif(""),
        plain_source=_plain(joined.origin_source),
        plain_medium=_plain(joined.medium),
        plain_campaign_id=_plain(joined.campaign_id),
        plain_kind=_plain(joined.kind),
    )


def _plain(column: ir.StringValue) -> ir.StringValue:
    return column.strip().lower().nullif("")


def _ruled(plain: ir.Table, channels: Sequence[Channel]) -> ir.StringValue:
    branches = [
        (takes(rule, plain), ibis.literal(channel.code))
        for channel in channels
        for rule in channel.when
    ]
    return ibis.cases(*branches) if branches else ibis.null("string")
