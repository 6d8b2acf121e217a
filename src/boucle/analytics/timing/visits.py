"""The stays of each lead in each stage, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis
from ibis import _

from boucle.figures.moment import engine_moment
from boucle.tables import table, vocabulary

if TYPE_CHECKING:
    from datetime import datetime

    import ibis.expr.types as ir

_RANKS = {stage: rank for rank, stage in enumerate(vocabulary.STAGES_AND_EXITS)}


def visits(
    stage_changes: ir.Table,
    *,
    until: datetime,
    leads: ir.Table | None = None,
    opportunities: ir.Table | None = None,
) -> ir.Table:
    """Cut every history into visits: a stage, when it was entered, when left, and for which.

    Parameters
    ----------
    stage_changes, leads, opportunities
        The canonical tables. A lead's ``opened_at`` enters ``lead``; a deal's ``created_at`` enters
        ``opportunity`` and its ``closed_at`` ``customer`` or ``lost``. What happens to a deal
        belongs to its lead, or to the deal itself where it has none.
    until
        End of follow-up (aware); later facts are ignored.

    Returns
    -------
    ir.Table
        One row per visit: ``case_id``, ``visit`` (1, 2, …), ``stage``, ``entered_at``, ``left_at``
        and ``next_stage`` (null while it lasts).

    Raises
    ------
    MissingColumnsError, WrongColumnTypeError
        If a table lacks a column named above or has it in another type.
    ParameterError
        If `until` has no zone.

    Notes
    -----
    A return is a visit of its own. The same stage recorded twice in a row is one visit. Two
    changes at the same moment are taken in the order of the stages.
    Lazy: nothing runs until the result is executed.
    """
    table("stage_changes").check(stage_changes)
    moves = [_of_changes(stage_changes, opportunities)]
    if leads is not None:
        table("leads").check(leads, "opened_at")
        moves.append(_moves(leads, _.lead_id, ibis.literal("lead"), _.opened_at))
    if opportunities is not None:
        table("opportunities").check(opportunities, "lead_id", "created_at", "closed_at")
        moves += _of_deals(opportunities)

    facts = ibis.union(*moves) if len(moves) > 1 else moves[0]
    facts = facts.filter(_.stage.notnull(), _.entered_at <= engine_moment(until))
    facts = facts.mutate(rank=_.stage.cases(*_RANKS.items(), else_=len(_RANKS)))
    in_case = ibis.window(group_by="case_id", order_by=["entered_at", "rank"])
    facts = facts.mutate(stage_before=_.stage.lag().over(in_case))
    facts = facts.filter(_.stage_before.isnull() | (_.stage != _.stage_before))
    return facts.select(
        "case_id",
        visit=ibis.row_number().over(in_case) + 1,
        stage="stage",
        entered_at="entered_at",
        left_at=_.entered_at.lead().over(in_case),
        next_stage=_.stage.lead().over(in_case),
    )


def _moves(source: ir.Table, case_id: Any, stage: Any, at: Any) -> ir.Table:
    return source.select(case_id=case_id, stage=stage, entered_at=at.cast("timestamp"))


def _of_changes(stage_changes: ir.Table, opportunities: ir.Table | None) -> ir.Table:
    if opportunities is None:
        return _moves(stage_changes, _.subject_id, _.to_stage, _.occurred_at)
    table("opportunities").check(opportunities, "lead_id")
    deals = opportunities.select(deal_id="opportunity_id", deal_lead_id="lead_id")
    # The key is null for changes of leads: a second condition beside the key would make the
    # engine compare every change with every deal.
    deal_of_change = ibis.ifelse(_.subject == "opportunity", _.subject_id, ibis.null("string"))
    changes = stage_changes.mutate(deal_of_change=deal_of_change)
    changes = changes.left_join(deals, changes.deal_of_change == deals.deal_id)
    case_id = ibis.coalesce(_.deal_lead_id, _.subject_id)
    return _moves(changes, case_id, _.to_stage, _.occurred_at)


def _of_deals(opportunities: ir.Table) -> list[ir.Table]:
    case_id = ibis.coalesce(_.lead_id, _.opportunity_id)
    closed_in = _.outcome.cases(("won", "customer"), ("lost", "lost"), else_=None)
    return [
        _moves(opportunities, case_id, ibis.literal("opportunity"), _.created_at),
        _moves(opportunities, case_id, closed_in, _.closed_at),
    ]
