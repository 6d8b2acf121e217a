"""How long it takes from one stage to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis
from ibis import _

from boucle.analytics.timing.aalen_johansen import aalen_johansen
from boucle.analytics.timing.contracts import require
from boucle.analytics.timing.counted_durations import collected
from boucle.analytics.timing.durations import durations
from boucle.errors import ParameterError
from boucle.tables import vocabulary

if TYPE_CHECKING:
    from datetime import datetime

    import ibis.expr.types as ir

    from boucle.analytics.timing.curve import Curve


def between_stages(
    stages: ir.Table,
    from_stage: str,
    to_stage: str,
    *,
    until: datetime,
    zone: str,
    by: str | None = None,
) -> dict[Any, Curve]:
    """Return the curves of the time from the first moment in one stage to the first in another.

    Parameters
    ----------
    stages
        One row per lead with its first moments: ``<from_stage>_at``, ``<to_stage>_at``,
        ``recycled_at``, ``disqualified_at``, ``lost_at`` (UTC) and `by`.
    from_stage, to_stage
        Stages of the vocabulary.
    until, zone
        As in `durations`.
    by
        Column to part the leads by.

    Returns
    -------
    dict
        By value of `by` (``None`` without one), the Aalen-Johansen curve with causes ``reached``
        and ``left`` (recycled, disqualified or lost without having reached it): for `median_days`
        with cause ``reached``. Leads with neither are censored.

    Raises
    ------
    MissingColumnsError
        If the table lacks a column named above.
    ParameterError
        If a stage is not in the vocabulary or both are the same.

    Notes
    -----
    Runs one query.
    """
    allowed = vocabulary.STAGES_AND_EXITS
    if from_stage not in allowed or to_stage not in allowed or from_stage == to_stage:
        raise ParameterError(
            "from_stage, to_stage", (from_stage, to_stage), "two of " + ", ".join(allowed)
        )
    start, end = f"{from_stage}_at", f"{to_stage}_at"
    exits = [f"{stage}_at" for stage in vocabulary.EXITS if stage not in {from_stage, to_stage}]
    require(stages, "lead_stages", start, end, *exits, *([by] if by else []))

    entered = stages.filter(_[start].notnull())
    left_at = ibis.least(*(ibis.ifelse(_[at] >= _[start], _[at], None) for at in exits))
    cases = entered.mutate(left_at=left_at)
    cases = cases.mutate(
        ended_at=ibis.coalesce(_[end], _.left_at),
        ended_by=ibis.cases((_[end].notnull(), "reached"), (_.left_at.notnull(), "left")),
    )
    counted = durations(
        cases,
        start=start,
        end="ended_at",
        outcome="ended_by",
        until=until,
        zone=zone,
        by=by,
        causes=("reached", "left"),
    )
    return {value: aalen_johansen(group) for value, group in collected(counted, by).items()}
