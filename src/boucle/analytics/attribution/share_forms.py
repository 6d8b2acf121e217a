"""The share of a touchpoint in its case, as an expression: milestones, decay, last but direct."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from boucle.figures.local_time import whole_seconds

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import ibis.expr.types as ir

_DAY_SECONDS = 86_400


def with_counts(journeys: ir.Table) -> ir.Table:
    """Add what the forms read: the length of the case, its newest moment, its milestones."""
    in_case = ibis.window(group_by="case_id")
    marked = journeys.mutate(
        is_lead=_is_any_of(journeys.milestone, "lead", "lead,opportunity"),
        is_opportunity=_is_any_of(journeys.milestone, "opportunity", "lead,opportunity"),
    )
    return marked.mutate(
        n_touches=marked.position.max().over(in_case),
        newest_at=marked.occurred_at.max().over(in_case),
        has_lead=marked.is_lead.max().over(in_case),
        has_opportunity=marked.is_opportunity.max().over(in_case),
    )


def _is_any_of(column: ir.StringValue, *words: str) -> ir.IntegerValue:
    return column.isin(words).fill_null(False).cast("int8")  # noqa: FBT003


def milestone_share(counted: ir.Table, weights: Mapping[str, float]) -> ir.FloatingValue:
    """Return the share under a weighting of milestones.

    Weights on one touchpoint add up. A milestone that the case lacks, or a middle that it lacks,
    leaves its weight to the others in proportion; a case that has none of the weighted milestones
    gives all to its first touchpoint. Evidence weighs among the touchpoints of the middle only.
    """
    fixed = _fixed(counted, weights)
    present = _present(counted, weights)
    middle = weights.get("middle", 0.0)
    is_first = (counted.position == 1).cast("float64")
    if not middle:
        return ibis.ifelse(present == 0, is_first, fixed / present.nullif(0.0))
    loose = ibis.ifelse(fixed == 0, counted.weight, 0.0)
    all_loose = loose.sum().over(ibis.window(group_by="case_id"))
    return ibis.ifelse(
        all_loose == 0,
        fixed / present.nullif(0.0),
        (fixed + middle * loose / all_loose.nullif(0.0)) / (present + middle),
    )


def _fixed(counted: ir.Table, weights: Mapping[str, float]) -> ir.FloatingValue:
    """Return what the milestones on a touchpoint weigh together."""
    marks = {
        "first": counted.position == 1,
        "last": counted.position == counted.n_touches,
        "lead": counted.is_lead == 1,
        "opportunity": counted.is_opportunity == 1,
    }
    total = ibis.literal(0.0)
    for word, mark in marks.items():
        if weights.get(word):
            total = total + ibis.ifelse(mark, weights[word], 0.0)
    return total


def _present(counted: ir.Table, weights: Mapping[str, float]) -> ir.FloatingValue:
    """Return what the milestones that the case has weigh together."""
    total = ibis.literal(weights.get("first", 0.0) + weights.get("last", 0.0))
    if weights.get("lead"):
        total = total + weights["lead"] * counted.has_lead
    if weights.get("opportunity"):
        total = total + weights["opportunity"] * counted.has_opportunity
    return total


def decay_share(counted: ir.Table, half_life_days: float) -> ir.FloatingValue:
    """Return the share that halves with every `half_life_days` of age, times the evidence."""
    # Age is measured from the newest touchpoint, so that the largest weight is 1. Measured from
    # the decision, the weights of an old path all underflow and the share is 0/0.
    age_days = (
        whole_seconds(counted.newest_at) - whole_seconds(counted.occurred_at)
    ) / _DAY_SECONDS
    weight = ibis.literal(0.5) ** (age_days / half_life_days) * counted.weight
    return weight / weight.sum().over(ibis.window(group_by="case_id"))


def last_non_direct_share(counted: ir.Table, direct_channels: Collection[str]) -> ir.FloatingValue:
    """Return 1 for the last touchpoint out of `direct_channels`, else for the last."""
    is_known = counted.channel.isnull() | counted.channel.notin(list(direct_channels))
    place = ibis.ifelse(is_known, counted.position, 0) if direct_channels else counted.position
    last = place.max().over(ibis.window(group_by="case_id"))
    return (
        (counted.position == ibis.ifelse(last == 0, counted.n_touches, last))
        .fill_null(False)  # noqa: FBT003
        .cast("float64")
    )
