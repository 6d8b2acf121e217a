"""The functions of the condition language and what may stand in their parentheses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.agreement.conditions import faults, tree
from boucle.language import Text
from boucle.tables.vocabulary import TOUCHPOINT_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from boucle.agreement.conditions.parser import Parser
    from boucle.agreement.conditions.tokens import Token

# A century: more is a slip.
MAX_DAYS = 36_500

_KIND = Text(fr="un genre de geste", en="kind of touchpoint")
_QUOTED_KIND = Text(
    fr="un genre de geste entre apostrophes, comme 'white_paper'",
    en="a kind of touchpoint in apostrophes, such as 'white_paper'",
)
_TEXT = Text(fr="un texte entre apostrophes", en="a text in apostrophes")
_WITHIN = Text(fr="`within => jours`", en="`within => days`")


class Arguments:
    """What stands between the parentheses of one call, read by need."""

    def __init__(self, parser: Parser, function: Token) -> None:
        self.parser, self.function = parser, function

    def kinds(self, *, may_end_within: bool = False) -> tuple[tuple[str, ...], int | None]:
        """Read kinds of touchpoint, sorted and each once, and ``within => days`` if it may be."""
        found = {self._kind()}
        while self.parser.take(","):
            if may_end_within and self.parser.token.kind == "name":
                return tuple(sorted(found)), self._within()
            found.add(self._kind())
        return tuple(sorted(found)), None

    def texts(self) -> tuple[str, ...]:
        """Read texts that are not empty."""
        found: list[str] = []
        while self.parser.take(",") or not found:
            token = self.parser.take_any()
            if token.kind != "text" or not token.word.strip():
                raise faults.expected(self.parser.text, token.position, token.given, _TEXT)
            found.append(token.word)
        return tuple(found)

    def whole_number(self, name: str, low: int, high: int) -> int:
        """Read a whole number within its range."""
        token = self.parser.take_any()
        if token.kind != "number" or not token.word.isdigit() or not low <= int(token.word) <= high:
            raise faults.out_of_range(self.parser.text, token.position, name, low, high)
        return int(token.word)

    def _kind(self) -> str:
        token = self.parser.take_any()
        if token.kind != "text":
            raise faults.expected(self.parser.text, token.position, token.given, _QUOTED_KIND)
        if token.word not in TOUCHPOINT_KINDS:
            known = TOUCHPOINT_KINDS
            raise faults.unknown(self.parser.text, token.position, token.word, known, _KIND)
        return token.word

    def _within(self) -> int:
        token = self.parser.take_any()
        if token.word.lower() != "within":
            raise faults.expected(self.parser.text, token.position, token.given, _WITHIN)
        self.parser.need("=>")
        return self.whole_number("within", 1, MAX_DAYS)


def _count(arguments: Arguments) -> tree.Node:
    kinds, within = arguments.kinds(may_end_within=True)
    return tree.Gestures(tree.Derived("count", kinds, within))


def _has(arguments: Arguments) -> tree.Node:
    # One column serves both: to have one is to count at least one.
    return tree.Compare(">=", _count(arguments), tree.Literal(1))


def _days_since(arguments: Arguments) -> tree.Node:
    kinds, _ = arguments.kinds()
    return tree.Gestures(tree.Derived("days_since", kinds))


def _only(arguments: Arguments) -> tree.Node:
    kinds, _ = arguments.kinds()
    return tree.Gestures(tree.Derived("only", kinds))


def _contains(arguments: Arguments) -> tree.Node:
    parser = arguments.parser
    token = parser.take_any()
    name = parser.name(token)
    parser.check.need(name, token.position, "text")
    parser.need(",")
    return tree.Contains(name, arguments.texts())


def _at_least(arguments: Arguments) -> tree.Node:
    parser = arguments.parser
    # Each one doubles what the engine has to read: nested, they would choke it.
    if parser.is_in_at_least:
        raise faults.nested_at_least(parser.text, arguments.function.position)
    position = parser.token.position
    n = arguments.whole_number("at_least", 1, 1_000)
    parts: list[tree.Node] = []
    parser.is_in_at_least = True
    parser.need(",")
    while not parts or parser.take(","):
        parts.append(parser.boolean())
    parser.is_in_at_least = False
    if n > len(parts):
        raise faults.out_of_range(parser.text, position, "at_least", 1, len(parts))
    return tree.AtLeast(n, tuple(parts))


FUNCTIONS: dict[str, Callable[[Arguments], tree.Node]] = {
    "count": _count,
    "has": _has,
    "days_since": _days_since,
    "only": _only,
    "at_least": _at_least,
    "contains": _contains,
}
