"""Which columns of `case_facts` are wanted, and which ones they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from boucle.agreement import conditions as language
from boucle.errors import ParameterError
from boucle.language import Text
from boucle.tables import CASE_FACTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boucle.agreement import Agreement
    from boucle.agreement.conditions import Condition, Derived

_ALLOWED = Text(
    fr="des colonnes de `case_facts`, ou celles qu'une condition en dérive",
    en="columns of `case_facts`, or those that a condition derives from it",
)
# What rests on other columns without any condition saying so.
_ALSO = {"grade": ("fit_points", "engagement_points"), "has_next_step": ("next_step_on",)}


@dataclass(frozen=True, slots=True)
class Needed:
    """The `wanted` columns in their order, and all `names` that must be known to tell them."""

    wanted: tuple[str, ...]
    names: frozenset[str]
    derived: tuple[Derived, ...]

    def any_of(self, columns: Iterable[str]) -> bool:
        """Tell whether one of `columns` is needed."""
        return not self.names.isdisjoint(columns)


def needed(
    agreement: Agreement,
    columns: Iterable[str] | None = None,
    conditions: Iterable[Condition] = (),
) -> Needed:
    """Return what `columns` rest on under the agreement; by default they are all there are.

    Raises
    ------
    ParameterError
        If one of `columns` is neither of `boucle.tables.CASE_FACTS` nor derived by a condition.
    """
    further = tuple(conditions)
    rules = _rules(agreement)
    found = [*_parsed(text for texts in rules.values() for text in texts), *further]
    derived = {each.column: each for condition in found for each in condition.derived}
    known = (*CASE_FACTS.names, *sorted(derived))
    asked = set(known if columns is None else columns).union(*(each.columns for each in further))
    if unknown := asked.difference(known):
        raise ParameterError("columns", sorted(unknown), _ALLOWED)
    names = _rested_on(asked, rules)
    return Needed(
        wanted=tuple(name for name in known if name in asked or name == "lead_id"),
        names=names,
        derived=tuple(derived[name] for name in known if name in derived and name in names),
    )


def judged_columns(agreement: Agreement) -> frozenset[str]:
    """Name the columns of `case_facts` that `judged` reads: far fewer than there are.

    Parameters
    ----------
    agreement
        Whose stage definitions are to be applied.

    Returns
    -------
    frozenset[str]
        To be passed to `case_facts` as ``columns``.
    """
    read = _parsed(_rules(agreement)["is_met"])
    return frozenset(("lead_id", "stage")).union(*(each.columns for each in read))


def _rules(agreement: Agreement) -> dict[str, list[str]]:
    """Return by column the conditions that make it; those of stages make none of the facts."""
    return {
        "is_met": [stage.when for stage in agreement.stages if stage.when is not None],
        "lead_type": [kind.when for kind in agreement.lead_types],
        "fit_points": [rule.when for rule in agreement.scoring.fit.rules],
        "persona": [each.when for each in agreement.personas],
    }


def _rested_on(asked: Iterable[str], rules: dict[str, list[str]]) -> frozenset[str]:
    names = set(asked)
    # From the top down: each rests only on what is built before it.
    for name in ("lead_type", "grade", "fit_points", "persona", "has_next_step"):
        if name in names:
            names.update(*(each.columns for each in _parsed(rules.get(name, ()))))
            names.update(_ALSO.get(name, ()))
    return frozenset(names)


def _parsed(texts: Iterable[str]) -> list[Condition]:
    return [language.parse(text) for text in texts]
