"""Numbers as people and programs write them: ``1 234,56 $``, ``(1,234.56)``, ``R$ 1.234,56``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from boucle.warehouse.imports import sql

if TYPE_CHECKING:
    from collections.abc import Mapping

# Signs and codes that stand beside an amount; what the amount is in is said by the mapping.
CURRENCIES = r"(?i)(R\$|US\s?\$|CA\$|C\$|A\$|[$€£¥%]|CAD|USD|EUR|BRL|GBP|CHF|AUD|MXN)"
_SPACES = " \u00a0\u202f\u2009"
_APOSTROPHES = "'’"
# The other sign must be so rare to be taken for a typing error.
_SURE_SHARE = 0.99
_DIGITS_OF_A_GROUP = 3


@dataclass(frozen=True, slots=True)
class NumberForm:
    """How the numbers of a column are written. `is_plain`: as programs do, nothing to strip."""

    decimal: str = "."
    thousands: str | None = None
    is_plain: bool = False


PLAIN = NumberForm(is_plain=True)


def number_form(
    shapes: Mapping[str, int], *, decimal: str | None, thousands: str | None
) -> NumberForm | str:
    """Return how the numbers with these shapes are written, or a shape that has two readings.

    `decimal` and `thousands` are what the mapping says; then there is nothing to find out.
    """
    if decimal is None and thousands in {",", "."}:
        decimal = "." if thousands == "," else ","
    if decimal is None:
        found = _decimal(shapes)
        if found not in {".", ","}:
            return found
        decimal = found
    is_plain = decimal == "." and all(re.fullmatch(r"-?9+(\.9+)?", shape) for shape in shapes)
    return NumberForm(decimal, thousands, is_plain)


def _decimal(shapes: Mapping[str, int]) -> str:
    votes = {".": 0, ",": 0}
    doubtful = ""
    for shape, n in shapes.items():
        vote = _vote(_core(shape))
        if vote in votes:
            votes[vote] += n
        elif vote == "?" and not doubtful:
            doubtful = shape
    total = sum(votes.values())
    if not total:
        return doubtful or "."
    sign = max(votes, key=lambda each: votes[each])
    if votes[sign] < _SURE_SHARE * total:
        return next(shape for shape in shapes if _vote(_core(shape)) not in {sign, "", "?"})
    return sign


def _core(shape: str) -> str:
    stripped = re.sub(CURRENCIES, "", shape)
    return re.sub(rf"[{_SPACES}{_APOSTROPHES}()%+−-]", "", stripped)


def _vote(core: str) -> str:
    """Tell which sign is the decimal one: ``.``, ``,``, ``?`` for either, empty for no opinion."""
    signs = [sign for sign in core if sign in ".,"]
    if not signs or not re.fullmatch(r"[9.,]+", core):
        return ""
    last, other = signs[-1], "." if signs[-1] == "," else ","
    if len(set(signs)) > 1:
        return last if signs.count(last) == 1 else ""
    if len(signs) > 1:
        return other
    before, after = core.split(last)
    is_group = len(after) == _DIGITS_OF_A_GROUP and 1 <= len(before) <= _DIGITS_OF_A_GROUP
    return "?" if is_group else last


def number(value: str, form: NumberForm) -> str:
    """Return the SQL that writes the text `value` as a plain number, null if it is none."""
    if form.is_plain:
        return f"CASE WHEN regexp_full_match({value}, '-?[0-9]+([.][0-9]+)?') THEN {value} END"
    bare = f"regexp_replace({value}, {sql.text_literal(CURRENCIES)}, '', 'g')"
    bare = f"replace(trim({bare}, {sql.text_literal(sql.BLANKS)}), '−', '-')"
    # In books a loss stands in parentheses, and some programs put the minus behind.
    bare = rf"regexp_replace({bare}, '^\((.*)\)$', '-\1')"
    bare = rf"regexp_replace({bare}, '^([^-].*)-$', '-\1')"
    bare = rf"regexp_replace({bare}, '^([-+])\s+', '\1')"
    groups = _group_signs(form)
    point = re.escape(form.decimal)
    # One sign for all groups of a number: 1.234 567 is none.
    grouped = "|".join(rf"\d{{1,3}}([{sign}]\d{{3}})+" for sign in groups)
    whole = rf"(\d+|{grouped})" if grouped else r"(\d+)"
    wanted = rf"[-+]?({whole}({point}\d*)?|{point}\d+)([eE][-+]?\d{{1,3}})?"
    strip = sql.text_literal("".join(groups))
    plain = f"replace(translate({bare}, {strip}, ''), {sql.text_literal(form.decimal)}, '.')"
    return f"CASE WHEN regexp_full_match({bare}, {sql.text_literal(wanted)}) THEN {plain} END"


def _group_signs(form: NumberForm) -> list[str]:
    """Return the sets of signs that may part thousands, each as regex class content."""
    if form.thousands is not None:
        wide = {" ": _SPACES, "'": _APOSTROPHES, "": ""}
        signs = wide.get(form.thousands, form.thousands)
        return [signs] if signs else []
    return [_SPACES, _APOSTROPHES, "." if form.decimal == "," else ","]
