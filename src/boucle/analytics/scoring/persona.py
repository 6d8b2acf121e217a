"""Persona: whom of the people described in the agreement a contact resembles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from boucle.analytics.scoring.plain_text import holds

if TYPE_CHECKING:
    from collections.abc import Iterable

    import ibis.expr.types as ir

    from boucle.agreement import Agreement


def first_match(cases: ir.Table, rules: Iterable[tuple[str, str]]) -> ir.StringValue:
    """Return the code of the first of the (code, condition) `rules` that is true, or null."""
    branches = [
        (holds(text, cases).fill_null(False), ibis.literal(code))  # noqa: FBT003 - Ibis takes the value by position
        for code, text in rules
    ]
    if not branches:
        return ibis.null("string")
    return ibis.cases(*branches, else_=ibis.null("string"))


def persona(cases: ir.Table, agreement: Agreement) -> ir.Table:
    """Add ``persona``: the code of the first persona whose condition is true, or null.

    Parameters
    ----------
    cases
        One row per lead with the columns of `boucle.tables.CASE_FACTS` up to ``has_contract`` and
        the derived columns that the conditions use.
    agreement
        Whose personas are tried, in file order.
    """
    rules = [(each.code, each.when) for each in agreement.personas]
    return cases.mutate(persona=first_match(cases, rules))
