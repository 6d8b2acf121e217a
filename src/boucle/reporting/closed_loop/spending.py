"""Spend, line by line and by channel, campaign and month."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import ibis
from ibis import _

from boucle.analytics import money

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
        found = self._in_period.group_by(["channel", "campaign_id", "month"]).agg(
            amount=_.converted_amount.sum(), n_lines=_.count(), hours=_.hours.sum()
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
            converted=_.converted_amount.sum(),
            unconverted=_.other_amount.sum(),
            n_unconverted=_.count(where=_.other_amount.notnull()),
        )
        rows: Rows = found.to_pyarrow().to_pylist()
        return rows

    @cached_property
    def _placed(self) -> ir.Table:
        frame = self.frame
        placed = money.spend_lines(
            frame.tables.spend,
            frame.tables.campaigns,
            currency=frame.currency,
            rates=frame.tables.exchange_rates,
        )
        own = placed.currency.strip().upper().nullif("").fill_null(frame.currency)
        return placed.mutate(own_currency=own).cache()

    @property
    def _in_period(self) -> ir.Table:
        return self._placed.filter(_.spent_on.between(self.first_on, self.last_on))

    def carried_by(self, leads: ir.Table, by: str) -> dict[Any, float]:
        """Add up what leads carry of the spend by a column that no invoice names."""
        costs = money.lead_costs(leads, self._in_period).rename(costed_id="lead_id")
        joined = leads.inner_join(costs, [("lead_id", "costed_id")])
        rows = joined.group_by(by).agg(cost=_.cost.sum()).to_pyarrow().to_pylist()
        return {row[by]: row["cost"] for row in rows}

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
