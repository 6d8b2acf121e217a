"""Channels and campaigns that said beforehand when they would be judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from boucle.reporting.closed_loop.cubes import Rows
    from boucle.reporting.frame import Frame


@dataclass(frozen=True)
class EffectDelays:
    """Tells rows that are still within their declared delay of effect.

    A channel counts its delay from its first lead; a campaign from its start, unless it names the
    day on which it will be judged.
    """

    frame: Frame
    leads: Rows

    def is_too_early(self, by: str | None, value: Any) -> bool:
        """Tell whether the row of `value` is not to be judged yet."""
        if by not in ("channel", "campaign_id"):
            return False
        judged_on = self._channels if by == "channel" else self._campaigns
        return value in judged_on and judged_on[value] > self._today

    @cached_property
    def _today(self) -> date:
        return self.frame.until.astimezone(ZoneInfo(self.frame.zone)).date()

    @cached_property
    def _channels(self) -> dict[Any, date]:
        firsts: dict[Any, str] = {}
        for row in self.leads:
            if row["month"] is not None:
                firsts[row["channel"]] = min(firsts.get(row["channel"], "9999-12"), row["month"])
        return {
            channel.code: date.fromisoformat(f"{firsts[channel.code]}-01")
            + timedelta(days=channel.effect_delay_days)
            for channel in self.frame.agreement.channels
            if channel.code in firsts
        }

    @cached_property
    def _campaigns(self) -> dict[Any, date]:
        campaigns = self.frame.tables.campaigns
        rows = campaigns.select("campaign_id", "starts_on", "effect_delay_days", "judged_on")
        found = {row["campaign_id"]: _judged_on(row) for row in rows.to_pyarrow().to_pylist()}
        return {campaign: day for campaign, day in found.items() if day is not None}


def _judged_on(row: dict[str, Any]) -> date | None:
    if row["judged_on"] is not None or row["starts_on"] is None:
        return row["judged_on"]  # type: ignore[no-any-return]
    return row["starts_on"] + timedelta(days=row["effect_delay_days"] or 0)  # type: ignore[no-any-return]
