"""Fit: who the person is, which does not fade."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from boucle.analytics.scoring.plain_text import holds

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from boucle.agreement import Agreement


def fit(cases: ir.Table, agreement: Agreement) -> ir.Table:
    """Add ``fit_points``: the points of every fit rule that is true, from 0 to the cap.

    Parameters
    ----------
    cases
        One row per lead with the columns of `boucle.tables.CASE_FACTS` up to ``persona``.
    agreement
        Whose fit rules are used. A rule whose condition is unknown gives nothing.
    """
    scoring = agreement.scoring.fit
    total: ir.FloatingValue = ibis.literal(0.0)
    for rule in scoring.rules:
        total = total + ibis.ifelse(holds(rule.when, cases), float(rule.points), 0.0)
    return cases.mutate(fit_points=total.clip(lower=0.0, upper=float(scoring.cap)))
