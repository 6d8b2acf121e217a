"""Which stages the data speak of at all, so that nothing recorded is not shown as zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis
from ibis import _

from boucle.tables import table

if TYPE_CHECKING:
    import ibis.expr.types as ir


def recorded_stages(
    stage_changes: ir.Table,
    opportunities: ir.Table | None = None,
    leads: ir.Table | None = None,
) -> frozenset[str]:
    """Return the stages and exits that at least one fact maps to.

    Parameters
    ----------
    stage_changes, opportunities, leads
        The canonical tables. A deal linked to a lead speaks of ``opportunity``, ``customer`` and
        ``lost``, also while none is won: its outcome would say so. A lead speaks of ``lead``.

    Returns
    -------
    frozenset[str]
        Counts of other stages are ``null`` with reason ``not_recorded``.

    Raises
    ------
    MissingColumnsError, WrongColumnTypeError
        If a table lacks a column or has it in another type.

    Notes
    -----
    Runs one small query.
    """
    table("stage_changes").check(stage_changes)
    spoken_of = [stage_changes.select(stage=_.to_stage)]
    if opportunities is not None:
        table("opportunities").check(opportunities, "lead_id")
        linked = opportunities.filter(_.lead_id.notnull()).limit(1)
        spoken_of += [_only(linked, stage) for stage in ("opportunity", "customer", "lost")]
    if leads is not None:
        table("leads").check(leads)
        spoken_of.append(_only(leads.limit(1), "lead"))

    found = ibis.union(*spoken_of).distinct() if len(spoken_of) > 1 else spoken_of[0].distinct()
    return frozenset(stage for stage in found.to_pyarrow()["stage"].to_pylist() if stage)


def _only(rows: ir.Table, stage: str) -> ir.Table:
    return rows.select(stage=ibis.literal(stage))
