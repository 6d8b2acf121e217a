"""What the report needs and does not find: tables, columns, months, channels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis
from ibis import _

from boucle.analytics.health.finding import Finding
from boucle.analytics.health.suspects import Suspect, counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import ibis.expr.types as ir

    from boucle.analytics.health.fill import TableFill
    from boucle.analytics.health.finding import Severity
    from boucle.analytics.health.known import Known

_IS_WON = _.outcome == "won"
_IS_OPEN = _.outcome == "open"

# A table that nothing was imported into: what it takes from the report, if the second has rows.
_TABLES: tuple[tuple[str, str, Severity, tuple[str, ...], str], ...] = (
    ("opportunities", "no_deals", "wrong", ("leads",), "n_won"),
    ("spend", "no_spend", "wrong", ("leads", "opportunities"), "spend"),
    ("leads", "no_leads", "wrong", ("opportunities",), "n_leads"),
    ("touchpoints", "no_touchpoints", "wrong", ("leads", "opportunities"), "credit"),
    ("stage_changes", "no_stage_changes", "doubtful", ("leads",), "n_mql"),
)


def completeness(known: Known, filled: Mapping[str, TableFill]) -> list[Finding]:
    """Find what is missing of what the report reads.

    Parameters
    ----------
    known
        The tables, and the cases that the report makes of them.
    filled
        From `fill`.

    Returns
    -------
    list of Finding
        Tables without a row, then gaps of deals, leads, people, gestures and spend. A win without
        an amount is counted at the median amount of the others.

    Notes
    -----
    Runs a query a table, and one for the examples of each gap found.
    """
    has = {name: each.n_rows > 0 for name, each in filled.items()}
    found = list(_missing_tables(has))
    if has["opportunities"]:
        found += _deals(known, has_leads=has["leads"])
    if has["leads"]:
        found += _leads(known, has_deals=has["opportunities"])
    if has["contacts"]:
        found += counted("completeness", "contacts", "contact_id", known.tables.table("contacts"), [
            Suspect("contacts_without_email", "remark", "email", _is_blank(_.email)),
        ])  # fmt: skip
    if has["touchpoints"]:
        found += _touchpoints(known)
    return found


def _missing_tables(has: Mapping[str, bool]) -> Iterator[Finding]:
    for table, code, severity, others, figure in _TABLES:
        if not has[table] and any(has[other] for other in others):
            yield Finding(code, "completeness", severity, table, "", n=1, figure=figure)


def _deals(known: Known, *, has_leads: bool) -> list[Finding]:
    deals = known.deal_cases
    has_no_amount = _.amount.isnull() & _.other_amount.isnull()
    won = deals.filter(_IS_WON, deals.amount.notnull()).amount
    (typical,) = won.median().as_table().to_pyarrow().column(0).to_pylist()
    facts = {"typical": typical or 0.0}
    is_won_amount = ibis.ifelse(_IS_WON, _.amount, 0.0)
    suspects = [
        Suspect("won_without_amount", "wrong", "amount", _IS_WON & has_no_amount, _IS_WON,
                "won_amount", ibis.ifelse(_IS_WON, typical or 0.0, 0.0), facts),
        Suspect("open_without_amount", "doubtful", "amount", _IS_OPEN & has_no_amount, _IS_OPEN,
                "pipeline_amount"),
        Suspect("deals_without_start", "doubtful", "created_at", _.started_at.isnull(), None,
                "by_month"),
        Suspect("deals_without_owner", "remark", "owner_id", _is_blank(_.owner_id)),
    ]  # fmt: skip
    if has_leads:
        suspects.append(
            Suspect("deals_without_lead", "doubtful", "lead_id", _is_blank(_.lead_id), None,
                    "credit", is_won_amount)
        )  # fmt: skip
    opportunities = known.tables.table("opportunities")
    return [
        *counted("completeness", "opportunities", "opportunity_id", deals, suspects),
        *counted("completeness", "opportunities", "opportunity_id", opportunities, _as_mapped()),
    ]


def _as_mapped() -> list[Suspect]:
    return [
        Suspect("lost_without_reason", "remark", "lost_reason",
                (_.outcome == "lost") & _is_blank(_.lost_reason), _.outcome == "lost"),
        Suspect("open_without_expected_close", "remark", "expected_close_on",
                _IS_OPEN & _.expected_close_on.isnull(), _IS_OPEN),
    ]  # fmt: skip


def _leads(known: Known, *, has_deals: bool) -> list[Finding]:
    leads = _with_brought(known) if has_deals else known.lead_cases.mutate(brought=0.0)
    return counted("completeness", "leads", "lead_id", leads, [
        Suspect("leads_without_channel", "doubtful", "origin_touchpoint_id", _.channel.isnull(),
                None, "credit", _.brought),
        Suspect("leads_without_date", "wrong", "opened_at", _.opened_at.isnull(), None, "by_month"),
        Suspect("leads_without_contact", "doubtful", "contact_id", _is_blank(_.contact_id), None,
                "credit", _.brought),
        Suspect("leads_without_owner", "remark", "owner_id", _is_blank(_.owner_id)),
    ])  # fmt: skip


def _with_brought(known: Known) -> ir.Table:
    won = known.deal_cases.filter(_IS_WON)
    brought = won.group_by(of_lead="lead_id").agg(brought=_.amount.sum())
    return known.lead_cases.left_join(brought, [("lead_id", "of_lead")])


def _touchpoints(known: Known) -> list[Finding]:
    rows = known.tables.table("touchpoints")
    nobody = _is_blank(_.contact_id) & _is_blank(_.account_id)
    return [
        *counted("completeness", "touchpoints", "touchpoint_id", rows, [
            Suspect("touchpoints_without_person", "doubtful", "contact_id", nobody, None, "credit"),
        ]),
        *counted("completeness", "touchpoints", "touchpoint_id", known.touchpoints, [
            Suspect("touchpoints_without_channel", "doubtful", "origin_source", _.channel.isnull(),
                    None, "credit"),
        ]),
    ]  # fmt: skip


def _is_blank(column: Any) -> ir.BooleanValue:
    return column.isnull() | (column.strip() == "")
