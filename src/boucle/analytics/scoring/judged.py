"""Judged: what the agreement's definitions say of each lead, beside what is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from boucle.agreement import conditions
from boucle.tables import CASE_FACTS
from boucle.tables.vocabulary import STAGES

if TYPE_CHECKING:
    from collections.abc import Iterable

    import ibis.expr.types as ir

    from boucle.agreement import Agreement


def judged(case_facts: ir.Table, agreement: Agreement) -> ir.Table:
    """Say of each lead and stage whether the definition holds, and where the record differs.

    Parameters
    ----------
    case_facts
        From `case_facts`, as of a moment.
    agreement
        Whose stage definitions are applied.

    Returns
    -------
    ir.Table
        One row per lead: ``lead_id, stage`` (recorded), ``is_<stage>`` for every stage (true,
        false, or null where a fact is unknown or the stage has no condition), ``met_stage`` (the
        furthest stage whose definition holds, or null) and ``contradictions``: codes with a space
        between, or null. ``mql:not_met`` says that the lead is recorded as MQL and its definition
        is false; ``mql:not_recorded`` that it is true and the lead is recorded before it.

    Notes
    -----
    Only the stage a lead stands in is held to its definition: a grade fades, and a lead that sales
    has qualified need not look like an MQL any more. A lead that left contradicts nothing.
    """
    CASE_FACTS.check(case_facts, "stage")
    definitions = {stage.code: stage.when for stage in agreement.stages}
    says = {
        f"is_{code}": _says(case_facts, definitions.get(code)).name(f"is_{code}") for code in STAGES
    }
    table = case_facts.select("lead_id", "stage", **says)
    return table.mutate(
        met_stage=_furthest(table), contradictions=_contradictions(table, definitions)
    )


def _says(cases: ir.Table, when: str | None) -> ir.BooleanValue:
    return ibis.null("boolean") if when is None else conditions.parse(when).to_ibis(cases)


def _furthest(table: ir.Table) -> ir.StringValue:
    branches = [
        (table[f"is_{code}"].fill_null(False), ibis.literal(code))  # noqa: FBT003
        for code in reversed(STAGES)
    ]
    return ibis.cases(*branches, else_=ibis.null("string"))


def _contradictions(table: ir.Table, definitions: Iterable[str]) -> ir.StringValue:
    nothing = ibis.literal("")
    rank = table.stage.cases(*((code, at) for at, code in enumerate(STAGES)), else_=len(STAGES))
    found: ir.StringValue = nothing
    for at, code in enumerate(STAGES):
        if code in definitions:
            says = table[f"is_{code}"]
            unmet = (rank == at) & ~says
            unrecorded = (rank < at) & says
            found = found + ibis.cases(
                (unmet.fill_null(False), f" {code}:not_met"),  # noqa: FBT003
                (unrecorded.fill_null(False), f" {code}:not_recorded"),  # noqa: FBT003
                else_=nothing,
            )
    return found.strip().nullif("")
