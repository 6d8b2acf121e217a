"""Acceptance: whether sales answered each hand-over in time. Silence is no answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.analytics.clocks.compliance import compliance

if TYPE_CHECKING:
    from collections.abc import Sequence

    import ibis.expr.types as ir


def acceptance(
    waits: ir.Table, *, by: Sequence[str] = ("lead_type",), level: float = 0.95
) -> ir.Table:
    """Return the share of hand-overs that sales answered in time, yes or no.

    Parameters
    ----------
    waits
        From `waits`; only clocks that an answer stops are read.
    by
        Columns of `waits` to part them by.
    level
        Coverage of the interval, between 0 and 1.

    Returns
    -------
    ir.Table
        As `compliance`. A hand-over without an answer past its deadline is missed the same day;
        it never counts as accepted.

    Raises
    ------
    MissingColumnsError
        If `waits` lacks a column that is read.
    ParameterError
        If `level` is not between 0 and 1.
    """
    return compliance(waits.filter(waits.stops == "answered"), by=by, level=level)
