"""The credit of each case under any model, so that the totals can be traced to their deals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis
import numpy as np
import pyarrow as pa

from boucle.analytics.attribution.case_parts import case_parts
from boucle.analytics.attribution.codes import Codes
from boucle.analytics.attribution.contract import JOURNEYS
from boucle.analytics.attribution.markov import markov
from boucle.analytics.attribution.models import ALL_MODELS, MARKOV, SHAPLEY
from boucle.analytics.attribution.shapley import shapley_shares
from boucle.analytics.attribution.shares import HALF_LIFE_DAYS, shares
from boucle.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Collection

    import ibis.expr.types as ir
    from numpy.typing import NDArray


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
    fit into the wins that had it. Each win is shared over its own channels by factors that bring
    the sums as near to the credit as may be; what is left stands in the rows of no case.
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
    factors = _factors(parts, totals.to_pyarrow(), by)
    joined = parts.inner_join(factors, parts[by].identical_to(factors.value))
    in_case = ibis.window(group_by="case_id")
    return joined.select(
        "case_id",
        by,
        credit_wins=joined.of_wins / joined.of_wins.sum().over(in_case),
        credit_amount=joined.of_amount / joined.of_amount.sum().over(in_case) * joined.amount,
    )


def _factors(parts: ir.Table, totals: pa.Table, by: str) -> ir.Table:
    """Return the factors of each value, fitted to the sets of values that won cases had."""
    codes = Codes(parts, by)
    place = {value: row for row, value in enumerate(totals[by].to_pylist())}
    rows = [place[value] for value in codes.values]
    cases = codes.added_to(parts).group_by("case_id")
    cases = cases.agg(members=ibis._.code.collect(), amount=ibis._.amount.max())
    cases = cases.mutate(members=cases.members.sort())
    sets = cases.group_by("members").agg(n=cases.count(), amount=cases.amount.sum())
    found = sets.to_pyarrow().combine_chunks()
    members = [np.array(each, np.int64) for each in found["members"].to_pylist()]
    flat = np.concatenate([*members, np.zeros(0, np.int64)])
    of_set = np.repeat(np.arange(len(members)), [len(each) for each in members])

    def fitted(size: str, total: str) -> NDArray[np.float64]:
        worth, wanted = (
            np.nan_to_num(column.to_numpy(zero_copy_only=False).astype(float))
            for column in (found[size], totals[total])
        )
        return case_parts(flat, of_set, worth, wanted[rows])

    of_wins = fitted("n", "credit_wins")
    is_shared = (np.nan_to_num(found["amount"].to_numpy().astype(float)) >= 0).all()
    of_amount = fitted("amount", "credit_amount") if is_shared else of_wins
    columns = {"value": codes.arrow(range(len(codes))), "of_wins": of_wins, "of_amount": of_amount}
    return ibis.memtable(pa.table(columns))
