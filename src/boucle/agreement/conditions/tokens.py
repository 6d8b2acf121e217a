"""Cuts the text of a condition into words, signs, numbers and texts."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, NamedTuple

from boucle.agreement.conditions import faults

KEYWORDS = frozenset(("and", "or", "not", "in", "between", "is", "null", "true", "false"))
MAX_LENGTH = 2_000

TokenKind = Literal["keyword", "name", "number", "text", "sign", "end"]

_PATTERN = re.compile(
    r"(?P<number>\d+(?:\.\d+)?(?![\w.]))"
    r"|(?P<text>'(?:[^']|'')*')"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*(?!\w))"
    r"|(?P<sign>=>|<=|>=|!=|<>|[=<>(),+-])",
    re.ASCII,
)
# Beyond this a number is no longer the one that was written.
_MAX_DIGITS, _MAX_DECIMALS = 15, 6


class Token(NamedTuple):
    """A piece of the text: `word` is its meaning (a keyword in lower case, a text unquoted)."""

    kind: TokenKind
    word: str
    position: int
    given: str


def tokens(text: str) -> list[Token]:
    """Return the tokens of `text` and an end; ConditionError where there is none to be read."""
    if len(text) > MAX_LENGTH:
        raise faults.too_long(text, MAX_LENGTH)
    found, position = [], 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        token = _token_at(text, position)
        found.append(token)
        position += len(token.given)
    return [*found, Token("end", "", len(text), "")]


def _token_at(text: str, position: int) -> Token:
    match = _PATTERN.match(text, position)
    if match is None:
        raise faults.unreadable(text, position)
    given = match.group()
    if match["number"] is not None:
        return Token("number", _number(text, position, given), position, given)
    if match["text"] is not None:
        return Token("text", _text(text, position, given), position, given)
    if match["name"] is not None:
        is_keyword = given.lower() in KEYWORDS
        return Token(
            "keyword" if is_keyword else "name",
            given.lower() if is_keyword else given,
            position,
            given,
        )
    return Token("sign", "!=" if given == "<>" else given, position, given)


def _number(text: str, position: int, given: str) -> str:
    whole, _, decimals = given.partition(".")
    if len(whole) > _MAX_DIGITS or len(decimals) > _MAX_DECIMALS:
        raise faults.number_too_long(text, position, _MAX_DIGITS, _MAX_DECIMALS)
    return given


def _text(text: str, position: int, given: str) -> str:
    words = given[1:-1].replace("''", "'")
    # Control characters are typing errors, and lone surrogates no engine takes.
    if any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in words):
        raise faults.control_character(text, position)
    return words
