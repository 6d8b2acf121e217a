"""Says a condition in French and in English."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from boucle.agreement.conditions import tree
from boucle.agreement.conditions.checks import family
from boucle.agreement.conditions.comparisons import compared, spread, verbs
from boucle.agreement.conditions.phrases import (
    AND,
    OR,
    clause_of,
    latest,
    listed,
    literal,
    none_of,
    operand,
)
from boucle.agreement.conditions.words import GESTURES, NOUNS
from boucle.language import Text

if TYPE_CHECKING:
    from collections.abc import Sequence


def sentence(node: tree.Node) -> Text:
    """Return a condition in words, without capital and full stop."""
    return said(node, is_negated=False)


@singledispatch
def said(node: tree.Node, *, is_negated: bool) -> Text:
    """Return what `node` states, or its contrary."""
    raise TypeError(node, is_negated)


@said.register(tree.Not)
def _(node: tree.Not, *, is_negated: bool) -> Text:
    return said(node.part, is_negated=not is_negated)


@said.register(tree.And)
def _(node: tree.And, *, is_negated: bool) -> Text:
    # Not (a and b) is: not a or not b.
    return _joined(node.parts, OR if is_negated else AND, is_negated=is_negated)


@said.register(tree.Or)
def _(node: tree.Or, *, is_negated: bool) -> Text:
    return _joined(node.parts, AND if is_negated else OR, is_negated=is_negated)


def _joined(parts: Sequence[tree.Node], word: Text, *, is_negated: bool) -> Text:
    words = [_enclosed(part, said(part, is_negated=is_negated)) for part in parts]
    return listed(words, word)


def _enclosed(part: tree.Node, words: Text) -> Text:
    while isinstance(part, tree.Not):
        part = part.part
    if isinstance(part, (tree.And, tree.Or, tree.AtLeast)):
        return Text(fr="({words})", en="({words})").format(words=words)
    return words


@said.register(tree.Literal)
def _(node: tree.Literal, *, is_negated: bool) -> Text:
    holds = bool(node.value) is not is_negated
    return Text(fr="toujours", en="always") if holds else Text(fr="jamais", en="never")


@said.register(tree.Name)
def _(node: tree.Name, *, is_negated: bool) -> Text:
    return clause_of(node.column, is_negated=is_negated)


@said.register(tree.Gestures)
def _(node: tree.Gestures, *, is_negated: bool) -> Text:
    many = [GESTURES[kind].many for kind in node.derived.args]
    some = listed([Text(fr=f"des {each.fr}", en=each.en) for each in many], OR)
    if is_negated:
        text = Text(
            fr="les gestes ne sont pas seulement {some}", en="the gestures are not only {some}"
        )
    else:
        text = Text(fr="tous les gestes sont {some}", en="all gestures are {some}")
    return text.format(some=some)


@said.register(tree.Compare)
def _(node: tree.Compare, *, is_negated: bool) -> Text:
    if family(node.left) == "boolean":
        return _same(node, is_negated=is_negated)
    return compared(node, is_negated=is_negated)


def _same(node: tree.Compare, *, is_negated: bool) -> Text:
    is_negated ^= node.operator == "!="
    for one, other in ((node.left, node.right), (node.right, node.left)):
        if isinstance(other, tree.Literal):
            return said(one, is_negated=is_negated is bool(other.value))
    text = Text(
        fr="un seul de ces deux énoncés est vrai : {a}; {b}"
        if is_negated
        else "ces deux énoncés sont vrais, ou aucun : {a}; {b}",
        en="just one of these is true: {a}; {b}"
        if is_negated
        else "both of these are true, or neither: {a}; {b}",
    )
    return text.format(a=sentence(node.left), b=sentence(node.right))


@said.register(tree.In)
def _(node: tree.In, *, is_negated: bool) -> Text:
    column = node.operand.column if isinstance(node.operand, tree.Name) else None
    values = [literal(value, column) for value in node.values]
    if len(values) == 1:
        return compared(
            tree.Compare("=", node.operand, tree.Literal(node.values[0])), is_negated=is_negated
        )
    if is_negated:
        nor = ", ".join(f"ni {value.fr}" for value in values)
        each = Text(fr=nor, en=listed(values, AND).en)
        text = Text(fr="{a} {ne_est} {each}", en="{a} {verb} none of {each}")
    else:
        each = listed(values, OR)
        text = Text(fr="{a} {est} {each}", en="{a} {verb} {each}")
    return text.format(a=operand(node.operand), each=each, **verbs(node.operand))


@said.register(tree.Between)
def _(node: tree.Between, *, is_negated: bool) -> Text:
    return spread(node, is_negated=is_negated)


@said.register(tree.IsNull)
def _(node: tree.IsNull, *, is_negated: bool) -> Text:
    if family(node.operand) == "boolean":
        text = Text(
            fr="on sait si oui ou non {a}" if is_negated else "on ne sait pas si oui ou non {a}",
            en="it is known whether {a}" if is_negated else "it is unknown whether {a}",
        )
        return text.format(a=sentence(node.operand))
    if isinstance(node.operand, tree.Gestures):
        return _ever(node.operand.derived, is_negated=is_negated)
    special = _special(node.operand, is_negated=is_negated)
    return special or _known(node.operand, is_negated=is_negated)


def _special(node: tree.Node, *, is_negated: bool) -> Text | None:
    if not isinstance(node, tree.Name):
        return None
    noun = NOUNS[node.column]
    return noun.if_known if is_negated else noun.if_unknown


def _known(node: tree.Node, *, is_negated: bool) -> Text:
    noun = NOUNS[node.column] if isinstance(node, tree.Name) else None
    ending = ("e" if noun and noun.is_feminine else "") + ("s" if noun and noun.is_plural else "")
    known = Text(fr=f"connu{ending}", en="known")
    unknown = Text(fr=f"inconnu{ending}", en="unknown")
    return Text(fr="{a} {est} {known}", en="{a} {verb} {known}").format(
        a=operand(node), known=known if is_negated else unknown, **verbs(node)
    )


def _ever(derived: tree.Derived, *, is_negated: bool) -> Text:
    if not is_negated:
        text = Text(fr="{none} à ce jour", en="{none} so far")
        return text.format(none=none_of(derived.args))
    text = Text(fr="on connaît la date de ce geste : {last}", en="there is a date for {last}")
    return text.format(last=latest(derived.args))


@said.register(tree.Contains)
def _(node: tree.Contains, *, is_negated: bool) -> Text:
    column = node.operand.column
    quoted = [Text(fr=f"«\u00a0{text}\u00a0»", en=f"“{text}”") for text in node.texts]
    text = Text(
        fr="{a} ne contient pas {texts}" if is_negated else "{a} contient {texts}",
        en="{a} does not contain {texts}" if is_negated else "{a} contains {texts}",
    )
    return text.format(a=NOUNS[column].name, texts=listed(quoted, OR))


@said.register(tree.AtLeast)
def _(node: tree.AtLeast, *, is_negated: bool) -> Text:
    parts = [sentence(part) for part in node.parts]
    text = Text(fr="{n} de ces conditions : {parts}", en="{n} of these conditions: {parts}").format(
        n=node.n,
        parts=Text(
            fr="; ".join(part.fr for part in parts), en="; ".join(part.en for part in parts)
        ),
    )
    before = Text(
        fr="moins de" if is_negated else "au moins", en="fewer than" if is_negated else "at least"
    )
    return Text(fr="{before} {text}", en="{before} {text}").format(before=before, text=text)
