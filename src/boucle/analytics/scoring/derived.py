"""Derived columns: what a function of the condition language stands for, counted per lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    from collections.abc import Iterable

    import ibis.expr.types as ir

    from boucle.agreement.conditions import Derived


def derived_measures(gestures: ir.Table, wanted: Iterable[Derived]) -> dict[str, ir.Scalar]:
    """Return, by column name, what to aggregate by lead over `gestures`."""
    return {each.column: _measure(gestures, each) for each in wanted}


def _measure(gestures: ir.Table, derived: Derived) -> ir.Scalar:
    is_near = ibis.literal(value=True)
    if derived.within is not None:
        is_near = gestures.age_days <= float(derived.within)
    is_named = gestures.kind.isin(derived.args)
    if derived.function == "count":
        return gestures.count(where=is_named & is_near)
    if derived.function == "days_since":
        return gestures.age_days.min(where=is_named & is_near)
    n_near = gestures.count(where=is_near)
    return (n_near > 0) & (gestures.count(where=is_named & is_near) == n_near)


def unseen_gestures(wanted: Iterable[Derived]) -> dict[str, object]:
    """Return, by column name, what holds for a lead that has no gesture at all."""
    none: dict[str, object] = {"count": 0, "only": False}
    return {each.column: none[each.function] for each in wanted if each.function in none}
