"""How many leads were recorded in each stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibis import _

from boucle.analytics.lifecycle.contracts import LEAD_STAGES

if TYPE_CHECKING:
    import ibis.expr.types as ir


def counts(stages: ir.Table, *, by: str | None = None) -> ir.Table:
    """Count distinct leads recorded in each stage.

    Parameters
    ----------
    stages
        From `stages`, with the column `by` beside.
    by
        Column to count by; without it the total is one row.

    Returns
    -------
    ir.Table
        One row per value of `by` (null is a value): ``n_leads``, ``n_mql``, ``n_sal``, ``n_sql``,
        ``n_opportunity_leads``, ``n_customer_leads``. A stage that nothing maps to has 0 here: see
        `recorded_stages`.

    Raises
    ------
    MissingColumnsError
        If the table lacks a column of `stages`, or `by`.

    Notes
    -----
    A lead is counted in the stages it was recorded in, not in those it must have passed.
    Lazy: nothing runs until the result is executed.
    """
    LEAD_STAGES.check(stages, *([by] if by else []))

    grouped = stages.group_by(by) if by else stages
    return grouped.agg(
        n_leads=_.lead_id.nunique(),
        n_mql=_.lead_id.nunique(where=_.is_mql),
        n_sal=_.lead_id.nunique(where=_.is_sal),
        n_sql=_.lead_id.nunique(where=_.is_sql),
        n_opportunity_leads=_.lead_id.nunique(where=_.is_opportunity),
        n_customer_leads=_.lead_id.nunique(where=_.is_customer),
    )
