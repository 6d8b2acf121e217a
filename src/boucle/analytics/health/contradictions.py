"""Facts that belie each other: dates, outcomes, answers, currencies, stages."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import ibis
from ibis import _

from boucle.analytics.health.finding import Finding
from boucle.analytics.health.suspects import Suspect, counted, examples
from boucle.figures.moment import engine_moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import ibis.expr.types as ir

    from boucle.analytics.health.fill import TableFill
    from boucle.analytics.health.known import Known

# A call on the day after a loss says goodbye; later ones say that the deal was not lost.
GRACE_AFTER_LOSS = timedelta(days=2)
_IN_ORDER = ("mql", "sal", "sql", "opportunity", "customer")
# Where a fact of the future is a mistake, and not a plan.
_DATED = (
    ("touchpoints", "touchpoint_id", "occurred_at", "credit"),
    ("leads", "lead_id", "opened_at", "n_leads"),
    ("stage_changes", "stage_change_id", "occurred_at", "n_mql"),
    ("opportunities", "opportunity_id", "created_at", "n_won"),
    ("opportunities", "opportunity_id", "closed_at", "n_won"),
)


def contradictions(
    known: Known, filled: Mapping[str, TableFill], *, as_of: Any = None
) -> list[Finding]:
    """Find facts that cannot all be true.

    Parameters
    ----------
    known
        The tables, and the cases that the report makes of them.
    filled
        From `fill`: empty tables are not asked.
    as_of
        Moment after which no fact can lie (aware); by default that of the tables.

    Returns
    -------
    list of Finding
        Of deals (closed without a date, before they began, before their lead, open with a closing
        date, below zero, in a currency without a rate), of answers without a hand-over, of work on
        lost deals more than two days after the loss, and of facts in the future.

    Notes
    -----
    Runs a query a group, and one for the examples of each contradiction found.
    """
    has = {name: each.n_rows > 0 for name, each in filled.items()}
    found: list[Finding] = []
    if has["opportunities"]:
        found += _deals(known)
    if has["dispositions"]:
        found += _answers(known)
    if has["activities"] and has["opportunities"]:
        found += _late_work(known)
    end = engine_moment(as_of or known.tables.as_of)
    for table, key, column, figure in _DATED:
        if has[table]:
            found += counted("contradictions", table, key, known.tables.table(table), [
                Suspect("future_fact", "doubtful", column, _[column] > end, None, figure),
            ])  # fmt: skip
    return found


def _deals(known: Known) -> list[Finding]:
    opened = known.tables.table("leads").select(of_lead="lead_id", lead_opened_at="opened_at")
    deals = known.tables.table("opportunities").left_join(opened, [("lead_id", "of_lead")])
    converted = known.deal_cases.select(
        of_deal="opportunity_id", converted="amount", unconverted="other_amount",
    )  # fmt: skip
    deals = deals.left_join(converted, [("opportunity_id", "of_deal")])
    is_won, is_lost = _.outcome == "won", _.outcome == "lost"
    has_no_close = _.closed_at.isnull()
    return counted("contradictions", "opportunities", "opportunity_id", deals, [
        Suspect("won_without_close", "wrong", "closed_at", is_won & has_no_close, is_won, "n_won",
                _.converted),
        Suspect("lost_without_close", "doubtful", "closed_at", is_lost & has_no_close, is_lost,
                "win_share"),
        Suspect("open_with_close", "doubtful", "outcome",
                (_.outcome == "open") & _.closed_at.notnull(), _.outcome == "open", "n_won",
                _.converted),
        Suspect("closed_before_created", "wrong", "closed_at", _.closed_at < _.created_at,
                _.closed_at.notnull(), "median_days_to_won"),
        # A deal that is earlier than its own making is named there.
        Suspect("closed_before_lead", "wrong", "closed_at",
                (_.closed_at < _.lead_opened_at) & ~(_.closed_at < _.created_at).fill_null(False),  # noqa: FBT003
                _.closed_at.notnull(), "median_days_to_won"),
        Suspect("negative_amount", "wrong", "amount", _.amount < 0, None, "won_amount",
                ibis.ifelse(is_won, -_.converted, 0.0)),
        Suspect("amount_without_rate", "wrong", "currency", _.unconverted.notnull(), None,
                "won_amount"),
    ])  # fmt: skip


def _answers(known: Known) -> list[Finding]:
    handed = known.tables.table("handoffs").group_by(of_lead="lead_id").agg(
        first_handed_at=_.handed_over_at.min()
    )  # fmt: skip
    answers = known.tables.table("dispositions").left_join(handed, [("lead_id", "of_lead")])
    return counted("contradictions", "dispositions", "disposition_id", answers, [
        Suspect("answer_without_handoff", "doubtful", "lead_id", _.first_handed_at.isnull(), None,
                "follow_up_time"),
        Suspect("answer_before_handoff", "doubtful", "occurred_at",
                _.occurred_at < _.first_handed_at, None, "follow_up_time"),
    ])  # fmt: skip


def _late_work(known: Known) -> list[Finding]:
    deals = known.tables.table("opportunities")
    lost = deals.filter(deals.outcome == "lost").select(
        of_deal="opportunity_id", lost_at="closed_at"
    )
    work = known.tables.table("activities").inner_join(lost, [("opportunity_id", "of_deal")])
    late = work.occurred_at > work.lost_at + ibis.interval(days=GRACE_AFTER_LOSS.days)
    return counted("contradictions", "activities", "activity_id", work, [
        Suspect("activity_after_loss", "doubtful", "occurred_at", late, None, "win_share"),
    ])  # fmt: skip


def stage_order(leads: ir.Table) -> list[Finding]:
    """Find leads that reached a later stage before an earlier one.

    Parameters
    ----------
    leads
        From `boucle.analytics.lifecycle.stages`: ``lead_id`` and ``<stage>_at``.

    Returns
    -------
    list of Finding
        One a pair of stages that follow each other: its ``facts`` are ``earlier`` and ``later``.
        A stage that a lead skipped is no contradiction.
    """
    return counted("contradictions", "stage_changes", "lead_id", leads, [
        Suspect("stages_out_of_order", "wrong", "occurred_at",
                _[f"{later}_at"] < _[f"{earlier}_at"], _[f"{later}_at"].notnull(),
                "median_days_to_won", None, {"earlier": earlier, "later": later})
        for earlier, later in pairwise(_IN_ORDER)
    ])  # fmt: skip


def definitions(judged: ir.Table) -> Iterator[Finding]:
    """Find leads whose recorded stage belies the agreement's definition.

    Parameters
    ----------
    judged
        From `boucle.analytics.scoring.judged`: ``lead_id``, ``contradictions``.

    Returns
    -------
    iterator of Finding
        One a stage and kind: recorded and not met (``stage_not_met``), or met and not recorded
        (``stage_not_recorded``); its ``facts`` name the ``stage``.
    """
    ways = judged.group_by("contradictions").agg(n=_.count()).to_pyarrow().to_pylist()
    total = sum(row["n"] for row in ways)
    counts: dict[str, int] = {}
    for row in ways:
        for code in (row["contradictions"] or "").split():
            counts[code] = counts.get(code, 0) + row["n"]
    for code, n in sorted(counts.items()):
        stage, _colon, way = code.partition(":")
        padded = " " + judged.contradictions + " "
        yield Finding(
            f"stage_{way}", "contradictions", "doubtful", "leads", "stage", n=n, n_of=total,
            examples=examples(judged.filter(padded.contains(f" {code} ")), "lead_id"),
            figure="n_mql" if stage in ("mql", "sal", "sql") else "n_leads",
            facts={"stage": stage},
        )  # fmt: skip
