"""Lead type: what sort of lead it is, which sets its value and its deadlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.analytics.scoring.persona import first_match

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from boucle.agreement import Agreement


def lead_types(cases: ir.Table, agreement: Agreement) -> ir.Table:
    """Add ``lead_type``: the code of the first type whose condition is true, or null.

    Parameters
    ----------
    cases
        One row per lead with the columns of `boucle.tables.CASE_FACTS` up to ``grade``.
    agreement
        Whose lead types are tried, in file order.
    """
    rules = [(each.code, each.when) for each in agreement.lead_types]
    return cases.mutate(lead_type=first_match(cases, rules))
