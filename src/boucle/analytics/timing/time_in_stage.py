"""How long leads stay in each stage, and where they go next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ibis import _

from boucle.analytics.timing.aalen_johansen import aalen_johansen
from boucle.analytics.timing.contracts import FINAL_STAGES, VISITS
from boucle.analytics.timing.counted_durations import collected
from boucle.analytics.timing.durations import durations
from boucle.analytics.timing.quantile_days import quantile_days
from boucle.tables import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    import ibis.expr.types as ir

    from boucle.analytics.timing.counted_durations import CountedDurations
    from boucle.figures.share import Figure


@dataclass(frozen=True, slots=True)
class StageTime:
    """Time spent in one stage (and for one value of `by`), in days.

    ``median``, ``p25`` and ``p75`` are Kaplan-Meier's, open visits still waiting.
    ``mean_of_closed_days`` leaves open visits out and is therefore too low: it is biased, and only
    there to be compared with what other tools show. ``next_shares`` is the Aalen-Johansen share of
    visits that went to each next stage by the longest stay seen.
    """

    stage: str
    value: Any
    n_visits: int
    n_closed: int
    n_open: int
    median: Figure
    p25: Figure
    p75: Figure
    mean_of_closed_days: float | None
    next_shares: Mapping[str, float]
    n_set_aside: int


def time_in_stage(
    visits: ir.Table, *, until: datetime, zone: str, by: str | None = None
) -> list[StageTime]:
    """Measure the stays in every stage that can be left.

    Parameters
    ----------
    visits
        From `visits`, with the column `by` beside.
    until, zone
        As in `durations`: open visits are censored at `until`.
    by
        Column to part the visits by.

    Returns
    -------
    list of StageTime
        In the order of the stages. ``customer``, ``disqualified`` and ``lost`` are left out.

    Raises
    ------
    MissingColumnsError
        If the table lacks a column of `visits`, or `by`.

    Notes
    -----
    Runs one query. A lead that returns counts once a visit.
    """
    VISITS.check(visits, *([by] if by else []))
    counted = durations(
        visits.filter(_.stage.notin(list(FINAL_STAGES))),
        start="entered_at",
        end="left_at",
        outcome="next_stage",
        until=until,
        zone=zone,
        by=["stage", by] if by else "stage",
        causes=vocabulary.STAGES_AND_EXITS,
    )
    groups = collected(counted, ["stage", by] if by else "stage")
    found = []
    for key, group in groups.items():
        stage, value = key if by else (key, None)
        found.append(_measured(stage, value, group))
    return sorted(found, key=lambda time: vocabulary.STAGES_AND_EXITS.index(time.stage))


def _measured(stage: str, value: Any, group: CountedDurations) -> StageTime:
    curve = aalen_johansen(group)
    ended = group.all_events
    n_closed = int(ended.sum())
    went = {cause for cause, events in group.events.items() if events.sum()}
    return StageTime(
        stage=stage,
        value=value,
        n_visits=group.n_cases,
        n_closed=n_closed,
        n_open=group.n_cases - n_closed,
        median=quantile_days(curve, 0.5),
        p25=quantile_days(curve, 0.25),
        p75=quantile_days(curve, 0.75),
        mean_of_closed_days=float((group.days * ended).sum() / n_closed) if n_closed else None,
        next_shares={
            cause: float(curve.incidence[cause][-1]) for cause in curve.incidence if cause in went
        },
        n_set_aside=group.n_negative + group.n_undated,
    )
