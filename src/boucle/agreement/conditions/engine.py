"""Compiles a tree to an expression over any number of rows."""

from __future__ import annotations

from functools import reduce, singledispatch
from operator import add, and_, eq, ge, gt, le, lt, ne, or_
from typing import TYPE_CHECKING, Any

from boucle.agreement.conditions import tree
from boucle.agreement.conditions.checks import family
from boucle.agreement.conditions.folding import folded, folded_in_engine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import ibis.expr.types as ir

OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge,
}  # fmt: skip
# Two numbers in one: how many hold in the last digits, how many are unknown above.
_UNKNOWN = 10_000


@singledispatch
def compiled(node: tree.Node, table: ir.Table) -> ir.Value:
    """Return the value of `node` for the rows of `table`, null where it is unknown."""
    raise TypeError(node, table)


@compiled.register(tree.Literal)
def _(node: tree.Literal, table: ir.Table) -> ir.Value:  # noqa: ARG001 - as its siblings
    import ibis  # start-up

    return ibis.literal(float(node.value) if family(node) == "number" else node.value)  # type: ignore[arg-type]


@compiled.register(tree.Name)
def _(node: tree.Name, table: ir.Table) -> ir.Value:
    column = table[node.column]
    # Whole and broken numbers meet as floats, as they do in Python.
    return column.cast("float64") if family(node) == "number" else column


@compiled.register(tree.Gestures)
def _(node: tree.Gestures, table: ir.Table) -> ir.Value:
    column = table[node.derived.column]
    return column.cast("float64") if family(node) == "number" else column


@compiled.register(tree.Sum)
def _(node: tree.Sum, table: ir.Table) -> ir.Value:
    left, right = compiled(node.left, table), compiled(node.right, table)
    return left + right if node.sign == "+" else left - right


@compiled.register(tree.Compare)
def _(node: tree.Compare, table: ir.Table) -> ir.Value:
    return OPERATORS[node.operator](_operand(node.left, table), _operand(node.right, table))


@compiled.register(tree.In)
def _(node: tree.In, table: ir.Table) -> ir.Value:
    values = [compiled(tree.Literal(value), table) for value in node.values]
    return compiled(node.operand, table).isin(values)


@compiled.register(tree.Between)
def _(node: tree.Between, table: ir.Table) -> ir.Value:
    low, high = compiled(node.low, table), compiled(node.high, table)
    return compiled(node.operand, table).between(low, high)


@compiled.register(tree.IsNull)
def _(node: tree.IsNull, table: ir.Table) -> ir.Value:
    return _operand(node.operand, table).isnull()


@compiled.register(tree.Contains)
def _(node: tree.Contains, table: ir.Table) -> ir.Value:
    text = folded_in_engine(compiled(node.operand, table))
    return _balanced(or_, [text.contains(folded(each)) for each in node.texts])


@compiled.register(tree.AtLeast)
def _(node: tree.AtLeast, table: ir.Table) -> ir.Value:
    import ibis  # start-up

    parts = [compiled(part, table) for part in node.parts]
    # Each part stands once in the sum: the engine reads it once.
    total = reduce(add, [part.cast("int64").fill_null(_UNKNOWN) for part in parts])
    n_true, n_unknown = total % _UNKNOWN, total // _UNKNOWN
    return ibis.cases(
        (n_true >= node.n, ibis.literal(True)),  # noqa: FBT003
        (n_true + n_unknown >= node.n, ibis.null("boolean")),
        else_=ibis.literal(False),  # noqa: FBT003
    )


@compiled.register(tree.Not)
def _(node: tree.Not, table: ir.Table) -> ir.Value:
    return ~compiled(node.part, table)


@compiled.register(tree.And)
def _(node: tree.And, table: ir.Table) -> ir.Value:
    return _balanced(and_, [compiled(part, table) for part in node.parts])


@compiled.register(tree.Or)
def _(node: tree.Or, table: ir.Table) -> ir.Value:
    return _balanced(or_, [compiled(part, table) for part in node.parts])


def _operand(node: tree.Node, table: ir.Table) -> ir.Value:
    value = compiled(node, table)
    # Ibis writes `(not a) is null` as `not a is null`, which SQL reads as `not (a is null)`.
    return value.cast("int8") if family(node) == "boolean" else value


def _balanced(join: Callable[[Any, Any], Any], parts: Sequence[Any]) -> Any:
    """Join halves: four hundred parts then nest nine deep, not four hundred."""
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    return join(_balanced(join, parts[:middle]), _balanced(join, parts[middle:]))
