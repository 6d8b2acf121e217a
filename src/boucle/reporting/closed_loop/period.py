"""The period of a report, and the months in which its cohorts came in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from boucle.figures.local_time import local_day

if TYPE_CHECKING:
    from boucle.reporting.frame import Frame


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, on the agreement's wall."""

    first_on: date
    last_on: date

    def as_json(self) -> dict[str, str]:
        """Return both days in ISO 8601."""
        return {"from": self.first_on.isoformat(), "to": self.last_on.isoformat()}


def period_of(frame: Frame) -> Period:
    """Return the month asked for, else from the first case or spend to the end of follow-up."""
    last_on = frame.until.astimezone(ZoneInfo(frame.zone)).date()
    if frame.month is not None:
        first_on = date.fromisoformat(f"{frame.month}-01")
        after = (first_on + timedelta(days=31)).replace(day=1)
        return Period(first_on, after - timedelta(days=1))
    return Period(min([*_first_days(frame), last_on]), last_on)


def _first_days(frame: Frame) -> list[date]:
    spend = frame.tables.spend
    found = [
        local_day(frame.lead_cases.opened_at.min(), frame.zone),
        local_day(frame.deal_cases.created_at.min(), frame.zone),
        spend.spent_on.min(),
    ]
    days = [expression.as_table().to_pyarrow().column(0)[0].as_py() for expression in found]
    return [day for day in days if day is not None]
