"""The credit of one model, read from the same shares as several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.analytics.attribution.credit import credit

if TYPE_CHECKING:
    import ibis.expr.types as ir


def credit_of_one(shared: ir.Table, by: str, model: str) -> ir.Table:
    """Return `by`, ``credit_wins`` and ``credit_amount`` of one model."""
    summed = credit(shared, by, [model])
    return summed.select(
        by, credit_wins=f"credit_wins_{model}", credit_amount=f"credit_amount_{model}"
    )
