"""Job titles without case and accents, told once a person and not once a clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.agreement import conditions
from boucle.agreement.conditions.folding import folded_in_engine

if TYPE_CHECKING:
    import ibis.expr.types as ir

PLAIN_TITLE = "plain_job_title"


def plain_title(contacts: ir.Table) -> ir.StringValue:
    """Return the job titles as ``contains`` reads them."""
    return folded_in_engine(contacts.job_title).name(PLAIN_TITLE)


def holds(condition: str, cases: ir.Table) -> ir.BooleanValue:
    """Return what `condition` says of each of the `cases`, null where it is unknown.

    Personas try some thirty words on each title. Where `cases` has `PLAIN_TITLE`, it stands for
    what every one of them would work out anew; the answer is the same.
    """
    says = conditions.parse(condition).to_ibis(cases)
    if PLAIN_TITLE not in cases.columns:
        return says
    plain = {folded_in_engine(cases.job_title).op(): cases[PLAIN_TITLE].op()}
    return says.op().replace(plain).to_expr()
