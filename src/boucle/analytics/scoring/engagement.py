"""Engagement: what a person did, worth less as it ages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from boucle.agreement import Agreement

# Sums of decayed points are cut here, so that 60 stays 60 whatever the order of the rows.
POINT_DIGITS = 6


def rule_column(index: int) -> str:
    """Return the name of the column that holds the points of the rule at `index`."""
    return f"engagement_rule_{index}"


def rule_points(gestures: ir.Table, agreement: Agreement) -> dict[str, ir.FloatingScalar]:
    """Return, by column name, the decayed and capped points of each rule, to aggregate by lead."""
    scoring = agreement.scoring.engagement
    decay = ibis.literal(2.0) ** (gestures.age_days * (-1.0 / scoring.half_life_days))
    measures = {}
    for index, rule in enumerate(scoring.rules):
        total = decay.sum(where=gestures.kind == rule.kind).fill_null(0.0) * float(rule.points)
        measures[rule_column(index)] = _capped(total, rule.cap)
    return measures


def _capped(total: ir.FloatingValue, cap: float | None) -> ir.FloatingValue:
    return total if cap is None else total.clip(lower=-abs(float(cap)), upper=abs(float(cap)))


def total_points(cases: ir.Table, agreement: Agreement) -> ir.FloatingValue:
    """Add up the columns of `rule_points`; at least 0, at most the agreement's cap."""
    scoring = agreement.scoring.engagement
    total: ir.FloatingValue = ibis.literal(0.0)
    for index in range(len(scoring.rules)):
        total = total + cases[rule_column(index)].fill_null(0.0)
    return total.clip(lower=0.0, upper=float(scoring.cap)).round(POINT_DIGITS)


def engagement(gestures: ir.Table, agreement: Agreement) -> ir.Table:
    """Add up decayed points per lead, each rule and the whole capped.

    Parameters
    ----------
    gestures
        From `gestures`: ``lead_id, kind, age_days`` (days).
    agreement
        Whose engagement rules, half-life and caps are used.

    Returns
    -------
    ir.Table
        One row per lead that has a gesture: ``lead_id, engagement_points`` (points, 0 to the
        cap).

    Notes
    -----
    A gesture is worth ``points × 2^(−age_days ÷ half_life_days)``. A rule's cap bounds what all
    its gestures give together; a rule with negative points is bounded the same way below 0.
    """
    by_lead = gestures.group_by("lead_id").agg(**rule_points(gestures, agreement))
    return by_lead.select("lead_id", engagement_points=total_points(by_lead, agreement))
