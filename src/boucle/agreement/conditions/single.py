"""Evaluates a tree for one row in plain Python, by the same three-valued logic as an engine."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING, cast

from boucle.agreement.conditions import tree
from boucle.agreement.conditions.checks import family
from boucle.agreement.conditions.engine import OPERATORS
from boucle.agreement.conditions.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@singledispatch
def value_of(node: tree.Node, row: Mapping[str, object]) -> object:
    """Return the value of `node` in `row`, None where it is unknown."""
    raise TypeError(node, row)


def truth(node: tree.Node, row: Mapping[str, object]) -> bool | None:
    """Return whether `node` holds in `row`, None where it is unknown."""
    return cast("bool | None", value_of(node, row))


@value_of.register(tree.Literal)
def _(node: tree.Literal, row: Mapping[str, object]) -> object:  # noqa: ARG001 - as its siblings
    return _number(node.value) if family(node) == "number" else node.value


@value_of.register(tree.Name)
def _(node: tree.Name, row: Mapping[str, object]) -> object:
    value = row[node.column]
    return _number(value) if family(node) == "number" else value


@value_of.register(tree.Gestures)
def _(node: tree.Gestures, row: Mapping[str, object]) -> object:
    value = row[node.derived.column]
    return _number(value) if family(node) == "number" else value


@value_of.register(tree.Sum)
def _(node: tree.Sum, row: Mapping[str, object]) -> object:
    left = cast("float | None", value_of(node.left, row))
    right = cast("float | None", value_of(node.right, row))
    if left is None or right is None:
        return None
    return left + right if node.sign == "+" else left - right


@value_of.register(tree.Compare)
def _(node: tree.Compare, row: Mapping[str, object]) -> bool | None:
    return _compared(node.operator, value_of(node.left, row), value_of(node.right, row))


@value_of.register(tree.In)
def _(node: tree.In, row: Mapping[str, object]) -> bool | None:
    value = value_of(node.operand, row)
    return None if value is None else value in node.values


@value_of.register(tree.Between)
def _(node: tree.Between, row: Mapping[str, object]) -> bool | None:
    value = value_of(node.operand, row)
    above = _compared(">=", value, value_of(node.low, row))
    return _all((above, _compared("<=", value, value_of(node.high, row))))


@value_of.register(tree.IsNull)
def _(node: tree.IsNull, row: Mapping[str, object]) -> bool:
    return value_of(node.operand, row) is None


@value_of.register(tree.Contains)
def _(node: tree.Contains, row: Mapping[str, object]) -> bool | None:
    value = value_of(node.operand, row)
    if value is None:
        return None
    return any(folded(text) in folded(str(value)) for text in node.texts)


@value_of.register(tree.AtLeast)
def _(node: tree.AtLeast, row: Mapping[str, object]) -> bool | None:
    found = [truth(part, row) for part in node.parts]
    if found.count(True) >= node.n:
        return True
    return None if found.count(True) + found.count(None) >= node.n else False


@value_of.register(tree.Not)
def _(node: tree.Not, row: Mapping[str, object]) -> bool | None:
    found = truth(node.part, row)
    return None if found is None else not found


@value_of.register(tree.And)
def _(node: tree.And, row: Mapping[str, object]) -> bool | None:
    return _all(truth(part, row) for part in node.parts)


@value_of.register(tree.Or)
def _(node: tree.Or, row: Mapping[str, object]) -> bool | None:
    found = [truth(part, row) for part in node.parts]
    return True if True in found else None if None in found else False


def _all(parts: Iterable[bool | None]) -> bool | None:
    found = list(parts)
    return False if False in found else None if None in found else True


def _compared(operator: str, left: object, right: object) -> bool | None:
    if left is None or right is None:
        return None
    return bool(OPERATORS[operator](left, right))


def _number(value: object) -> float | None:
    return None if value is None else float(cast("float", value))
