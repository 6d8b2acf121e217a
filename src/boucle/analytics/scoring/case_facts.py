"""`case_facts`: everything that a condition may ask about a lead, as of a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import ibis

from boucle.agreement import conditions as language
from boucle.analytics.scoring import sales_work
from boucle.analytics.scoring.derived import derived_measures, without_gestures
from boucle.analytics.scoring.engagement import rule_points, total_points
from boucle.analytics.scoring.fit import fit
from boucle.analytics.scoring.gestures import gestures
from boucle.analytics.scoring.grades import grades
from boucle.analytics.scoring.lead_types import lead_types
from boucle.analytics.scoring.origin import origins
from boucle.analytics.scoring.passes import DAY_SECONDS, passes, wall_seconds
from boucle.analytics.scoring.person import person_facts
from boucle.analytics.scoring.persona import persona
from boucle.analytics.scoring.stages import recorded_stages
from boucle.figures.moment import engine_moment
from boucle.tables import CASE_FACTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    import ibis.expr.types as ir

    from boucle.agreement import Agreement
    from boucle.agreement.conditions import Condition, Derived
    from boucle.analytics.scoring.case_tables import CaseTables

_FALSE_IF_UNSEEN = (
    "requested_contact", "is_unsubscribed", "is_accepted", "had_conversation", "has_contract",
)  # fmt: skip


def case_facts(
    tables: CaseTables,
    agreement: Agreement,
    *,
    moment: datetime,
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
    conditions
        Further conditions whose derived columns the table must have.
    materialise
        Keeps a step of the work, so that later steps read it once; by default nothing is kept.

    Returns
    -------
    ir.Table
        The columns of `boucle.tables.CASE_FACTS` in their order, then one column per derived
        name (``count__webinar_attended__90``) that a condition uses.

    Raises
    ------
    MissingColumnsError
        If ``leads`` or ``touchpoints`` lacks a column.
    ConditionError
        If a condition of the agreement cannot be read.
    ParameterError
        If `moment` has no time zone.

    Notes
    -----
    The facts are built from the ground up: person, gestures, sales; then persona, fit and
    engagement points, grade, lead type, each of which may use what stands before it.
    """
    wanted = wanted_columns(agreement, conditions)
    windows = materialise(passes(tables.leads, moment=moment, time_zone=agreement.time_zone))
    done = gestures(windows, tables.touchpoints, moment=moment, time_zone=agreement.time_zone)
    done = materialise(done)
    by_lead = materialise(_gesture_facts(done, agreement, wanted))
    people = person_facts(windows, tables, agreement)
    people = _beside(people, by_lead, origins(windows, done, tables.touchpoints))
    people = _beside(people, _unsubscribed(tables, moment))
    known = _beside(people, *_sales_facts(windows, tables, agreement, moment))
    known = materialise(_filled(known, agreement, moment, wanted))
    judged = grades(fit(persona(known, agreement), agreement), agreement)
    columns = [*CASE_FACTS.names, *(each.column for each in wanted)]
    return materialise(lead_types(judged, agreement).select(*columns))


def wanted_columns(agreement: Agreement, conditions: Iterable[Condition] = ()) -> list[Derived]:
    """Return every derived column that the agreement or `conditions` use, in a stable order."""
    texts = [each.when for each in agreement.personas]
    texts += [kind.when for kind in agreement.lead_types]
    texts += [rule.when for rule in agreement.scoring.fit.rules]
    texts += [stage.when for stage in agreement.stages if stage.when is not None]
    parsed = [*(language.parse(text) for text in texts), *conditions]
    found = {each.column: each for condition in parsed for each in condition.derived}
    return [found[column] for column in sorted(found)]


def _gesture_facts(done: ir.Table, agreement: Agreement, wanted: list[Derived]) -> ir.Table:
    # One pass over the gestures: counts, derived columns and points together.
    return done.group_by("lead_id").agg(
        n_touchpoints=done.count(),
        requested_contact=done.count(where=done.kind == "direct_request") > 0,
        **derived_measures(done, wanted),
        **rule_points(done, agreement),
    )


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


def _beside(table: ir.Table, *others: ir.Table) -> ir.Table:
    """Put the columns of `others` beside, by lead, or by contact where they have no lead."""
    for other in others:
        key = "lead_id" if "lead_id" in other.columns else "contact_id"
        joined = table.left_join(other, key)
        table = joined.drop(f"{key}_right") if f"{key}_right" in joined.columns else joined
    return table


def _filled(
    known: ir.Table, agreement: Agreement, moment: datetime, wanted: list[Derived]
) -> ir.Table:
    today = moment.astimezone(ZoneInfo(agreement.time_zone)).date()
    false = {name: known[name].fill_null(False) for name in _FALSE_IF_UNSEEN}  # noqa: FBT003
    age_seconds = wall_seconds(moment, agreement.time_zone) - known.opened_wall_seconds
    has_next_step = (known.next_step_on >= ibis.literal(today)).fill_null(False)  # noqa: FBT003
    return known.mutate(
        age_days=age_seconds / DAY_SECONDS,
        stage=known.stage.fill_null("lead"),
        n_touchpoints=known.n_touchpoints.fill_null(0),
        n_opportunity_contacts=known.n_opportunity_contacts.fill_null(0),
        has_next_step=has_next_step,
        engagement_points=total_points(known, agreement),
        **false,
        **without_gestures(known, wanted),
    )
