"""Which open visits have lasted longer than an advance usually takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibis import _

from boucle.analytics.timing.contracts import VISITS
from boucle.figures.local_time import days_between
from boucle.figures.moment import engine_moment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    import ibis.expr.types as ir

    from boucle.figures.share import Figure


def stalled(
    visits: ir.Table, *, norms: Mapping[str, Figure], until: datetime, zone: str
) -> ir.Table:
    """List the open visits that are older than the norm of their stage.

    Parameters
    ----------
    visits
        From `visits`.
    norms
        From `stage_norms`. A stage without a value has no stalled visits.
    until, zone
        As in `durations`.

    Returns
    -------
    ir.Table
        The rows of `visits` that still last at `until`, with ``age_days`` and ``norm_days``
        (days on the wall clock of `zone`), where the first is greater.

    Raises
    ------
    MissingColumnsError
        If the table lacks a column of `visits`.

    Notes
    -----
    Lazy: nothing runs until the result is executed.
    """
    VISITS.check(visits)
    days = [(stage, norm.value) for stage, norm in norms.items() if norm.value is not None]
    if not days:
        return visits.mutate(age_days=0.0, norm_days=0.0).filter(_.case_id.isnull())

    waiting = visits.filter(_.left_at.isnull(), _.stage.isin([stage for stage, _days in days]))
    waiting = waiting.mutate(
        age_days=days_between(waiting.entered_at, engine_moment(until), zone),
        norm_days=waiting.stage.cases(*days, else_=None),
    )
    return waiting.filter(_.age_days > _.norm_days)
