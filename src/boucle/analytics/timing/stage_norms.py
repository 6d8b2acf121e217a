"""How long an advance out of each stage usually takes at most."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis
from ibis import _

from boucle.analytics.timing.aalen_johansen import aalen_johansen
from boucle.analytics.timing.contracts import FINAL_STAGES, VISITS
from boucle.analytics.timing.counted_durations import collected
from boucle.analytics.timing.durations import durations
from boucle.analytics.timing.quantile_days import quantile_days
from boucle.tables import vocabulary

if TYPE_CHECKING:
    from datetime import datetime

    import ibis.expr.types as ir

    from boucle.figures.share import Figure


def stage_norms(
    visits: ir.Table, *, until: datetime, zone: str, share: float = 0.75
) -> dict[str, Figure]:
    """Return, for each stage, the days by which `share` of those who advance have advanced.

    Parameters
    ----------
    visits
        From `visits`.
    until, zone
        As in `durations`.
    share
        Between 0 and 1.

    Returns
    -------
    dict
        By stage, a figure in days (Aalen-Johansen: other exits compete, open visits are censored).
        A stage that nobody has advanced from has none (``no_events``).

    Raises
    ------
    MissingColumnsError
        If the table lacks a column of `visits`.
    ParameterError
        If `share` is not between 0 and 1.

    Notes
    -----
    Runs one query.
    """
    VISITS.check(visits)
    ranks = [(stage, rank) for rank, stage in enumerate(vocabulary.STAGES)]
    waits = visits.filter(_.stage.notin(list(FINAL_STAGES)))
    waits = waits.mutate(
        rank=_.stage.cases(*ranks, else_=-1), next_rank=_.next_stage.cases(*ranks, else_=-1)
    )
    waits = waits.mutate(
        left_for=ibis.cases(
            (_.next_stage.isnull(), None), (_.next_rank > _.rank, "advanced"), else_="other"
        )
    )
    counted = durations(
        waits,
        start="entered_at",
        end="left_at",
        outcome="left_for",
        until=until,
        zone=zone,
        by="stage",
        causes=("advanced", "other"),
    )
    return {
        stage: quantile_days(aalen_johansen(group), share, cause="advanced")
        for stage, group in collected(counted, "stage").items()
    }
