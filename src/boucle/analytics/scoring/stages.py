"""The stage each lead is recorded in, as of a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from boucle.analytics.scoring.sales_work import latest
from boucle.figures.moment import engine_moment
from boucle.figures.stacked import stacked
from boucle.tables.vocabulary import STAGES_AND_EXITS

if TYPE_CHECKING:
    from datetime import datetime

    import ibis.expr.types as ir

    from boucle.analytics.scoring.case_tables import CaseTables

# Where an answer of sales puts a lead. A refused one is a lead again: it should not have been sent.
_AFTER_ANSWER = {
    "accepted": "sal",
    "qualified": "sql",
    "rejected": "lead",
    "recycled": "recycled",
    "disqualified": "disqualified",
}


def recorded_stages(tables: CaseTables, *, moment: datetime) -> ir.Table:
    """Return ``lead_id, stage``: the last move recorded by `moment`, of leads that have one.

    Moves are mapped stage changes, hand-overs (``mql``), answers, and deals opened, won or lost.
    Of two moves at one time, the one further along stands.
    """
    sent = tables.handoffs
    sent = sent.select("lead_id", occurred_at=sent.handed_over_at, stage=ibis.literal("mql"))
    moves = stacked(_changes(tables), sent, _answers(tables), _deals(tables))
    moves = moves.filter((moves.occurred_at <= engine_moment(moment)) & moves.stage.notnull())
    ranks = [(stage, rank) for rank, stage in enumerate(STAGES_AND_EXITS)]
    moves = moves.mutate(rank=moves.stage.cases(*ranks, else_=-1))
    return latest(moves, "occurred_at", "rank").select("lead_id", "stage")


def _changes(tables: CaseTables) -> ir.Table:
    moved = tables.stage_changes
    moved = moved.filter(moved.subject == "lead")
    return moved.select("occurred_at", lead_id=moved.subject_id, stage=moved.to_stage).select(
        "lead_id", "occurred_at", "stage"
    )


def _answers(tables: CaseTables) -> ir.Table:
    said = tables.dispositions
    stage = said.answer.cases(*_AFTER_ANSWER.items(), else_=ibis.null("string"))
    return said.select("lead_id", "occurred_at", stage=stage)


def _deals(tables: CaseTables) -> ir.Table:
    deals = tables.opportunities
    deals = deals.filter(deals.lead_id.notnull())
    opened = deals.select("lead_id", occurred_at="created_at", stage=ibis.literal("opportunity"))
    stage = deals.outcome.cases(("won", "customer"), ("lost", "lost"), else_=ibis.null("string"))
    return stacked(opened, deals.select("lead_id", occurred_at="closed_at", stage=stage))
