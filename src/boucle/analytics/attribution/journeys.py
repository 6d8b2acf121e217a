"""The ordered touchpoints of every case, from raw touchpoints and outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from boucle.analytics.attribution.contract import CASES, JOURNEYS, TOUCHES
from boucle.analytics.attribution.conversion import (
    SINCE,
    UNTIL,
    WIN,
    converted,
    with_last_decision,
)
from boucle.errors import ParameterError
from boucle.figures.local_time import whole_seconds
from boucle.tables.vocabulary import SALES_TOUCHPOINT_KINDS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import ibis.expr.types as ir

_DAY_SECONDS = 86_400


def journeys(
    touchpoints: ir.Table,
    outcomes: ir.Table,
    members: ir.Table | None = None,
    *,
    window_days: float = 365,
    evidence_caps: Mapping[str, float] | None = None,
    drop_direct: Collection[str] = (),
    collapse_repeats: bool = False,
    sales_touchpoints: bool = True,
    conversion: str = WIN,
    since_last_decision: bool = False,
    carry: Sequence[str] = (),
) -> ir.Table:
    """Lay the touchpoints of each case before its decision in order.

    Parameters
    ----------
    touchpoints
        ``touchpoint_id``, ``contact_id``, ``occurred_at`` (UTC), ``channel``, ``campaign_id``,
        ``evidence``; also ``kind`` where `sales_touchpoints` is false.
    outcomes
        One row per case: ``case_id``, ``contact_id`` (or ``account_id``, with `members`),
        ``outcome`` (won, lost, open), ``decided_at`` (UTC), ``amount``; ``lead_at`` and
        ``opportunity_at`` (UTC) where known.
    members
        ``case_id``, ``contact_id``: the people of each case, instead of the one contact of
        `outcomes`. `facts.members` lists those of a deal, `facts.account_members` those of an
        account without the addresses of free mail.
    window_days
        Look-back from the decision, both ends of the window counted. Greater than 0.
    evidence_caps
        Most that a touchpoint of an evidence level weighs, 0 to 1, as ``{"impression": 0.25}``.
        Levels left out weigh 1; at 0 the level's touchpoints are left out.
    drop_direct
        Channels whose touchpoints are left out, as the agreement's direct ones.
    collapse_repeats
        Keep only the first of touchpoints that follow each other in one channel.
    sales_touchpoints
        Whether calls, meetings and proposals count.
    conversion
        What is won: ``win``, or a moment of `outcomes`, as ``lead`` for ``lead_at``,
        ``opportunity`` for ``opportunity_at``, ``mql`` for ``mql_at``. A case that reached it is
        won then, and a touchpoint at that very moment counts, for it may have made it; one that did
        not is lost or open as before, and open where it was won without that moment.
    since_last_decision
        Whether a case holds only touchpoints after the decision before it (won or lost) of the
        same account, or contact where `outcomes` has no ``account_id``: one cycle, one journey.
    carry
        Columns of `outcomes` to keep on every row, as ``month``.

    Returns
    -------
    ir.Table
        One row per case and touchpoint strictly before ``decided_at``: ``case_id``, ``position``
        (1 is the oldest; at equal times the lower ``touchpoint_id`` comes first),
        ``touchpoint_id``, ``occurred_at``, ``channel``, ``campaign_id``, ``contact_id``,
        ``evidence``, ``weight`` (the cap, else 1), ``milestone`` (``lead``, ``opportunity``,
        ``lead,opportunity`` or null: the touchpoint at or last before that moment), ``outcome``,
        ``decided_at``, ``amount`` (float64), and `carry`.

    Raises
    ------
    MissingColumnsError
        If a table lacks a column named above.
    ParameterError
        If `window_days` or a cap is out of its range, or `carry` names a column of journeys.

    Notes
    -----
    Lazy: nothing runs until the result is executed. Each case is laid out for itself, so a late
    touchpoint, a reopened case or a changed amount gives what a run from scratch gives.
    """
    TOUCHES.check(touchpoints, *(() if sales_touchpoints else ("kind",)))
    moments = () if conversion == WIN else (f"{conversion}_at",)
    CASES.check(outcomes, *moments, *carry)
    _check_parameters(window_days, evidence_caps or {}, carry)

    ends = converted(outcomes, conversion)
    if since_last_decision:
        ends = with_last_decision(ends)
    cases = _people(_with_moments(ends, carry), outcomes, members)
    touches = _counted(touchpoints, evidence_caps or {}, drop_direct, sales_touchpoints)
    paths = _before_decision(cases.inner_join(touches, "contact_id"), window_days)
    if collapse_repeats:
        paths = _without_repeats(paths)
    return _in_order(paths).select(*JOURNEYS.names, *carry)


def _check_parameters(window_days: float, caps: Mapping[str, float], carry: Sequence[str]) -> None:
    if taken := set(carry) & set(JOURNEYS.names):
        raise ParameterError("carry", sorted(taken), "columns that journeys do not have already")
    if not window_days > 0:  # also refuses NaN
        raise ParameterError("window_days", window_days, "greater than 0")
    for level, cap in caps.items():
        if not 0 <= cap <= 1:
            raise ParameterError(f"evidence_caps[{level}]", cap, "0 to 1")


def _with_moments(outcomes: ir.Table, carry: Sequence[str]) -> ir.Table:
    missing = {
        name: ibis.null("timestamp")
        for name in ("lead_at", "opportunity_at", SINCE, UNTIL)
        if name not in outcomes.columns
    }
    return outcomes.mutate(**missing).select(
        "case_id",
        "outcome",
        "decided_at",
        "lead_at",
        "opportunity_at",
        SINCE,
        UNTIL,
        *carry,
        amount=outcomes.amount.cast("float64"),
    )


def _people(cases: ir.Table, outcomes: ir.Table, members: ir.Table | None) -> ir.Table:
    if members is None:
        CASES.check(outcomes, "contact_id")
        members = outcomes.filter(outcomes.contact_id.notnull())
    return cases.inner_join(members.select("case_id", "contact_id").distinct(), "case_id")


def _counted(
    touchpoints: ir.Table,
    caps: Mapping[str, float],
    drop_direct: Collection[str],
    sales_touchpoints: bool,  # noqa: FBT001
) -> ir.Table:
    levels = [(touchpoints.evidence == level, float(cap)) for level, cap in caps.items()]
    weight = ibis.cases(*levels, else_=1.0) if levels else ibis.literal(1.0)
    touches = touchpoints.mutate(weight=weight.cast("float64"))
    if any(cap == 0 for cap in caps.values()):
        touches = touches.filter(touches.weight > 0)
    # A null channel or kind is neither direct nor a sales gesture: it stays.
    if drop_direct:
        touches = touches.filter(_is_not_in(touches.channel, drop_direct))
    if not sales_touchpoints:
        touches = touches.filter(_is_not_in(touches.kind, SALES_TOUCHPOINT_KINDS))
    return touches.select(*TOUCHES.names, "weight")


def _is_not_in(column: ir.StringValue, words: Collection[str]) -> ir.BooleanValue:
    return column.isnull() | column.notin(list(words))


def _before_decision(paths: ir.Table, window_days: float) -> ir.Table:
    age = whole_seconds(paths.decided_at) - whole_seconds(paths.occurred_at)
    is_before = (paths.occurred_at < paths.decided_at) | (paths.occurred_at == paths[UNTIL])
    is_after = paths[SINCE].isnull() | (paths.occurred_at > paths[SINCE])
    return paths.filter(
        is_before.fill_null(False)  # noqa: FBT003 - a literal of the engine
        & is_after
        & (age <= window_days * _DAY_SECONDS)
    )


def _without_repeats(paths: ir.Table) -> ir.Table:
    in_order = ibis.window(group_by="case_id", order_by=["occurred_at", "touchpoint_id"])
    paths = paths.mutate(
        place=ibis.row_number().over(in_order), previous=paths.channel.lag().over(in_order)
    )
    is_same = ibis.coalesce(paths.channel, "") == ibis.coalesce(paths.previous, "")
    return paths.filter((paths.place == 0) | ~is_same).drop("place", "previous")


def _in_order(paths: ir.Table) -> ir.Table:
    """Add the position and the milestones.

    Touchpoints up to a moment are the first of the case, so their number is the position of the
    last of them.
    """
    in_order = ibis.window(group_by="case_id", order_by=["occurred_at", "touchpoint_id"])
    in_case = ibis.window(group_by="case_id")
    placed = paths.mutate(
        position=ibis.row_number().over(in_order) + 1,
        lead_position=(paths.occurred_at <= paths.lead_at).cast("int64").sum().over(in_case),
        opportunity_position=(paths.occurred_at <= paths.opportunity_at)
        .cast("int64")
        .sum()
        .over(in_case),
    )
    is_lead = (placed.position == placed.lead_position).fill_null(False)  # noqa: FBT003
    is_opportunity = (placed.position == placed.opportunity_position).fill_null(False)  # noqa: FBT003
    return placed.mutate(
        milestone=ibis.cases(
            (is_lead & is_opportunity, "lead,opportunity"),
            (is_lead, "lead"),
            (is_opportunity, "opportunity"),
        )
    )
