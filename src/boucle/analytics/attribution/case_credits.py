"""The credit of each case under any model, so that the totals can be traced to their deals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from boucle.analytics.attribution.contract import JOURNEYS
from boucle.analytics.attribution.markov import markov
from boucle.analytics.attribution.models import ALL_MODELS, MARKOV, SHAPLEY
from boucle.analytics.attribution.shapley import shapley_shares
from boucle.analytics.attribution.shares import HALF_LIFE_DAYS, shares
from boucle.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Collection

    import ibis.expr.types as ir


def case_credits(
    journeys: ir.Table,
    model: str,
    *,
    by: str = "channel",
    order: int = 1,
    half_life_days: float = HALF_LIFE_DAYS,
    direct_channels: Collection[str] = (),
) -> ir.Table:
    """Share each win over the values of a column, case by case.

    Parameters
    ----------
    journeys
        From `journeys`.
    model
        A rule model, ``markov`` or ``shapley``.
    by
        Column to add the credit up by.
    order
        For ``markov``.
    half_life_days
        For ``time_decay``. Greater than 0.
    direct_channels
        For ``last_non_direct``.

    Returns
    -------
    ir.Table
        One row per won case and value of `by` in it: ``case_id``, `by`, ``credit_wins`` (sums to 1
        over a case), ``credit_amount`` (sums to its amount, null where it has none). For
        ``markov`` also a row per value with ``case_id`` null: what the chain moves between cases,
        which sums to 0. Over all rows, the sums by value are the credit of the model.

    Raises
    ------
    MissingColumnsError
        If `journeys` lacks a column.
    ParameterError
        If `model` is unknown or a parameter is out of its range.

    Notes
    -----
    A chain is made of all cases together, lost ones too, so what it credits to a channel need not
    fit into the wins that had it. Each win is shared over its own channels in proportion to their
    removal effects; what is left to the model's credit stands in the rows of no case.
    """
    JOURNEYS.check(journeys, by)
    if model not in ALL_MODELS:
        raise ParameterError("model", model, ", ".join(ALL_MODELS))

    if model == MARKOV:
        return _markov_cases(journeys, by, order)
    if model == SHAPLEY:
        shared = shapley_shares(journeys, by)
    else:
        shared = shares(
            journeys.filter(journeys.outcome == "won"),
            [model],
            half_life_days=half_life_days,
            direct_channels=direct_channels,
        ).rename(share=f"share_{model}")
    return _added_up(shared, by)


def _added_up(shared: ir.Table, by: str) -> ir.Table:
    return shared.group_by(["case_id", by]).agg(
        credit_wins=shared.share.sum(), credit_amount=(shared.share * shared.amount).sum()
    )


def _markov_cases(journeys: ir.Table, by: str, order: int) -> ir.Table:
    totals = markov(journeys, order, by=by)
    cases = _of_cases(journeys, totals, by)
    own = cases.group_by(by).agg(own_wins=cases.credit_wins.sum(), own=cases.credit_amount.sum())
    own = own.rename(value=by)
    rest = totals.left_join(own, totals[by].identical_to(own.value))
    moved = rest.select(
        by,
        case_id=ibis.null("string"),
        credit_wins=rest.credit_wins - rest.own_wins.fill_null(0.0),
        credit_amount=rest.credit_amount - rest.own.fill_null(0.0),
    ).select("case_id", by, "credit_wins", "credit_amount")
    return ibis.union(cases, moved)


def _of_cases(journeys: ir.Table, totals: ir.Table, by: str) -> ir.Table:
    parts = shapley_shares(journeys, by)
    effects = totals.select("removal_effect", value=by)
    joined = parts.inner_join(effects, parts[by].identical_to(effects.value))
    all_effects = joined.removal_effect.sum().over(ibis.window(group_by="case_id"))
    shared = joined.mutate(part=joined.removal_effect / all_effects)
    return shared.select(
        "case_id", by, credit_wins=shared.part, credit_amount=shared.part * shared.amount
    )
