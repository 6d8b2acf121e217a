"""How long wins take in each row, and how much of its final result each row has shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from ibis import _

from boucle.analytics import timing
from boucle.figures.moment import engine_moment
from boucle.reporting.closed_loop.rows import NO_CASES
from boucle.reporting.frame import WALL

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from boucle.figures.share import Figure
    from boucle.reporting.frame import Frame


_DAY_SECONDS = 86_400


@dataclass(frozen=True)
class Durations:
    """The win curve of every row, from one query a grouping, kept once asked for."""

    frame: Frame
    _medians: dict[str | None, dict[Any, Figure]] = field(default_factory=dict)
    _maturities: dict[str | None, dict[Any, float | None]] = field(default_factory=dict)

    def median(self, by: str | None, value: Any) -> Figure:
        """Return the median days to a win of one row."""
        if by not in self._medians:
            self._medians[by] = self._medians_by(by)
        return self._medians[by].get(value, NO_CASES)

    def _medians_by(self, by: str | None) -> dict[Any, Figure]:
        if by is None:  # the one curve that maturity reads too
            return {None: timing.median_days(self._curve, cause="won")} if self._counted else {}
        frame = self.frame
        return timing.median_days_to_won(
            frame.win_cases, by=by, zone=WALL, until=frame.until_on_the_wall
        )

    def maturity(self, by: str | None, value: Any) -> float | None:
        """Return the expected share of the row's final wins that have had time to happen.

        The mean over the row's cases of F(age) ÷ F(end), F being the win curve of all cohorts.
        Null where nothing was won yet, or the row has no case.
        """
        if by not in self._maturities:
            self._maturities[by] = self._mean_maturities(by)
        return self._maturities[by].get(value)

    @property
    def n_set_aside(self) -> dict[str, int]:
        """How many cases have no duration: ``negative`` (ended before they began), ``undated``."""
        groups = self._counted.values()
        return {
            "negative": sum(group.n_negative for group in groups),
            "undated": sum(group.n_undated for group in groups),
        }

    @cached_property
    def _counted(self) -> dict[Any, timing.CountedDurations]:
        frame = self.frame
        counted = timing.durations(
            frame.win_cases,
            start="started_at",
            end="closed_at",
            outcome="outcome",
            until=frame.until_on_the_wall,
            zone=WALL,
        )
        return timing.collected(counted)

    @cached_property
    def _curve(self) -> timing.Curve:
        return timing.aalen_johansen(self._counted[None])

    def _mean_maturities(self, by: str | None) -> dict[Any, float | None]:
        started = self._started
        keys = ["age_days"] if by is None else ["age_days", by]
        ages = started.group_by(keys).agg(n=_.count()).to_pyarrow().to_pylist()
        reached = self._reached(np.array([row["age_days"] for row in ages], dtype=np.float64))
        sums: dict[Any, list[float]] = {}
        for row, share in zip(ages, reached, strict=True):
            total = sums.setdefault(row[by] if by else None, [0.0, 0.0])
            total[0] += share * row["n"]
            total[1] += row["n"]
        return {
            value: None if np.isnan(weighted) else weighted / n
            for value, (weighted, n) in sums.items()
        }

    @property
    def _started(self) -> ir.Table:
        dated = self.frame.win_cases.filter(_.started_at.notnull())
        end = engine_moment(self.frame.until_on_the_wall)
        age = (end.epoch_seconds() - dated.started_at.epoch_seconds()) / _DAY_SECONDS
        # Whole days: a few thousand ages stand for any number of cases.
        return dated.mutate(age_days=age.floor().cast("int64"))

    def _reached(self, ages: Any) -> Any:
        group = self._counted.get(None)
        if group is None or "won" not in group.events:
            return np.full(len(ages), np.nan)
        curve = self._curve
        incidence = curve.incidence["won"]
        if not len(incidence) or incidence[-1] == 0:
            return np.full(len(ages), np.nan)
        step = np.searchsorted(curve.time_days, ages, side="right") - 1
        return np.where(step >= 0, incidence[np.maximum(step, 0)] / incidence[-1], 0.0)
