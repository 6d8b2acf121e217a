"""What is won, and since when a case has been going on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    import ibis.expr.types as ir

WIN = "win"
# Bounds of a journey beside its decision: touchpoints up to and with the one, and after the other.
UNTIL, SINCE = "until_with", "since_after"


def converted(outcomes: ir.Table, conversion: str) -> ir.Table:
    """Return the cases as they ended at a moment of their way, as ``lead_at``."""
    if conversion == WIN:
        return outcomes
    moment = outcomes[f"{conversion}_at"]
    return outcomes.mutate(
        outcome=ibis.cases(
            (moment.notnull(), "won"), (outcomes.outcome == "won", "open"), else_=outcomes.outcome
        ),
        decided_at=ibis.coalesce(moment, outcomes.decided_at),
        **{UNTIL: moment},
    )


def with_last_decision(outcomes: ir.Table) -> ir.Table:
    """Add when the account (else the contact) of each case last had one decided before it."""
    who = "account_id" if "account_id" in outcomes.columns else "contact_id"
    ends = outcomes.filter(outcomes.outcome.isin(["won", "lost"]) & outcomes[who].notnull())
    ends = ends.select(of_whom=who, ended_at="decided_at")
    joined = outcomes.left_join(
        ends, [outcomes[who] == ends.of_whom, ends.ended_at < outcomes.decided_at]
    )
    last = joined.group_by("case_id").agg(**{SINCE: joined.ended_at.max()})
    last = last.rename(of_case="case_id")
    return outcomes.left_join(last, [("case_id", "of_case")]).drop("of_case")
