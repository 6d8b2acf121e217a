"""What sales did and learnt: answers, conversations, next steps, deals, contracts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from boucle.analytics.scoring.passes import within_pass
from boucle.figures.moment import engine_moment
from boucle.figures.stacked import stacked

if TYPE_CHECKING:
    from datetime import date, datetime

    import ibis.expr.types as ir

    from boucle.analytics.scoring.case_tables import CaseTables

_QUALIFIERS = ("need_confirmed", "budget_known", "decision_maker_involved", "timeline_known")


def latest(table: ir.Table, *order: str) -> ir.Table:
    """Keep one row per lead: the last in `order`."""
    keys = [ibis.desc(table[column]) for column in order]
    turn = ibis.row_number().over(group_by="lead_id", order_by=keys)
    return table.mutate(turn=turn).filter(lambda row: row.turn == 0).drop("turn")


def answers(tables: CaseTables, *, moment: datetime) -> ir.Table:
    """Return per lead what the answers of sales say: accepted or not, and what was learnt."""
    said = tables.dispositions
    said = said.filter(said.occurred_at <= engine_moment(moment))
    learnt = {name: said[name].any() for name in _QUALIFIERS}
    is_accepted = said.answer.isin(("accepted", "qualified")).any()
    return said.group_by("lead_id").agg(is_accepted=is_accepted, **learnt)


def lead_activities(passes: ir.Table, tables: CaseTables, *, moment: datetime) -> ir.Table:
    """Return ``lead_id, occurred_at, is_conversation, next_step_on`` of every activity of a lead.

    An activity without a lead is its deal's lead's, or else that of the pass its contact is in.
    """
    done = tables.activities
    done = done.filter(done.occurred_at <= engine_moment(moment))
    is_human = done.is_human.fill_null(True)  # noqa: FBT003 - Ibis takes the value by position
    done = done.select(
        "activity_id", "lead_id", "opportunity_id", "contact_id", "occurred_at", "next_step_on",
        # Not said to be two-way is not a conversation: the definition asks for one that was.
        is_conversation=is_human & done.is_two_way.fill_null(False) & (done.kind != "note"),  # noqa: FBT003
    )  # fmt: skip
    deals = tables.opportunities.select("opportunity_id", deal_lead_id="lead_id")
    done = done.left_join(deals, "opportunity_id")
    done = done.mutate(lead_id=ibis.coalesce(done.lead_id, done.deal_lead_id))
    columns = ("lead_id", "activity_id", "occurred_at", "is_conversation", "next_step_on")
    named = done.filter(done.lead_id.notnull()).select(*columns)
    unnamed = done.filter(done.lead_id.isnull()).select("contact_id", *columns[1:])
    windows = passes.select(
        "lead_id", "contact_id", "opened_at", "previous_opened_at", "next_opened_at"
    )
    placed = windows.inner_join(unnamed, "contact_id")
    placed = placed.filter(within_pass(placed, look_back=False))
    return stacked(named, placed.select(*columns))


def conversations(activities: ir.Table) -> ir.Table:
    """Return per lead whether two people spoke."""
    return activities.group_by("lead_id").agg(had_conversation=activities.is_conversation.any())


def next_steps(activities: ir.Table, tables: CaseTables, *, moment: datetime) -> ir.Table:
    """Return per lead the next step that was named last."""
    said = tables.dispositions
    said = said.filter((said.occurred_at <= engine_moment(moment)) & said.next_step_on.notnull())
    done = activities.filter(activities.next_step_on.notnull())
    columns = ("lead_id", "occurred_at", "next_step_on")
    named = stacked(said.select(*columns), done.select(*columns))
    return latest(named, "occurred_at", "next_step_on").select("lead_id", "next_step_on")


def deals(tables: CaseTables, currency: str, *, moment: datetime) -> ir.Table:
    """Return per lead its newest deal: amount, service, date aimed at, people on it.

    An amount in another currency is unknown: it is never read as the agreement's.
    """
    opened = tables.opportunities
    opened = opened.filter((opened.created_at <= engine_moment(moment)) & opened.lead_id.notnull())
    newest = latest(opened, "created_at", "opportunity_id")
    is_ours = newest.currency.isnull() | (newest.currency == currency)
    amount = ibis.ifelse(is_ours, newest.amount.cast("float64"), ibis.null("float64"))
    newest = newest.select(
        "lead_id", "opportunity_id", "expected_close_on",
        opportunity_amount=amount, opportunity_service=newest.service,
    )  # fmt: skip
    people = tables.opportunity_contacts.group_by("opportunity_id")
    people = people.agg(n_opportunity_contacts=lambda row: row.contact_id.nunique())
    joined = newest.left_join(people, "opportunity_id")
    return joined.drop("opportunity_id", "opportunity_id_right")


def contract_holders(tables: CaseTables, today: date) -> ir.Table:
    """Return ``lead_id, has_contract`` of the leads whose deal became a contract by `today`."""
    signed = tables.contracts
    signed = signed.filter(signed.starts_on <= ibis.literal(today))
    leads = tables.opportunities.select("opportunity_id", "lead_id")
    held = signed.select("opportunity_id").inner_join(leads, "opportunity_id")
    held = held.filter(held.lead_id.notnull()).select("lead_id").distinct()
    return held.mutate(has_contract=ibis.literal(value=True))
