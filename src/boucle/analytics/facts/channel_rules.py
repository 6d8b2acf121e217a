"""How a rule of the agreement takes a touchpoint."""

from __future__ import annotations

import re
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Protocol

import ibis

if TYPE_CHECKING:
    from collections.abc import Sequence

    import ibis.expr.types as ir


class ChannelRule(Protocol):
    """What a touchpoint must look like; lower-case globs, an empty tuple asks nothing."""

    @property
    def sources(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def mediums(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def campaigns(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def kinds(self) -> tuple[str, ...]: ...  # noqa: D102


class Channel(Protocol):
    """A channel of the agreement: its code and the rules that lead to it."""

    @property
    def code(self) -> str: ...  # noqa: D102
    @property
    def when(self) -> Sequence[ChannelRule]: ...  # noqa: D102


def matches(column: ir.StringValue, glob: str) -> ir.BooleanValue:
    """Tell whether a lower-case text column fits a glob (``*`` any text, ``?`` one character).

    Not by LIKE: there ``_`` stands for any character, and ``google_ads`` is a common source.
    """
    if glob == "*":
        return column.notnull()
    stem = glob.strip("*")
    if "*" in stem or "?" in stem:
        return column.re_search(_regex(glob))
    if stem == glob:
        return column == glob
    if glob == f"{stem}*":
        return column.startswith(stem)
    if glob == f"*{stem}":
        return column.endswith(stem)
    return column.contains(stem)


def _regex(glob: str) -> str:
    parts = {"*": "[\\s\\S]*", "?": "[\\s\\S]"}
    return "^" + "".join(parts.get(letter) or re.escape(letter) for letter in glob) + "$"


def takes(rule: ChannelRule, touchpoints: ir.Table) -> ir.BooleanValue:
    """Tell whether `rule` takes each row: one glob of every list it gives must fit.

    `touchpoints` has the lower-case columns ``plain_source``, ``plain_medium``,
    ``plain_campaign_id``, ``plain_campaign_name`` and ``plain_kind``.
    """
    asked = (
        (rule.sources, (touchpoints.plain_source,)),
        (rule.mediums, (touchpoints.plain_medium,)),
        (rule.campaigns, (touchpoints.plain_campaign_id, touchpoints.plain_campaign_name)),
        (rule.kinds, (touchpoints.plain_kind,)),
    )
    parts = [_any_of(globs, columns) for globs, columns in asked if globs]
    # A rule that asks nothing would take everything: it takes nothing.
    return reduce(and_, parts) if parts else ibis.literal(False)  # noqa: FBT003


def _any_of(globs: Sequence[str], columns: Sequence[ir.StringValue]) -> ir.BooleanValue:
    tests = [
        matches(column, glob.lower()).fill_null(False)  # noqa: FBT003
        for glob in globs
        for column in columns
    ]
    return reduce(or_, tests)
