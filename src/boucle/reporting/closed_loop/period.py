"""The period of a report, and the months in which its cohorts came in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

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
    last_on = _day(frame.until, frame.zone)
    if frame.month is not None:
        first_on = date.fromisoformat(f"{frame.month}-01")
        after = (first_on + timedelta(days=31)).replace(day=1)
        return Period(first_on, after - timedelta(days=1))
    return Period(min([*_first_days(frame), last_on]), last_on)


def _first_days(frame: Frame) -> list[date]:
    moments = (frame.lead_cases.opened_at.min(), frame.deal_cases.created_at.min())
    found = [_only(moment) for moment in moments]
    days = [_day(moment.replace(tzinfo=UTC), frame.zone) for moment in found if moment is not None]
    first_spent_on = _only(frame.tables.spend.spent_on.min())
    return [*days, first_spent_on] if first_spent_on is not None else days


def _only(value: Any) -> Any:
    return value.as_table().to_pyarrow().column(0)[0].as_py()


def _day(moment: datetime, zone: str) -> date:
    return moment.astimezone(ZoneInfo(zone)).date()
