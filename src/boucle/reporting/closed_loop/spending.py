"""Spend, line by line and by channel, campaign and month."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import ibis
from ibis import _

from boucle.figures.currency import in_currency
from boucle.figures.local_time import month_code

if TYPE_CHECKING:
    from datetime import date

    import ibis.expr.types as ir

    from boucle.reporting.frame import Frame

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Spending:
    """The spend of a period, its first and last day included."""

    frame: Frame
    first_on: date
    last_on: date

    @cached_property
    def lines(self) -> Rows:
        """Spend by channel, campaign and month: ``amount``, ``n_lines``, ``hours``."""
        placed = self._placed.filter(_.spent_on.between(self.first_on, self.last_on))
        found = placed.group_by(["channel", "campaign_id", "month"]).agg(
            amount=_.converted.sum(), n_lines=_.count(), hours=_.hours.sum()
        )
        rows: Rows = found.order_by("month", "channel", "campaign_id").to_pyarrow().to_pylist()
        return rows

    @cached_property
    def sources(self) -> Rows:
        """Everything that the sources gave, by currency and by whether it is in the period."""
        placed = self._placed.mutate(
            place=ibis.cases(
                (_.spent_on < self.first_on, "before_period"),
                (_.spent_on > self.last_on, "after_period"),
                else_="in_period",
            )
        )
        found = placed.group_by(["place", "own_currency"]).agg(
            n_lines=_.count(),
            amount=_.amount.cast("float64").sum(),
            converted=_.converted.sum(),
            unconverted=_.unconverted.sum(),
            n_unconverted=_.count(where=_.unconverted.notnull()),
        )
        rows: Rows = found.to_pyarrow().to_pylist()
        return rows

    @cached_property
    def _placed(self) -> ir.Table:
        frame = self.frame
        campaigns = frame.tables.campaigns.select("channel", campaign_of="campaign_id")
        spend = in_currency(
            frame.tables.spend,
            "amount",
            "currency",
            "spent_on",
            frame.tables.exchange_rates,
            to=frame.currency,
        )
        joined = spend.left_join(
            campaigns.rename(campaign_channel="channel"), [("campaign_id", "campaign_of")]
        )
        return joined.mutate(
            channel=ibis.coalesce(joined.channel, joined.campaign_channel),
            month=month_code(joined.spent_on),
            own_currency=joined.currency.strip().upper().nullif("").fill_null(frame.currency),
        ).cache()

    @property
    def has_lines(self) -> bool:
        """Whether any source gave any spend at all."""
        return bool(self.sources)

    def total(self, by: str | None, months: set[str | None] | None = None) -> dict[Any, float]:
        """Add up the amounts by one column (None: all), of some months only where given."""
        sums: dict[Any, float] = {}
        for line in self.lines:
            if line["amount"] is not None and (months is None or line["month"] in months):
                key = line[by] if by else None
                sums[key] = sums.get(key, 0.0) + line["amount"]
        return sums
