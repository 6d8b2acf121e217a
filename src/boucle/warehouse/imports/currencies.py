"""The currency that stands beside an amount: ``R$ 435.000``, ``US$ 12``, ``12 €``, ``CAD 12``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from boucle.warehouse.imports.currency_codes import CURRENCY_CODES
from boucle.warehouse.imports.sql import text_literal, texts

if TYPE_CHECKING:
    from collections.abc import Iterable

# What a sign says without doubt; the longer ones first, since `R$` ends with `$`.
SIGNS = {
    r"US\s?\$": "USD",
    r"\$\s?US": "USD",
    r"CA\s?\$": "CAD",
    r"\$\s?CA": "CAD",
    r"R\$": "BRL",
    r"C\$": "CAD",
    r"A\$": "AUD",
    "€": "EUR",
    "£": "GBP",
    **{code: code for code in ("CAD", "USD", "EUR", "BRL", "GBP", "CHF", "AUD", "MXN")},
}
# A bare sign is of many countries: it only says which currencies it can't be.
SHARED = {
    r"\$": ("AUD", "CAD", "CLP", "COP", "HKD", "MXN", "NZD", "SGD", "USD"),
    "¥": ("CNY", "JPY"),
}
ANY_SIGN = "(?:" + "|".join((*SIGNS, *SHARED)) + ")"
# Where a sign may stand: before the number or behind it, inside the marks of a loss.
_BEFORE, _BEHIND = r"^[-+−(]?\s*{0}\s*", r"\s*{0}\s*[)-]?$"


def signs_of(shapes: Iterable[str]) -> tuple[str, ...]:
    r"""Return the signs of `SIGNS` and `SHARED` that stand beside the numbers of these shapes.

    >>> signs_of(["R$ 9.999", "US$ 99", "99"])
    ('US\\s?\\$', 'R\\$')
    """
    found = {sign for shape in shapes if (sign := _sign(shape))}
    return tuple(sign for sign in (*SIGNS, *SHARED) if sign in found)


def _sign(shape: str) -> str | None:
    for sign in (*SIGNS, *SHARED):
        if re.search(f"(?i){_at_ends(sign)}", shape):
            return sign
    return None


def _at_ends(sign: str) -> str:
    return f"(?:{_BEFORE.format(sign)}|{_BEHIND.format(sign)})"


def currency_of(value: str, signs: Iterable[str]) -> str:
    """Return the SQL of the code that the sign beside `value` names without doubt, else null."""
    return _case(value, [(sign, text_literal(SIGNS[sign])) for sign in signs if sign in SIGNS])


def _case(value: str, branches: Iterable[tuple[str, str]]) -> str:
    whens = " ".join(
        f"WHEN regexp_matches({value}, {text_literal('(?i)' + _at_ends(sign))}) THEN {result}"
        for sign, result in branches
    )
    return f"(CASE {whens} END)" if whens else "NULL"


def currency_said(text: str) -> str:
    """Return the SQL of the code that a cell of a column of currencies says, else null."""
    whens = " ".join(
        f"WHEN regexp_full_match({text}, {text_literal('(?i)' + sign)}) THEN {text_literal(code)}"
        for sign, code in SIGNS.items()
    )
    codes = texts(sorted(CURRENCY_CODES))
    return f"(CASE {whens} WHEN upper({text}) IN {codes} THEN upper({text}) END)"


def currency_in(words: str) -> str | None:
    """Return the one currency that words such as a header name without doubt, else None.

    >>> [currency_in(each) for each in ("Coût (CAD)", "Montant €", "spend_usd", "Cadence")]
    ['CAD', 'EUR', 'USD', None]
    """
    text = words.replace("_", " ")
    found = {
        code for sign, code in SIGNS.items() if re.search(rf"(?i)(?<![a-z]){sign}(?![a-z])", text)
    }
    return found.pop() if len(found) == 1 else None


def is_other_currency(value: str, currency: str, signs: Iterable[str]) -> str:
    """Return the SQL that tells whether the sign beside `value` can't be of `currency`."""
    branches = [
        (
            sign,
            f"{currency} <> {text_literal(SIGNS[sign])}"
            if sign in SIGNS
            else f"{currency} NOT IN {texts(SHARED[sign])}",
        )
        for sign in signs
    ]
    return _case(value, branches)
