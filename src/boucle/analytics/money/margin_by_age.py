"""The margin that leads have brought by the months since they came."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis
from ibis import _

from boucle.analytics.money.contracts import WON_CASES, require
from boucle.errors import ParameterError

if TYPE_CHECKING:
    import ibis.expr.types as ir


def margin_by_age(
    cases: ir.Table, deal_cases: ir.Table, *, by: str, last_month: str, months: int = 24
) -> ir.Table:
    """Add up the margin won in each month of age, beside how many cases were followed so long.

    Parameters
    ----------
    cases
        One row per case that may bring a win (a lead, or a deal without one): ``month`` in which it
        came (``2026-10``, or null) and `by`.
    deal_cases
        One row per deal: ``opportunity_id``, ``outcome``, ``amount``, ``margin_share``, ``month``
        in which its case came, ``month_closed``, and `by`.
    by
        Column to part both by.
    last_month
        The last month that was followed to its end.
    months
        Ages to list, 1 or more: a case of May is in its month 0 in May, in its month 1 in June.

    Returns
    -------
    ir.Table
        One row per value of `by` and ``age_months`` (0 to `months` - 1) that any case was followed
        to: ``n_at_risk`` (cases followed to the end of that month of age), ``n_won``, ``margin``
        (agreement's currency), ``margin_squares`` (sum of squares), ``largest_margin`` (of one
        win), ``n_without_margin`` (wins of a known amount whose margin is missing: in no sum),
        ``n_without_amount`` (wins worth nobody knows what: in no sum either).

    Raises
    ------
    MissingColumnsError
        If a table lacks a column named above.
    ParameterError
        If `months` is under 1.

    Notes
    -----
    Cases still open are at risk as long as they were followed, and only so long: the sums of
    ``margin ÷ n_at_risk`` are the mean cumulative function [1]_, which open deals do not bend.
    Lazy: nothing runs until the result is executed.

    References
    ----------
    .. [1] Nelson, W. Confidence limits for recurrence data, applied to cost or number of product
       repairs. Technometrics 37, 147-157 (1995).
    """
    WON_CASES.check(deal_cases, "month", "month_closed", by)
    require(cases, "cases", "month", by)
    if not months >= 1:
        raise ParameterError("months", months, "1 or more")

    last = _place(last_month)
    ages = ibis.range(0, months).unnest().name("age_months").as_table()
    came = cases.filter(_.month.notnull()).mutate(place=_column_place(_.month))
    came = came.group_by([by, "place"]).agg(n=_.count())
    followed = came.cross_join(ages).filter(_.place + _.age_months <= last)
    at_risk = followed.group_by([by, "age_months"]).agg(n_at_risk=_.n.sum())
    won = _won(deal_cases, by, last).rename(won_by=by, won_age="age_months")
    # Rows without a value of `by` are cases too, and a null meets no null in a join.
    same = [at_risk[by].identical_to(won.won_by), at_risk.age_months == won.won_age]
    joined = at_risk.left_join(won, same)
    sums = ("n_won", "margin", "margin_squares", "largest_margin", "n_without_margin",
            "n_without_amount")  # fmt: skip
    return joined.select(
        by, "age_months", "n_at_risk", **{name: joined[name].fill_null(0) for name in sums}
    )


def _won(deal_cases: ir.Table, by: str, last: int) -> ir.Table:
    dated = deal_cases.filter((_.outcome == "won") & _.month.notnull() & _.month_closed.notnull())
    closed = _column_place(dated.month_closed)
    # A deal that closed before its lead came brought its margin at once.
    aged = dated.mutate(
        age_months=ibis.greatest(closed - _column_place(dated.month), 0), closed=closed,
        margin=dated.amount * dated.margin_share,
    )  # fmt: skip
    return (
        aged.filter(_.closed <= last)
        .group_by([by, "age_months"])
        .agg(
            n_won=_.count(),
            margin=_.margin.sum(),
            margin_squares=(_.margin * _.margin).sum(),
            largest_margin=_.margin.max(),
            n_without_margin=_.count(where=_.amount.notnull() & _.margin.isnull()),
            n_without_amount=_.count(where=_.amount.isnull()),
        )
    )


def _place(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7])


def _column_place(month: ir.StringValue) -> ir.IntegerValue:
    return month.substr(0, 4).cast("int64") * 12 + month.substr(5, 2).cast("int64")
