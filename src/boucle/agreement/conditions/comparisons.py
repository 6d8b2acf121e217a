"""Says comparisons: numbers, dates, texts, and counts of gestures."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from boucle.agreement.conditions import tree
from boucle.agreement.conditions.checks import family
from boucle.agreement.conditions.phrases import (
    amount,
    gestures,
    latest,
    literal,
    none_of,
    operand,
    within,
)
from boucle.agreement.conditions.words import NOUNS
from boucle.language import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

_CONTRARY: Mapping[str, tree.Comparison] = {
    "=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<",
}  # fmt: skip
_MIRRORED: Mapping[str, tree.Comparison] = {
    "=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<=",
}  # fmt: skip
_QUANTITY = {
    "=": Text(fr="exactement {n}", en="exactly {n}"),
    "!=": Text(fr="un autre nombre que {n}", en="another number than {n}"),
    "<": Text(fr="moins de {n}", en="fewer than {n}"),
    "<=": Text(fr="au plus {n}", en="at most {n}"),
    ">": Text(fr="plus de {n}", en="more than {n}"),
    ">=": Text(fr="au moins {n}", en="at least {n}"),
}
_NUMBER = {
    "=": Text(fr="{a} {est} de {b}", en="{a} {verb} {b}"),
    "!=": Text(fr="{a} {ne_est} pas de {b}", en="{a} {verb} not {b}"),
    "<": Text(fr="{a} {est} de moins de {b}", en="{a} {verb} less than {b}"),
    "<=": Text(fr="{a} {est} d'au plus {b}", en="{a} {verb} at most {b}"),
    ">": Text(fr="{a} {est} de plus de {b}", en="{a} {verb} more than {b}"),
    ">=": Text(fr="{a} {est} d'au moins {b}", en="{a} {verb} at least {b}"),
}
_DATE = {
    "=": Text(fr="{a} est {b}", en="{a} is {b}"),
    "!=": Text(fr="{a} n'est pas {b}", en="{a} is not {b}"),
    "<": Text(fr="{a} est avant {b}", en="{a} is before {b}"),
    "<=": Text(fr="{a} est {b} ou avant", en="{a} is {b} or before"),
    ">": Text(fr="{a} est après {b}", en="{a} is after {b}"),
    ">=": Text(fr="{a} est {b} ou après", en="{a} is {b} or after"),
}
_TEXT = {
    "=": Text(fr="{a} est {b}", en="{a} is {b}"),
    "!=": Text(fr="{a} n'est pas {b}", en="{a} is not {b}"),
}
_ALIKE = {
    "=": Text(fr="{a} et {b} sont pareils", en="{a} and {b} are the same"),
    "!=": Text(fr="{a} et {b} diffèrent", en="{a} and {b} differ"),
}
_AGO = {
    "=": Text(fr="{last} remonte à {n} jours", en="{last} was {n} days ago"),
    "!=": Text(fr="{last} ne remonte pas à {n} jours", en="{last} was not {n} days ago"),
    "<": Text(fr="{last} remonte à moins de {n} jours", en="{last} was less than {n} days ago"),
    "<=": Text(fr="{last} remonte à au plus {n} jours", en="{last} was at most {n} days ago"),
    ">": Text(fr="{last} remonte à plus de {n} jours", en="{last} was more than {n} days ago"),
    ">=": Text(fr="{last} remonte à au moins {n} jours", en="{last} was at least {n} days ago"),
}


def compared(node: tree.Compare, *, is_negated: bool) -> Text:
    """Return a comparison of numbers, dates or texts, or its contrary."""
    operator = _CONTRARY[node.operator] if is_negated else node.operator
    left, right = node.left, node.right
    # A value on the left is said on the right: 30 <= n_employees.
    if isinstance(left, tree.Literal) and not isinstance(right, tree.Literal):
        left, right, operator = right, left, _MIRRORED[operator]
    if isinstance(left, tree.Gestures) and isinstance(right, tree.Literal):
        return _about_gestures(left.derived, operator, cast("float", right.value))
    return _about_values(left, operator, right)


def spread(node: tree.Between, *, is_negated: bool) -> Text:
    """Return that a value lies between two others, or its contrary."""
    text = Text(
        fr="{a} {ne_est} pas entre {low} et {high}"
        if is_negated
        else "{a} {est} entre {low} et {high}",
        en="{a} {verb} not between {low} and {high}"
        if is_negated
        else "{a} {verb} between {low} and {high}",
    )
    low, high = _value(node.low, node.operand), _value(node.high, node.operand)
    return text.format(a=operand(node.operand), low=low, high=high, **verbs(node.operand))


def _about_gestures(derived: tree.Derived, operator: str, n: float) -> Text:
    if derived.function == "days_since":
        words = _AGO[operator]
        if abs(n) < 2:  # noqa: PLR2004 - French is singular under 2
            words = Text(fr=words.fr.replace("jours", "jour"), en=words.en)
        if n == 1:
            words = Text(fr=words.fr, en=words.en.replace("days", "day"))
        return words.format(last=latest(derived.args), n=amount(n))
    if (operator, n) in {("=", 0), ("<", 1), ("<=", 0)}:
        some = none_of(derived.args)
    else:
        # To have more than none is to have at least one.
        operator, n = (">=", 1) if (operator, n) in {(">", 0), ("!=", 0)} else (operator, n)
        some = _QUANTITY[operator].format(n=gestures(n, derived.args))
    return Text(fr="{some}{within}", en="{some}{within}").format(
        some=some, within=within(derived.within)
    )


def _about_values(left: tree.Node, operator: str, right: tree.Node) -> Text:
    kind = family(left)
    if kind == "text" and not isinstance(right, tree.Literal):
        return _ALIKE[operator].format(a=operand(left), b=operand(right))
    templates = {"number": _NUMBER, "date": _DATE}.get(kind, _TEXT)
    return templates[operator].format(
        a=operand(left), b=_value(right, left), **(verbs(left) if kind == "number" else {})
    )


def _value(node: tree.Node, beside: tree.Node) -> Text | None:
    if isinstance(node, tree.Literal):
        return literal(node.value, beside.column if isinstance(beside, tree.Name) else None)
    return operand(node)


def verbs(node: tree.Node) -> dict[str, object]:
    """Return the forms of to be that go with `node`."""
    is_plural = isinstance(node, tree.Sum) or (
        isinstance(node, tree.Name) and NOUNS[node.column].is_plural
    )
    if is_plural:
        return {"est": "sont", "ne_est": "ne sont", "verb": "are"}
    return {"est": "est", "ne_est": "n'est", "verb": "is"}
