"""Grade: a letter for fit and a digit for engagement, never one number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    from collections.abc import Mapping

    import ibis.expr.types as ir

    from boucle.agreement import Agreement


def steps(marks: Mapping[str, float]) -> list[tuple[str, float]]:
    """Return (mark, least points) from the highest to the lowest."""
    return sorted(
        ((str(mark), float(least)) for mark, least in marks.items()), key=lambda step: -step[1]
    )


def mark(points: float, marks: Mapping[str, float]) -> str:
    """Return the mark that `points` reach; below the lowest step, the lowest mark.

    >>> mark(60, {"A": 80, "B": 60, "C": 0}), mark(-5, {"A": 80, "B": 60})
    ('B', 'B')
    """
    ordered = steps(marks)
    return next((code for code, least in ordered if points >= least), ordered[-1][0])


def _marks(points: ir.FloatingValue, marks: Mapping[str, float]) -> ir.StringValue:
    ordered = steps(marks)
    branches = [(points >= least, ibis.literal(code)) for code, least in ordered]
    return ibis.cases(*branches, else_=ordered[-1][0])


def grades(cases: ir.Table, agreement: Agreement) -> ir.Table:
    """Add ``grade``, such as ``B2``.

    Parameters
    ----------
    cases
        One row per lead with ``fit_points`` and ``engagement_points`` (points).
    agreement
        Whose letters and digits say from how many points each is given.
    """
    letters = _marks(cases.fit_points, agreement.scoring.fit.letters)
    digits = _marks(cases.engagement_points, agreement.scoring.engagement.digits)
    return cases.mutate(grade=letters + digits)
