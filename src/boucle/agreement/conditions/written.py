"""Writes a tree back as text, each meaning in one way."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from boucle.agreement.conditions import tree

# What needs no parentheses as an operand of something else.
_CLOSED = (tree.Literal, tree.Name, tree.Gestures, tree.Contains, tree.AtLeast)


def written(node: tree.Node) -> str:
    """Return the text of `node`; parsed again, it gives the same tree."""
    match node:
        case tree.And(parts):
            return " and ".join(_part(part) for part in parts)
        case tree.Or(parts):
            return " or ".join(_part(part) for part in parts)
        case tree.Not(part):
            return _negated(part)
        case tree.Compare(operator, left, right):
            return f"{_operand(left)} {operator} {_operand(right)}"
        case tree.Sum(sign, left, right):
            return f"{written(left)} {sign} {_closed(right)}"
    return _test(node, "")


def _test(node: tree.Node, negation: str) -> str:
    match node:
        case tree.In(operand, values):
            listed = ", ".join(_value(value) for value in values)
            return f"{_operand(operand)} {negation}in ({listed})"
        case tree.Between(operand, low, high):
            between = f"{_operand(low)} and {_operand(high)}"
            return f"{_operand(operand)} {negation}between {between}"
        case tree.IsNull(operand):
            return f"{_operand(operand)} is {negation}null"
    return _atom(node)


def _negated(part: tree.Node) -> str:
    if isinstance(part, (tree.In, tree.Between, tree.IsNull)):
        return _test(part, "not ")
    return f"not {_part(part)}"


def _part(node: tree.Node) -> str:
    """Write a part of and, or, not."""
    return f"({written(node)})" if isinstance(node, (tree.And, tree.Or)) else written(node)


def _operand(node: tree.Node) -> str:
    """Write what stands beside a comparison."""
    is_sum = isinstance(node, tree.Sum)
    return written(node) if is_sum else _closed(node)


def _closed(node: tree.Node) -> str:
    return written(node) if isinstance(node, _CLOSED) else f"({written(node)})"


def _atom(node: tree.Node) -> str:
    match node:
        case tree.Literal(value):
            return _value(value)
        case tree.Name(column):
            return column
        case tree.Gestures(derived):
            within = () if derived.within is None else (f"within => {derived.within}",)
            words = (*(_value(kind) for kind in derived.args), *within)
            return f"{derived.function}({', '.join(words)})"
        case tree.Contains(operand, texts):
            return f"contains({operand.column}, {', '.join(_value(text) for text in texts)})"
        case tree.AtLeast(n, parts):
            return f"at_least({n}, {', '.join(written(part) for part in parts)})"
    raise TypeError(node)


def _value(value: tree.Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return f"'{value.isoformat()}'"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    # A float in full: the language has no exponents.
    return str(value) if isinstance(value, int) else f"{Decimal(repr(value)):f}"
