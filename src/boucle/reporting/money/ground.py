"""What every figure of money stands on: the report's tables, spend by month, and its calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from ibis import _

from boucle.analytics import money
from boucle.analytics.money import AgeMargin

if TYPE_CHECKING:
    from datetime import date

    from boucle.reporting.closed_loop.cubes import Cubes
    from boucle.reporting.closed_loop.effect_delays import EffectDelays
    from boucle.reporting.closed_loop.spending import Spending
    from boucle.reporting.frame import Frame

# How far a programme is drawn.
MONTHS = 24
CUSTOMER_GROUPS = ("channel", "persona", "service")


@dataclass(frozen=True)
class Ground:
    """The frame of a report with what the report has counted already."""

    frame: Frame
    cubes: Cubes
    spending: Spending
    delays: EffectDelays

    @property
    def marketing_channels(self) -> tuple[str, ...]:
        """The channels that the agreement holds to be marketing's."""
        return tuple(each.code for each in self.frame.agreement.channels if each.is_marketing)

    @cached_property
    def until_on(self) -> date:
        """The last day of follow-up, on the agreement's wall."""
        return self.frame.until.astimezone(ZoneInfo(self.frame.zone)).date()

    @cached_property
    def last_month(self) -> str:
        """The last month that was followed to its end, as ``2026-10``."""
        tomorrow = self.until_on + timedelta(days=1)
        return f"{tomorrow.replace(day=1) - timedelta(days=1):%Y-%m}"

    @cached_property
    def channels(self) -> list[str]:
        """The channels that cost or brought anything, by name."""
        found = {line["channel"] for line in self.spending.lines}
        found |= {row["channel"] for row in (*self.cubes.leads, *self.cubes.deals)}
        return sorted(channel for channel in found if channel is not None)

    @cached_property
    def spend_of(self) -> dict[tuple[str, str], float]:
        """Spend by channel and month."""
        sums: dict[tuple[str, str], float] = {}
        for line in self.spending.lines:
            if line["amount"] is not None:
                key = (line["channel"], line["month"])
                sums[key] = sums.get(key, 0.0) + line["amount"]
        return sums

    @cached_property
    def cases_of(self) -> dict[tuple[str, str], int]:
        """Cases that came, by channel and month: leads, and deals without one."""
        cases = self.frame.win_cases.filter(_.month.notnull())
        found = cases.group_by(["channel", "month"]).agg(n=_.count()).to_pyarrow().to_pylist()
        return {(row["channel"], row["month"]): row["n"] for row in found}

    @cached_property
    def new_customers(self) -> list[dict[str, Any]]:
        """New customers by what they are told apart by."""
        first = money.new_customers(self.frame.deal_cases)
        counted = first.group_by(list(CUSTOMER_GROUPS)).agg(n=_.count())
        found: list[dict[str, Any]] = counted.to_pyarrow().to_pylist()
        return found

    @cached_property
    def stays(self) -> list[dict[str, Any]]:
        """Every customer with a contract, and how long they have stayed."""
        frame = self.frame
        found: list[dict[str, Any]] = money.customer_tenures(
            frame.tables.contracts, frame.deal_cases, until_on=self.until_on,
            currency=frame.currency, rates=frame.tables.exchange_rates,
        ).to_pyarrow().to_pylist()  # fmt: skip
        return found

    def months_of(self, channel: str) -> list[str]:
        """Every complete month from the first in which a channel cost or brought anything."""
        known = [month for each, month in (*self.spend_of, *self.cases_of) if each == channel]
        return months_between(min(known), self.last_month) if known else []

    def ages(self, channel: str) -> list[dict[str, Any]]:
        """Return the rows of `money.margin_by_age` of a channel, in the order of ages."""
        return self._ages.get(channel, [])

    @cached_property
    def _ages(self) -> dict[Any, list[dict[str, Any]]]:
        found = money.margin_by_age(
            self.frame.win_cases, self.frame.deal_cases, by="channel", last_month=self.last_month,
            months=MONTHS,
        )  # fmt: skip
        rows: dict[Any, list[dict[str, Any]]] = {}
        for row in found.order_by("channel", "age_months").to_pyarrow().to_pylist():
            rows.setdefault(row["channel"], []).append(row)
        return rows


def age_margins(rows: list[dict[str, Any]]) -> list[AgeMargin]:
    """Return rows of `money.margin_by_age` as `money.break_even` reads them."""
    names = ("n_at_risk", "margin", "margin_squares", "largest_margin")
    return [AgeMargin(*(row[name] for name in names)) for row in rows]


def months_between(first: str, last: str) -> list[str]:
    """Return every month from `first` to `last`, both included.

    >>> months_between("2025-11", "2026-02")
    ['2025-11', '2025-12', '2026-01', '2026-02']
    """
    return [month_after(first, n) for n in range(place_of(last) - place_of(first) + 1)]


def month_after(month: str, n: int) -> str:
    """Return the month `n` months after (before, if negative).

    >>> month_after("2026-10", 3), month_after("2026-10", -10)
    ('2027-01', '2025-12')
    """
    year, rest = divmod(place_of(month) + n, 12)
    return f"{year:04}-{rest + 1:02}"


def place_of(month: str) -> int:
    """Return the number of a month since the year 0."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1
