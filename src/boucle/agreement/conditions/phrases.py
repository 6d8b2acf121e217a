"""The parts of sentences: values, lists, quantities."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from boucle.agreement.conditions import tree
from boucle.agreement.conditions.words import FACTS, GESTURES, NOUNS, word_of
from boucle.language import LANGUAGES, Text
from boucle.language.formats import day, number

if TYPE_CHECKING:
    from collections.abc import Sequence

AND, OR = Text(fr="et", en="and"), Text(fr="ou", en="or")


def listed(parts: Sequence[Text], last: Text) -> Text:
    """Join texts by commas and a last word: A1, A2 or B1."""
    words = {language: [part.in_(language) for part in parts] for language in LANGUAGES}
    joined = {
        language: f" {last.in_(language)} ".join(
            [", ".join(each[:-1]), each[-1]] if len(each) > 1 else each
        )
        for language, each in words.items()
    }
    return Text(fr=joined["fr"], en=joined["en"])


def amount(value: float) -> Text:
    """Write a number with the decimals that it has."""
    digits = len(str(value).partition(".")[2]) if isinstance(value, float) else 0
    return Text(fr=number(value, "fr", digits=digits), en=number(value, "en", digits=digits))


def literal(value: tree.Value, column: str | None) -> Text:
    """Write a value as the values of `column` are written."""
    if isinstance(value, bool):
        return Text(fr="vrai", en="true") if value else Text(fr="faux", en="false")
    if isinstance(value, date):
        return Text(fr=f"le {day(value, 'fr')}", en=day(value, "en"))
    if isinstance(value, str):
        is_noun = column is not None and column in NOUNS
        return (
            word_of(str(column), value)
            if is_noun
            else Text(fr=f"«\u00a0{value}\u00a0»", en=f"“{value}”")
        )
    written = amount(value)
    unit = NOUNS[column].unit if column in NOUNS else None
    # The points are already named before the verb.
    if unit is None or NOUNS[str(column)].is_plural:
        return written
    singular = abs(value) < 2  # noqa: PLR2004 - French is singular under 2
    return Text(
        fr=f"{written.fr}\u00a0{unit.fr.removesuffix('s') if singular else unit.fr}",
        en=f"{written.en} {unit.en.removesuffix('s') if value == 1 else unit.en}",
    )


def operand(node: tree.Node) -> Text | None:
    """Return the noun phrase of a value, or None if it is a clause."""
    match node:
        case tree.Literal(value):
            return literal(value, None)
        case tree.Name(column):
            return NOUNS[column].name if column in NOUNS else None
        case tree.Sum(sign, left, right):
            word = Text(fr="plus", en="plus") if sign == "+" else Text(fr="moins", en="minus")
            return Text(fr="{a} {word} {b}", en="{a} {word} {b}").format(
                a=operand(left), word=word, b=operand(right)
            )
        case tree.Gestures(derived):
            return _figure(derived)
    return None


def _figure(derived: tree.Derived) -> Text | None:
    if derived.function == "count":
        many = listed([GESTURES[kind].many for kind in derived.args], OR)
        text = Text(
            fr="le nombre de ces gestes : {many}{within}", en="the number of {many}{within}"
        )
        return text.format(many=many, within=within(derived.within))
    if derived.function == "days_since":
        return Text(fr="le nombre de jours depuis {last}", en="the days since {last}").format(
            last=latest(derived.args)
        )
    return None


def latest(kinds: Sequence[str]) -> Text:
    """Return the latest gesture of these kinds as a noun phrase."""
    if len(kinds) == 1:
        gesture = GESTURES[kinds[0]]
        article = "la dernière" if gesture.is_feminine else "le dernier"
        return Text(fr=f"{article} {gesture.one.fr}", en=f"the last {gesture.one.en}")
    ones = listed([GESTURES[kind].one for kind in kinds], OR)
    return Text(fr="le dernier geste ({ones})", en="the last gesture ({ones})").format(ones=ones)


def none_of(kinds: Sequence[str]) -> Text:
    """Return that no gesture of these kinds was made."""
    parts = [
        Text(
            fr=f"{'aucune' if GESTURES[kind].is_feminine else 'aucun'} {GESTURES[kind].one.fr}",
            en=f"no {GESTURES[kind].one.en}",
        )
        for kind in kinds
    ]
    return listed(parts, AND)


def gestures(n: float, kinds: Sequence[str]) -> Text:
    """Return a number of gestures of these kinds."""
    singular = abs(n) < 2  # noqa: PLR2004 - French is singular under 2
    french = [(GESTURES[kind].one if singular else GESTURES[kind].many).fr for kind in kinds]
    english = [(GESTURES[kind].one if n == 1 else GESTURES[kind].many).en for kind in kinds]
    parts = [Text(fr=fr, en=en) for fr, en in zip(french, english, strict=True)]
    return Text(fr="{n}\u00a0{parts}", en="{n} {parts}").format(
        n=amount(n), parts=listed(parts, OR)
    )


def within(days: int | None) -> Text:
    """Return the window of days, with a space before it."""
    if days is None:
        return Text(fr="", en="")
    if days == 1:
        return Text(fr=" dans la dernière journée", en=" in the last day")
    return Text(fr=" dans les {n} derniers jours", en=" in the last {n} days").format(
        n=amount(days)
    )


def clause_of(column: str, *, is_negated: bool) -> Text:
    """Return a yes-or-no column as a clause."""
    return FACTS[column].fails if is_negated else FACTS[column].holds
