"""Which sources win, after the same number of days for each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from boucle.analytics.timing.aalen_johansen import aalen_johansen
from boucle.analytics.timing.counted_durations import collected
from boucle.analytics.timing.durations import durations
from boucle.analytics.timing.incidence_at import incidence_at
from boucle.figures.share import RANK_FROM

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    import ibis.expr.types as ir

    from boucle.figures.share import Figure


@dataclass(frozen=True, slots=True)
class SourceCompared:
    """One source: cases, wins, win incidence by horizon in days, rank (null under 20 cases)."""

    value: Any
    n: int
    n_won: int
    incidence: Mapping[int, Figure]
    rank: int | None = None


def sources_compared(
    cases: ir.Table,
    *,
    by: str = "channel",
    until: datetime,
    zone: str,
    horizons_days: Sequence[int] = (90, 180, 365),
) -> list[SourceCompared]:
    """Compare the share won after fixed numbers of days, source by source.

    Parameters
    ----------
    cases
        One row per deal or lead: ``started_at``, ``closed_at`` (UTC), ``outcome`` (open, won,
        lost), and `by`.
    by
        Column of the sources.
    until, zone
        As in `durations`.
    horizons_days
        Days after which to compare.

    Returns
    -------
    list of SourceCompared
        Ranked by the longest horizon at which every rankable source (20 cases or more) has a value,
        then the others without a rank.

    Raises
    ------
    MissingColumnsError
        If the table lacks a column named above.

    Notes
    -----
    Runs one query. Overlapping intervals mean that the order of two ranks may be chance.
    """
    counted = durations(
        cases, start="started_at", end="closed_at", outcome="outcome", until=until, zone=zone, by=by
    )
    found = []
    for value, group in collected(counted, by).items():
        curve = aalen_johansen(group)
        incidence = {days: incidence_at(curve, days) for days in horizons_days}
        n_won = int(group.events["won"].sum())
        found.append(SourceCompared(value, group.n_cases, n_won, incidence))
    return _ranked(found, horizons_days)


def _ranked(found: list[SourceCompared], horizons_days: Sequence[int]) -> list[SourceCompared]:
    enough = [source for source in found if source.n >= RANK_FROM]
    common = [
        days
        for days in horizons_days
        if all(source.incidence[days].value is not None for source in enough)
    ]
    if not common or not enough:
        return found
    last = max(common)
    enough.sort(key=lambda source: -(source.incidence[last].value or 0.0))
    ranked = [replace(source, rank=place) for place, source in enumerate(enough, start=1)]
    return ranked + [source for source in found if source.n < RANK_FROM]
