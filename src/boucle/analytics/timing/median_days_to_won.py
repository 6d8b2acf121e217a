"""How long a win takes, per channel, month, owner or any other column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boucle.analytics.timing.aalen_johansen import aalen_johansen
from boucle.analytics.timing.counted_durations import collected
from boucle.analytics.timing.durations import durations
from boucle.analytics.timing.median_days import median_days

if TYPE_CHECKING:
    from datetime import datetime

    import ibis.expr.types as ir

    from boucle.figures.share import Figure


def median_days_to_won(
    cases: ir.Table, *, by: str | None, zone: str, until: datetime
) -> dict[Any, Figure]:
    """Return the median days from start to win for every value of `by`, in one query.

    Parameters
    ----------
    cases
        One row per deal or lead: ``started_at``, ``closed_at`` (UTC), ``outcome`` (open, won,
        lost), and `by`.
    by
        Column to part the cases by; ``None`` for all together.
    zone, until
        As in `durations`.

    Returns
    -------
    dict
        By value of `by` (``None`` without one), a figure in days: smallest t with
        F_won(t) >= F_won(end) / 2 (Aalen-Johansen: losses compete, open cases are censored);
        ``n`` is the cases in the curve. Reasons as in `quantile_days`.

    Raises
    ------
    MissingColumnsError
        If the table lacks a column named above.
    ParameterError
        If `until` has no zone.

    Notes
    -----
    Runs one query.
    """
    counted = durations(
        cases, start="started_at", end="closed_at", outcome="outcome", until=until, zone=zone, by=by
    )
    groups = collected(counted, by)
    return {
        value: median_days(aalen_johansen(group), cause="won") for value, group in groups.items()
    }
