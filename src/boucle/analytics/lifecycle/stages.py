"""When each lead was first recorded in each stage, where it is now and how far it went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis
from ibis import _

from boucle.analytics.lifecycle.contracts import COUNTED_STAGES, MARKED_STAGES
from boucle.figures.local_time import whole_seconds
from boucle.figures.moment import engine_moment
from boucle.tables import table, vocabulary

if TYPE_CHECKING:
    from datetime import datetime

    import ibis.expr.types as ir

_RANKS = {stage: rank for rank, stage in enumerate(vocabulary.STAGES_AND_EXITS)}
_N_STAGES = len(vocabulary.STAGES)
# A second and a rank in one number: the largest is the last moment and, within it, the furthest.
_RANKS_IN_A_SECOND = 16


def stages(
    leads: ir.Table, stage_changes: ir.Table, opportunities: ir.Table, *, until: datetime
) -> ir.Table:
    """Say for every lead when it was first recorded in each stage.

    Parameters
    ----------
    leads, stage_changes, opportunities
        The canonical tables. Changes of a deal count for the lead it is linked to; a deal's
        ``created_at`` is a moment in ``opportunity``, its ``closed_at`` one in ``customer`` (won)
        or ``lost``.
    until
        End of follow-up (aware): later facts are ignored, and leads opened later
        are left out.

    Returns
    -------
    ir.Table
        One row per lead: ``lead_id``, ``opened_at``, ``lead_at`` (= ``opened_at``, else the first
        change to ``lead``), ``mql_at``, ``sal_at``, ``sql_at``, ``opportunity_at``,
        ``customer_at``, ``recycled_at``, ``disqualified_at``, ``lost_at`` (UTC, null where not
        recorded or not dated); ``is_mql`` … ``is_customer`` (recorded, dated or not);
        ``current_stage`` (last recorded; within one second the furthest) and ``furthest``.

    Raises
    ------
    MissingColumnsError, WrongColumnTypeError
        If a table lacks a column named above or has it in another type.
    ParameterError
        If `until` has no zone.

    Notes
    -----
    Nothing is straightened: a lead that skips a stage has no moment in it, and one that returns
    keeps its first. A won deal without a closing date makes ``is_customer`` true and leaves
    ``customer_at`` null. Lazy: nothing runs until the result is executed.
    """
    table("leads").check(leads, "opened_at")
    table("stage_changes").check(stage_changes)
    table("opportunities").check(opportunities, "lead_id", "created_at", "closed_at")

    facts = ibis.union(
        _openings(leads),
        _changes(stage_changes, opportunities),
        _deals(opportunities.filter(_.lead_id.notnull())),
    )
    end = engine_moment(until)
    facts = facts.filter(_.rank.notnull(), _.at.isnull() | (_.at <= end))
    firsts = facts.group_by("lead_id").agg(**_first_moments())
    # What speaks of a lead that is not there (or not yet) makes no lead.
    firsts = firsts.filter(_.is_there)
    return firsts.select(
        "lead_id",
        "opened_at",
        lead_at=ibis.coalesce(_.opened_at, _.lead_at),
        **{f"{stage}_at": _[f"{stage}_at"] for stage in MARKED_STAGES + vocabulary.EXITS},
        **{f"is_{stage}": _[f"is_{stage}"] for stage in MARKED_STAGES},
        current_stage=_stage_of(ibis.coalesce(_.last_moment % _RANKS_IN_A_SECOND, _.top_rank)),
        furthest=_stage_of(_.top_rank),
    )


def _first_moments() -> dict[str, Any]:
    dated = COUNTED_STAGES + vocabulary.EXITS
    moments = {f"{stage}_at": _.at.min(where=_.rank == _RANKS[stage]) for stage in dated}
    marks = {f"is_{stage}": (_.rank == _RANKS[stage]).any() for stage in MARKED_STAGES}
    return {
        **moments,
        **marks,
        "opened_at": _.at.min(where=_.is_opening),
        "is_there": _.is_opening.any(),
        "top_rank": _.rank.max(where=_.rank < _N_STAGES),
        "last_moment": (whole_seconds(_.at) * _RANKS_IN_A_SECOND + _.rank).max(),
    }


def _facts(
    source: ir.Table, lead_id: ir.Value, rank: ir.Value, at: ir.Value, *, opening: bool = False
) -> ir.Table:
    return source.select(
        lead_id=lead_id,
        rank=rank.cast("int64"),
        at=at.cast("timestamp"),
        is_opening=ibis.literal(opening),
    )


def _openings(leads: ir.Table) -> ir.Table:
    return _facts(leads, _.lead_id, ibis.literal(_RANKS["lead"]), _.opened_at, opening=True)


def _changes(stage_changes: ir.Table, opportunities: ir.Table) -> ir.Table:
    of_leads = stage_changes.filter(_.subject == "lead")
    of_deals = stage_changes.filter(_.subject == "opportunity").inner_join(
        opportunities.select(subject_id="opportunity_id", deal_lead_id="lead_id"),
        "subject_id",
    )
    return ibis.union(
        _facts(of_leads, _.subject_id, _rank_of(_.to_stage), _.occurred_at),
        _facts(
            of_deals.filter(_.deal_lead_id.notnull()),
            _.deal_lead_id,
            _rank_of(_.to_stage),
            _.occurred_at,
        ),
    )


def _deals(opportunities: ir.Table) -> ir.Table:
    closed_in = _.outcome.cases(
        ("won", _RANKS["customer"]), ("lost", _RANKS["lost"]), else_=ibis.null("int64")
    )
    return ibis.union(
        _facts(opportunities, _.lead_id, ibis.literal(_RANKS["opportunity"]), _.created_at),
        _facts(opportunities, _.lead_id, closed_in, _.closed_at),
    )


def _rank_of(stage: ir.Value) -> ir.Value:
    return stage.cases(*_RANKS.items(), else_=ibis.null("int64"))


def _stage_of(rank: ir.Value) -> ir.Value:
    return rank.cases(*((rank_, stage) for stage, rank_ in _RANKS.items()), else_=None)
