"""`case_facts`: everything that a condition may ask about a lead, as of a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import ibis

from boucle.analytics.scoring import sales_work
from boucle.analytics.scoring.derived import derived_measures, unseen_gestures
from boucle.analytics.scoring.engagement import rule_points, total_points
from boucle.analytics.scoring.fit import fit
from boucle.analytics.scoring.gestures import gestures
from boucle.analytics.scoring.grades import grades
from boucle.analytics.scoring.lead_types import lead_types
from boucle.analytics.scoring.needed import needed
from boucle.analytics.scoring.origin import origins
from boucle.analytics.scoring.passes import DAY_SECONDS, passes, wall_seconds
from boucle.analytics.scoring.person import person_facts
from boucle.analytics.scoring.persona import persona
from boucle.analytics.scoring.stages import recorded_stages
from boucle.figures.moment import engine_moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    import ibis.expr.types as ir

    from boucle.agreement import Agreement
    from boucle.agreement.conditions import Condition
    from boucle.analytics.scoring.case_tables import CaseTables
    from boucle.analytics.scoring.needed import Needed

_UNSEEN: dict[str, object] = {
    "stage": "lead",
    "n_touchpoints": 0,
    "requested_contact": False,
    "engagement_points": 0.0,
    "is_unsubscribed": False,
    "is_accepted": False,
    "had_conversation": False,
    "n_opportunity_contacts": 0,
    "has_contract": False,
}
# Each may use what stands before it.
_JUDGEMENTS = {"persona": persona, "fit_points": fit, "grade": grades, "lead_type": lead_types}


def case_facts(
    tables: CaseTables,
    agreement: Agreement,
    *,
    moment: datetime,
    columns: Iterable[str] | None = None,
    conditions: Iterable[Condition] = (),
    materialise: Callable[[ir.Table], ir.Table] = lambda table: table,
) -> ir.Table:
    """Return one row per lead opened by `moment`, with all that was known of it at that moment.

    Parameters
    ----------
    tables
        Canonical tables by attribute: ``leads, contacts, accounts, touchpoints, stage_changes,
        handoffs, dispositions, activities, opportunities, opportunity_contacts, contracts``.
        ``touchpoints.channel`` is read as it is: name the channels first.
    agreement
        Whose personas, points, grades and lead types are applied.
    moment
        Aware datetime. Nothing that happened later is read.
    columns
        Names of the columns wanted, by default all: what nobody asks for is neither joined nor
        counted. `boucle.analytics.scoring.needed.judged_columns` has those that `judged` reads.
    conditions
        Further conditions whose columns the table must have, derived ones too.
    materialise
        Keeps a step of the work, so that later steps read it once; by default nothing is kept.

    Returns
    -------
    ir.Table
        ``lead_id`` and the wanted columns of `boucle.tables.CASE_FACTS` in their order, then one
        column per derived name (``count__webinar_attended__90``) that a condition uses. Lazy:
        keep it, if it is read more than once.

    Raises
    ------
    MissingColumnsError
        If ``leads`` or ``touchpoints`` lacks a column.
    ConditionError
        If a condition of the agreement cannot be read.
    ParameterError
        If `moment` has no time zone, or there is no such column.

    Notes
    -----
    The facts are built from the ground up: person, gestures, sales; then persona, fit and
    engagement points, grade, lead type, each of which may use what stands before it.
    """
    asked = needed(agreement, columns, conditions)
    windows = materialise(passes(tables.leads, moment=moment, time_zone=agreement.time_zone))
    parts = [
        _gesture_facts(windows, tables, agreement, moment, asked),
        origins(windows, tables.touchpoints, moment=moment),
        _unsubscribed(tables, moment),
        *_sales_facts(windows, tables, agreement, moment),
    ]
    known = _beside(person_facts(windows, tables, agreement), parts, asked)
    known = _filled(known, agreement, moment, asked)
    for column, add in _JUDGEMENTS.items():
        if column in asked.names:
            known = add(known, agreement)
    return known.select(*asked.wanted)


def _gesture_facts(
    windows: ir.Table, tables: CaseTables, agreement: Agreement, moment: datetime, asked: Needed
) -> ir.Table:
    zone = agreement.time_zone
    done = gestures(windows, tables.touchpoints, moment=moment, time_zone=zone)
    # One pass over the gestures: counts, derived columns and points together.
    points = rule_points(done, agreement)
    by_lead = done.group_by("lead_id").agg(
        n_touchpoints=done.count(),
        requested_contact=done.count(where=done.kind == "direct_request") > 0,
        **derived_measures(done, asked.derived),
        **points,
    )
    return by_lead.mutate(engagement_points=total_points(by_lead, agreement)).drop(*points)


def _unsubscribed(tables: CaseTables, moment: datetime) -> ir.Table:
    # Unsubscribing outlasts the pass in which it was done: the person was not asked again.
    seen = tables.touchpoints
    seen = seen.filter((seen.kind == "unsubscribe") & (seen.occurred_at <= engine_moment(moment)))
    left = seen.filter(seen.contact_id.notnull()).select("contact_id").distinct()
    return left.mutate(is_unsubscribed=ibis.literal(value=True))


def _sales_facts(
    windows: ir.Table, tables: CaseTables, agreement: Agreement, moment: datetime
) -> list[ir.Table]:
    today = moment.astimezone(ZoneInfo(agreement.time_zone)).date()
    activities = sales_work.lead_activities(windows, tables, moment=moment)
    return [
        recorded_stages(tables, moment=moment),
        sales_work.answers(tables, moment=moment),
        sales_work.conversations(activities),
        sales_work.next_steps(activities, tables, moment=moment),
        sales_work.deals(tables, agreement.currency, moment=moment),
        sales_work.contract_holders(tables, today),
    ]


def _beside(people: ir.Table, parts: Iterable[ir.Table], asked: Needed) -> ir.Table:
    """Put the `parts` that hold something needed beside, by lead or else by contact."""
    joined, names = people, list(people.columns)
    for number, part in enumerate(parts):
        key = "lead_id" if "lead_id" in part.columns else "contact_id"
        found = [name for name in part.columns if name != key]
        if asked.any_of(found):
            # Under a name of its own the key needs not be dropped after each join: joins without
            # a step between are one query, a step after each would list all columns anew.
            own = f"{key}_{number}"
            joined = joined.left_join(part.rename({own: key}), [(key, own)])
            names += found
    return joined.select(names)


def _filled(known: ir.Table, agreement: Agreement, moment: datetime, asked: Needed) -> ir.Table:
    """Add what follows from the moment, and say what holds where nothing was recorded."""
    today = moment.astimezone(ZoneInfo(agreement.time_zone)).date()
    age_seconds = wall_seconds(moment, agreement.time_zone) - known.opened_wall_seconds
    unseen = _UNSEEN | unseen_gestures(asked.derived)
    filled = {name: known[name].fill_null(unseen[name]) for name in unseen if name in known.columns}
    if "next_step_on" in known.columns:
        is_due = known.next_step_on >= ibis.literal(today)
        filled["has_next_step"] = is_due.fill_null(False)  # noqa: FBT003
    return known.mutate(age_days=age_seconds / DAY_SECONDS, **filled)
