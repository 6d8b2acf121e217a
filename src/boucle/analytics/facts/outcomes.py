"""How each case ended, as attribution reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from boucle.figures.moment import engine_moment
from boucle.tables import TABLES

if TYPE_CHECKING:
    from datetime import datetime

    import ibis.expr.types as ir

LOST_STAGES = ("disqualified", "lost")
_GROUPS = ("month", "owner_id", "territory", "persona", "service")
_TIMES = ("decided_at", "lead_at", "opportunity_at")
_ORDER = (
    "case_id",
    "lead_id",
    "account_id",
    "contact_id",
    "outcome",
    "decided_at",
    "amount",
    "lead_at",
    "opportunity_at",
    "is_deal",
    *_GROUPS,
    "month_closed",
)


def outcomes(
    lead_cases: ir.Table, deal_cases: ir.Table, stage_changes: ir.Table, *, until: datetime
) -> ir.Table:
    """List the cases of attribution: every deal, and every lead that has none.

    Parameters
    ----------
    lead_cases, deal_cases
        From `lead_cases` and `deal_cases`, made with the same `until`.
    stage_changes
        Canonical stage changes.
    until
        Last moment that counts (aware).

    Returns
    -------
    ir.Table
        ``case_id`` (the deal's id, or the lead's), ``lead_id``, ``account_id``, ``contact_id`` (of
        the lead), ``outcome`` (a lead without a deal is lost if its last stage is disqualified or
        lost, else open), ``decided_at`` (UTC; when the case closed, `until` for open ones and
        where no date says it), ``amount`` (float64, agreement's currency; null where unknown),
        ``lead_at`` and ``opportunity_at`` (UTC or null), ``is_deal``, and what reports group by:
        ``month``, ``month_closed``, ``owner_id``, ``territory``, ``persona``, ``service``.

    Raises
    ------
    MissingColumnsError
        If a table lacks a column that this needs.
    """
    TABLES["stage_changes"].check(stage_changes)
    end = engine_moment(until)
    return ibis.union(
        _alike(_of_deals(deal_cases, lead_cases, end)),
        _alike(_of_leads(lead_cases, deal_cases, stage_changes, end)),
    )


def _alike(cases: ir.Table) -> ir.Table:
    # Sources write moments with different precisions, and a union asks for equal types.
    times = {name: cases[name].cast("timestamp") for name in _TIMES}
    return cases.mutate(**times).select(*_ORDER)


def _of_deals(deal_cases: ir.Table, lead_cases: ir.Table, end: ir.TimestampScalar) -> ir.Table:
    people = lead_cases.select("contact_id", of_lead="lead_id", lead_at="opened_at")
    joined = deal_cases.left_join(people, [("lead_id", "of_lead")])
    return joined.select(
        "lead_id",
        "account_id",
        "contact_id",
        "outcome",
        "amount",
        "lead_at",
        *_GROUPS,
        "month_closed",
        case_id="opportunity_id",
        decided_at=joined.closed_at.fill_null(end),
        opportunity_at="created_at",
        is_deal=ibis.literal(True),  # noqa: FBT003
    )


def _of_leads(
    lead_cases: ir.Table, deal_cases: ir.Table, stage_changes: ir.Table, end: ir.TimestampScalar
) -> ir.Table:
    dealt = deal_cases.filter(deal_cases.lead_id.notnull()).select(of_lead="lead_id").distinct()
    alone = lead_cases.anti_join(dealt, [("lead_id", "of_lead")])
    joined = alone.left_join(_last_stages(stage_changes, end), [("lead_id", "of_subject")])
    is_lost = joined.last_stage.isin(LOST_STAGES).fill_null(False)  # noqa: FBT003
    return joined.select(
        "lead_id",
        "account_id",
        "contact_id",
        *_GROUPS,
        case_id="lead_id",
        outcome=ibis.ifelse(is_lost, "lost", "open"),
        decided_at=ibis.ifelse(is_lost, joined.last_at, end),
        amount=ibis.null("float64"),
        lead_at="opened_at",
        opportunity_at=ibis.null("timestamp"),
        month_closed=ibis.null("string"),
        is_deal=ibis.literal(False),  # noqa: FBT003
    )


def _last_stages(stage_changes: ir.Table, end: ir.TimestampScalar) -> ir.Table:
    of_leads = stage_changes.filter(
        (stage_changes.subject == "lead") & (stage_changes.occurred_at <= end)
    )
    newest = ibis.window(
        group_by="subject_id",
        order_by=[ibis.desc("occurred_at"), ibis.desc("stage_change_id")],
    )
    placed = of_leads.mutate(place=ibis.row_number().over(newest))
    return placed.filter(placed.place == 0).select(
        of_subject="subject_id", last_stage="to_stage", last_at="occurred_at"
    )
