"""Types of nodes, and what may stand beside what."""

from __future__ import annotations

import re
from datetime import date
from functools import singledispatch
from typing import TYPE_CHECKING, Literal

from boucle.agreement.conditions import faults, tree
from boucle.language import Text
from boucle.tables import CASE_FACTS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

Family = Literal["text", "number", "boolean", "date", "timestamp"]

_FAMILIES: dict[str, Family] = {
    "integer": "number",
    "float": "number",
    "decimal": "number",
    "text": "text",
    "boolean": "boolean",
    "date": "date",
    "timestamp": "timestamp",
}
_FUNCTIONS: dict[str, Family] = {"count": "number", "days_since": "number", "only": "boolean"}
_HAS_ORDER = frozenset(("number", "date"))
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@singledispatch
def family(_: tree.Node) -> Family:
    """Return the type of a node's value; what tests something is a yes or no."""
    return "boolean"


@family.register(tree.Literal)
def _(node: tree.Literal) -> Family:
    if isinstance(node.value, bool):
        return "boolean"
    if isinstance(node.value, str):
        return "text"
    return "date" if isinstance(node.value, date) else "number"


@family.register(tree.Name)
def _(node: tree.Name) -> Family:
    return _FAMILIES[CASE_FACTS.column(node.column).type]


@family.register(tree.Gestures)
def _(node: tree.Gestures) -> Family:
    return _FUNCTIONS[node.derived.function]


@family.register(tree.Sum)
def _(_: tree.Sum) -> Family:
    return "number"


class Checker:
    """Holds the operands of one condition to each other. Positions are those of the text."""

    def __init__(self, given: str, allowed: Mapping[str, Collection[str]]) -> None:
        self.given, self.allowed = given, allowed

    def need(self, node: tree.Node, position: int, *wanted: Family) -> tree.Node:
        """Return `node` if its type is among the `wanted`."""
        if family(node) not in wanted:
            raise faults.wrong_type(self.given, position, family(node), wanted)
        return node

    def pair(
        self, left: tree.Node, right: tree.Node, positions: tuple[int, int], *, by_order: bool
    ) -> tuple[tree.Node, tree.Node]:
        """Return two operands that may be compared; a text beside a date is read as one."""
        left = self._as_date(left, right, positions[0])
        right = self._as_date(right, left, positions[1])
        families = family(left), family(right)
        for each, position in zip(families, positions, strict=True):
            if each == "timestamp":
                raise faults.moment_compared(self.given, position)
        if families[0] != families[1]:
            raise faults.cannot_compare(self.given, positions[1], *families)
        if by_order and families[0] not in _HAS_ORDER:
            raise faults.not_in_order(self.given, positions[0], families[0])
        self._check_words(left, right, positions[1])
        self._check_words(right, left, positions[0])
        return left, right

    def _as_date(self, node: tree.Node, beside: tree.Node, position: int) -> tree.Node:
        if family(beside) != "date" or not isinstance(node, tree.Literal):
            return node
        if not isinstance(node.value, str):
            return node
        # Python also reads 20261031 and 2026-W44-6: one way to write a date is enough.
        if not _ISO_DATE.fullmatch(node.value):
            raise faults.not_a_date(self.given, position, node.value)
        try:
            return tree.Literal(date.fromisoformat(node.value))
        except ValueError:
            raise faults.not_a_date(self.given, position, node.value) from None

    def _check_words(self, name: tree.Node, literal: tree.Node, position: int) -> None:
        if not isinstance(name, tree.Name) or not isinstance(literal, tree.Literal):
            return
        allowed = self.allowed.get(name.column) or CASE_FACTS.column(name.column).vocabulary
        if allowed is None or literal.value in allowed:
            return
        what = Text(fr="une valeur de `{column}`", en="value of `{column}`")
        raise faults.unknown(
            self.given, position, str(literal.value), allowed, what.format(column=name.column)
        )
