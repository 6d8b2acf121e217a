"""What can be wrong with a condition, in words."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from boucle.errors.conditions import ConditionError
from boucle.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

FAMILIES = {
    "text": Text(fr="un texte", en="a text"),
    "number": Text(fr="un nombre", en="a number"),
    "boolean": Text(fr="un oui ou non", en="a yes or no"),
    "date": Text(fr="une date", en="a date"),
    "timestamp": Text(fr="un moment", en="a moment"),
}
_SHOWN = 24


def _fault(given: str, position: int, fr: str, en: str, **facts: object) -> ConditionError:
    return ConditionError(given, position, Text(fr=fr, en=en).format(**facts))


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """Return up to three of the `known` words that look like `word`, the nearest first."""
    by_lower = {each.lower(): each for each in known}
    close = get_close_matches(word.lower()[:100], by_lower, n=3, cutoff=0.5)
    return [by_lower[each] for each in close]


def too_long(given: str, limit: int) -> ConditionError:
    """Report a text over the limit."""
    return _fault(
        given[:limit],
        limit,
        "elle compte {n} caractères; {limit} sont permis. Découpez-la en plusieurs règles.",
        "it has {n} characters; {limit} are allowed. Split it into several rules.",
        n=len(given),
        limit=limit,
    )


def too_deep(given: str, position: int, limit: int) -> ConditionError:
    """Report parts nested, or terms chained, beyond the limit."""
    return _fault(
        given,
        position,
        "elle s'imbrique sur plus de {limit} niveaux. Retirez des parenthèses ou découpez-la.",
        "it nests more than {limit} levels. Remove parentheses or split it.",
        limit=limit,
    )


def unreadable(given: str, position: int) -> ConditionError:
    """Report a character that begins nothing; an open quote is the usual reason."""
    if given[position] in "'’‘“”\"«":
        return _fault(
            given,
            position,
            "un texte s'écrit entre deux apostrophes droites : 'comme ceci'.",
            "a text stands between two straight apostrophes: 'like this'.",
        )
    return _fault(
        given,
        position,
        "`{shown}` ne se lit pas ici. Une condition est faite de noms, de nombres, de textes "
        "'entre apostrophes' et de = != < <= > >= + - ( ) ,.",
        "`{shown}` cannot be read here. A condition is made of names, numbers, texts "
        "'in apostrophes' and = != < <= > >= + - ( ) ,.",
        shown=given[position : position + _SHOWN].split(maxsplit=1)[0],
    )


def control_character(given: str, position: int) -> ConditionError:
    """Report a text with a line break or another invisible character."""
    return _fault(
        given,
        position,
        "un texte tient sur une ligne, sans caractère invisible.",
        "a text stands on one line, without invisible characters.",
    )


def number_too_long(given: str, position: int, digits: int, decimals: int) -> ConditionError:
    """Report a number that would be rounded."""
    return _fault(
        given,
        position,
        "un nombre compte au plus {digits} chiffres et {decimals} décimales.",
        "a number has at most {digits} digits and {decimals} decimals.",
        digits=digits,
        decimals=decimals,
    )


def expected(given: str, position: int, word: str, wanted: Text) -> ConditionError:
    """Report `word` where something else must stand."""
    return _fault(
        given,
        position,
        "il faut {wanted}, pas {word}.",
        "it needs {wanted}, not {word}.",
        wanted=wanted,
        word=f"`{word[:_SHOWN]}`" if word else Text(fr="la fin", en="the end"),
    )


def unknown(
    given: str, position: int, word: str, known: Iterable[str], what: Text
) -> ConditionError:
    """Report a word that is not on its list, with the nearest that are."""
    known = tuple(known)
    close = nearest(word, known)
    problem = Text(fr="`{word}` n'est pas {what}.", en="`{word}` is no {what}.")
    if not close:
        problem = Text(
            fr="`{word}` n'est pas {what}. Valeurs permises : {known}.",
            en="`{word}` is no {what}. Allowed: {known}.",
        )
    facts = {"word": word[:60], "what": what, "known": ", ".join(known)}
    return ConditionError(given, position, problem.format(**facts), close)


def wrong_type(given: str, position: int, found: str, wanted: Iterable[str]) -> ConditionError:
    """Report a value of another type than its place needs."""
    families = [FAMILIES[each] for each in wanted]
    return expected_type(given, position, FAMILIES[found], families)


def expected_type(given: str, position: int, found: Text, wanted: list[Text]) -> ConditionError:
    """Report what was found and what may stand there."""
    return _fault(
        given,
        position,
        "on y trouve {found}; il faut {wanted}.",
        "there is {found}; it must be {wanted}.",
        found=found,
        wanted=Text(
            fr=" ou ".join(each.fr for each in wanted), en=" or ".join(each.en for each in wanted)
        ),
    )


def cannot_compare(given: str, position: int, left: str, right: str) -> ConditionError:
    """Report a comparison of two types."""
    return _fault(
        given,
        position,
        "{left} ne se compare pas à {right}.",
        "{left} cannot be compared with {right}.",
        left=FAMILIES[left],
        right=FAMILIES[right],
    )


def not_in_order(given: str, position: int, family: str) -> ConditionError:
    """Report < or > between values that have no order here."""
    return _fault(
        given,
        position,
        "{family} se compare par =, != ou in, non par ordre.",
        "{family} is compared by =, != or in, not by order.",
        family=FAMILIES[family],
    )


def moment_compared(given: str, position: int) -> ConditionError:
    """Report a comparison of a moment, whose answer would depend on a time zone."""
    return _fault(
        given,
        position,
        "un moment se teste seulement par `is null`. Pour l'âge de la piste, prenez `age_days`.",
        "a moment is only tested by `is null`. For the age of the lead take `age_days`.",
    )


def not_a_date(given: str, position: int, word: str) -> ConditionError:
    """Report a text beside a date that is none."""
    return _fault(
        given,
        position,
        "`{word}` n'est pas une date; écrivez '2026-10-31'.",
        "`{word}` is no date; write '2026-10-31'.",
        word=word[:_SHOWN],
    )


def compared_with_null(given: str, position: int) -> ConditionError:
    """Report `= null`, which is never true."""
    return _fault(
        given,
        position,
        "rien n'est égal à `null`; écrivez `is null` ou `is not null`.",
        "nothing equals `null`; write `is null` or `is not null`.",
    )


def nested_at_least(given: str, position: int) -> ConditionError:
    """Report an at_least inside another."""
    return _fault(
        given,
        position,
        "`at_least` ne se place pas dans un autre `at_least`.",
        "`at_least` cannot stand inside another `at_least`.",
    )


def out_of_range(given: str, position: int, name: str, low: int, high: int) -> ConditionError:
    """Report a number outside of its range."""
    return _fault(
        given,
        position,
        "`{name}` est un nombre entier de {low} à {high}.",
        "`{name}` is a whole number from {low} to {high}.",
        name=name,
        low=low,
        high=high,
    )
