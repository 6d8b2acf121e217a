"""Reads a condition: names, comparisons and functions over `case_facts`, nothing else."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from boucle.agreement.conditions import faults, tree
from boucle.agreement.conditions.checks import Checker, Family
from boucle.agreement.conditions.functions import FUNCTIONS, Arguments
from boucle.agreement.conditions.tokens import Token, tokens
from boucle.language import Text
from boucle.tables import CASE_FACTS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

MAX_DEPTH = 32

_COMPARISONS = frozenset(("=", "!=", "<", "<=", ">", ">="))
_BY_ORDER = frozenset(("<", "<=", ">", ">="))
_VALUE = Text(
    fr="un nom, un nombre, un texte ou une fonction", en="a name, a number, a text or a function"
)
_NAME = Text(fr="un nom de `case_facts`", en="name of `case_facts`")
_FUNCTION = Text(fr="une fonction", en="function")


def sign(word: str) -> Text:
    """Return a sign or keyword as it is written."""
    return Text(fr=f"`{word}`", en=f"`{word}`")


class Parser:
    """Goes through the tokens once, from left to right.

    Parameters
    ----------
    text
        The condition.
    allowed
        Column to the texts that it may hold, beside the vocabularies of the tables.
    """

    def __init__(self, text: str, allowed: Mapping[str, Collection[str]]) -> None:
        self.text = text
        self.check = Checker(text, allowed)
        self.is_in_at_least = False
        self._tokens = tokens(text)
        self._at, self._depth = 0, 0

    def condition(self) -> tree.Node:
        """Return the tree of the whole text."""
        node = self.boolean()
        if self.token.kind != "end":
            end = Text(fr="`and`, `or` ou la fin", en="`and`, `or` or the end")
            raise faults.expected(self.text, self.token.position, self.token.given, end)
        return node

    @property
    def token(self) -> Token:
        """The token to be read next."""
        return self._tokens[self._at]

    def take(self, *words: str) -> Token | None:
        """Read the next token if it is one of these signs or keywords."""
        token = self.token
        if token.kind not in {"sign", "keyword"} or token.word not in words:
            return None
        self._at += 1
        return token

    def need(self, word: str) -> Token:
        """Read this sign or keyword, which must come next."""
        token = self.take(word)
        if token is None:
            raise faults.expected(self.text, self.token.position, self.token.given, sign(word))
        return token

    def take_any(self) -> Token:
        """Read the next token, whatever it is."""
        token = self.token
        self._at += token.kind != "end"
        return token

    def boolean(self) -> tree.Node:
        """Read a condition that is true, false or unknown."""
        return self._checked(self._or, "boolean")

    def _checked(self, read: Callable[[], tree.Node], *wanted: Family) -> tree.Node:
        position = self.token.position
        return self.check.need(read(), position, *wanted)

    @contextmanager
    def _deeper(self) -> Iterator[None]:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise faults.too_deep(self.text, self.token.position, MAX_DEPTH)
        yield
        self._depth -= 1

    def _or(self) -> tree.Node:
        position, parts = self.token.position, [self._and()]
        while self.take("or"):
            self.check.need(parts[-1], position, "boolean")
            position = self.token.position
            parts.append(self.check.need(self._and(), position, "boolean"))
        return parts[0] if len(parts) == 1 else tree.Or(tuple(parts))

    def _and(self) -> tree.Node:
        position, parts = self.token.position, [self._not()]
        while self.take("and"):
            self.check.need(parts[-1], position, "boolean")
            position = self.token.position
            parts.append(self.check.need(self._not(), position, "boolean"))
        return parts[0] if len(parts) == 1 else tree.And(tuple(parts))

    def _not(self) -> tree.Node:
        if not self.take("not"):
            return self._test()
        with self._deeper():
            return tree.Not(self._checked(self._not, "boolean"))

    def _test(self) -> tree.Node:
        position, left = self.token.position, self._sum()
        if operator := self.take(*_COMPARISONS):
            return self._comparison(left, position, operator)
        if self.take("is"):
            is_negated = self.take("not")
            self.need("null")
            return _maybe_not(tree.IsNull(left), is_negated)
        is_negated = self.take("not")
        if self.take("in"):
            return _maybe_not(self._in(left, position), is_negated)
        if self.take("between"):
            return _maybe_not(self._between(left, position), is_negated)
        if is_negated:
            wanted = Text(fr="`in` ou `between`", en="`in` or `between`")
            raise faults.expected(self.text, self.token.position, self.token.given, wanted)
        return left

    def _comparison(self, left: tree.Node, position: int, operator: Token) -> tree.Node:
        if self.token.kind == "keyword" and self.token.word == "null":
            raise faults.compared_with_null(self.text, self.token.position)
        positions = position, self.token.position
        by_order = operator.word in _BY_ORDER
        left, right = self.check.pair(left, self._sum(), positions, by_order=by_order)
        return tree.Compare(cast("tree.Comparison", operator.word), left, right)

    def _in(self, operand: tree.Node, position: int) -> tree.Node:
        self.check.need(operand, position, "text", "number", "date")
        self.need("(")
        values: list[tree.Value] = []
        while not values or self.take(","):
            at = self.token.position
            _, right = self.check.pair(operand, self._literal(), (position, at), by_order=False)
            values.append(cast("tree.Literal", right).value)
        self.need(")")
        return tree.In(operand, tuple(values))

    def _between(self, operand: tree.Node, position: int) -> tree.Node:
        at = self.token.position
        _, low = self.check.pair(operand, self._sum(), (position, at), by_order=True)
        self.need("and")
        at = self.token.position
        _, high = self.check.pair(operand, self._sum(), (position, at), by_order=True)
        return tree.Between(operand, low, high)

    def _sum(self) -> tree.Node:
        position, node, n_terms = self.token.position, self._term(), 1
        while token := self.take("+", "-"):
            self.check.need(node, position, "number")
            n_terms += 1
            if n_terms > MAX_DEPTH:
                raise faults.too_deep(self.text, token.position, MAX_DEPTH)
            right = self._checked(self._term, "number")
            node = tree.Sum("+" if token.word == "+" else "-", node, right)
        return node

    def _term(self) -> tree.Node:
        token = self.token
        if token.kind == "name":
            return self._name_or_call(self.take_any())
        if self.take("("):
            with self._deeper():
                node = self._or()
            self.need(")")
            return node
        return self._literal()

    def _literal(self) -> tree.Literal:
        token = self.take_any()
        if token.kind == "sign" and token.word == "-" and self.token.kind == "number":
            number = _number(self.take_any().word)
            return tree.Literal(-number if number else number)
        if token.kind == "number":
            return tree.Literal(_number(token.word))
        if token.kind == "text":
            return tree.Literal(token.word)
        if token.kind == "keyword" and token.word in {"true", "false"}:
            return tree.Literal(token.word == "true")
        raise faults.expected(self.text, token.position, token.given, _VALUE)

    def _name_or_call(self, token: Token) -> tree.Node:
        if not self.take("("):
            return self.name(token)
        read = FUNCTIONS.get(token.word.lower())
        if read is None:
            raise faults.unknown(self.text, token.position, token.word, FUNCTIONS, _FUNCTION)
        with self._deeper():
            node = read(Arguments(self, token))
        self.need(")")
        return node

    def name(self, token: Token) -> tree.Name:
        """Return the column that a token names."""
        if token.kind != "name":
            raise faults.expected(self.text, token.position, token.given, _NAME)
        if token.word not in CASE_FACTS.names:
            known = CASE_FACTS.names
            raise faults.unknown(self.text, token.position, token.word, known, _NAME)
        return tree.Name(token.word)


def _maybe_not(node: tree.Node, is_negated: object) -> tree.Node:
    return tree.Not(node) if is_negated else node


def _number(word: str) -> int | float:
    # 2.0 and 2 are one number and are written one way.
    number = float(word)
    return int(number) if number.is_integer() else number
