"""Numbers as people and programs write them: ``1 234,56 $``, ``(1,234.56)``, ``R$ 1.234,56``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from boucle.warehouse.imports import sql
from boucle.warehouse.imports.currencies import ANY_SIGN, signs_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_SPACES = " \u00a0\u202f\u2009"
_APOSTROPHES = "'’"
_MAGNITUDES = {
    r"k": 3,
    r"m|mm|millions?": 6,
    r"b|bn|md|milliards?": 9,
}
_ANY_MAGNITUDE = rf"(?:{'|'.join(_MAGNITUDES)})"
_BEFORE = rf"(?i)^([-+−(]?)\s*{ANY_SIGN}\s*"
_BEHIND = rf"(?i)\s*(?:{ANY_SIGN}|%)\s*([)-]?)$"
_MAGNITUDE = rf"(?i)(\d[.,]?)\s*{_ANY_MAGNITUDE}([)-]?)$"
# The other sign must be so rare to be taken for a typing error.
_SURE_SHARE = 0.99
_DIGITS_OF_A_GROUP = 3
_CENTS = 2
MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class NumberForm:
    """How the numbers of a column are written. `is_plain`: as programs do, nothing to strip.

    A `decimal` of ``mixed`` lets each value say its own sign. `signs` are those of currencies, see
    `currencies`. `told` is the shape of values that only the rest of the column settled, where that
    rest is a weak witness: people should know.
    """

    decimal: str = "."
    thousands: str | None = None
    is_plain: bool = False
    has_magnitudes: bool = False
    signs: tuple[str, ...] = ()
    told: str = ""


PLAIN = NumberForm(is_plain=True)


def number_form(
    shapes: Mapping[str, int], *, decimal: str | None, thousands: str | None
) -> NumberForm | str:
    """Return how the numbers with these shapes are written, or a shape that has two readings.

    `decimal` and `thousands` are what the mapping says; then there is nothing to find out.
    """
    told = ""
    if decimal is None and thousands in {",", "."}:
        decimal = "." if thousands == "," else ","
    if decimal is None:
        found = _decimal(shapes)
        if found not in {".", ","}:
            return found
        decimal, told = found, _weakly_settled(shapes, found)
    is_plain = decimal == "." and all(re.fullmatch(r"-?9+(\.9+)?", shape) for shape in shapes)
    has_magnitudes = any(re.search(_MAGNITUDE, _without_signs(shape)) for shape in shapes)
    return NumberForm(decimal, thousands, is_plain, has_magnitudes, signs_of(shapes), told)


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


def _weakly_settled(shapes: Mapping[str, int], decimal: str) -> str:
    """Return a doubtful shape, if what settles it is not written like it; empty if all is well.

    Beside ``1234,56`` nobody groups thousands, so ``50.000`` is strange there; beside amounts with
    cents, all of them, so is ``50.000`` as fifty; and so is either in a column of two minds.
    """
    cores = {shape: _core(shape) for shape in shapes}
    votes = {shape: _vote(core) for shape, core in cores.items()}
    doubtful = [shape for shape, vote in votes.items() if vote == "?"]
    certain = [cores[shape] for shape, vote in votes.items() if vote in {".", ","}]
    if not (doubtful and certain):
        return ""
    if len({votes[shape] for shape in shapes} & {".", ","}) > 1:
        return doubtful[0]
    is_ungrouped = any(re.match(r"9{4}", core) for core in cores.values())
    has_cents = all(len(core.split(decimal)[-1]) == _CENTS for core in certain)
    for shape in doubtful:
        is_weak = has_cents if decimal in cores[shape] else is_ungrouped
        if is_weak:
            return shape
    return ""


def _without_signs(shape: str) -> str:
    return re.sub(_BEHIND, r"\1", re.sub(_BEFORE, r"\1", shape)).strip()


def _core(shape: str) -> str:
    stripped = re.sub(_MAGNITUDE, r"\1\2", _without_signs(shape))
    return re.sub(rf"[{_SPACES}{_APOSTROPHES}()+−-]", "", stripped)


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
    if form.decimal == MIXED:
        point, comma = (number(value, replace(form, decimal=sign)) for sign in ".,")
        return (
            f"(CASE WHEN {point} IS NULL THEN {comma} "
            f"WHEN {comma} IS NULL OR {point} = {comma} THEN {point} END)"
        )
    bare = _bare(value)
    if not form.has_magnitudes:
        return _plain(bare, form)
    magnitude = sql.text_literal(_MAGNITUDE)
    return _times(bare, _plain(rf"regexp_replace({bare}, {magnitude}, '\1\2')", form))


def _bare(value: str) -> str:
    """Return the SQL of a number without its signs, ``-`` before it if it is a loss."""
    bare = value
    for pattern in (_BEFORE, _BEHIND):
        bare = rf"regexp_replace({bare}, {sql.text_literal(pattern)}, '\1')"
    bare = f"replace(trim({bare}, {sql.text_literal(sql.BLANKS)}), '−', '-')"
    # In books a loss stands in parentheses, and some programs put the minus behind.
    bare = rf"regexp_replace({bare}, '^\((.*)\)$', '-\1')"
    bare = rf"regexp_replace({bare}, '^([^-].*)-$', '-\1')"
    return rf"regexp_replace({bare}, '^([-+])\s+', '\1')"


def _plain(bare: str, form: NumberForm) -> str:
    groups = _group_signs(form)
    point = re.escape(form.decimal)
    # One sign for all groups of a number: 1.234 567 is none. No group leads with a zero: 0.125.
    grouped = "|".join(rf"[1-9]\d{{0,2}}([{sign}]\d{{3}})+" for sign in groups)
    whole = rf"(\d+|{grouped})" if grouped else r"(\d+)"
    wanted = rf"[-+]?({whole}({point}\d*)?|{point}\d+)([eE][-+]?\d{{1,3}})?"
    strip = sql.text_literal("".join(groups))
    plain = f"replace(translate({bare}, {strip}, ''), {sql.text_literal(form.decimal)}, '.')"
    return f"CASE WHEN regexp_full_match({bare}, {sql.text_literal(wanted)}) THEN {plain} END"


def _times(bare: str, plain: str) -> str:
    """Return the SQL of a plain number times its magnitude: ``342.09K`` is 342090, to the cent."""
    cases = " ".join(
        rf"WHEN regexp_matches({bare}, '(?i)\d[.,]?\s*(?:{words})[)-]?$') THEN {10**power}"
        for words, power in _MAGNITUDES.items()
    )
    times = f"(CASE {cases} END)"
    exact = f"(try_cast({plain} AS DECIMAL(38, 12)) * {times})::VARCHAR"
    # What is longer does not fit an amount anyway, and would overflow there.
    rough = f"(try_cast({plain} AS DOUBLE) * {times})::VARCHAR"
    scaled = f"CASE WHEN length({plain}) <= 15 THEN {exact} ELSE {rough} END"
    return f"(CASE WHEN {times} IS NULL THEN {plain} ELSE {scaled} END)"


def _group_signs(form: NumberForm) -> list[str]:
    """Return the sets of signs that may part thousands, each as regex class content."""
    if form.thousands is not None:
        wide = {" ": _SPACES, "'": _APOSTROPHES, "": ""}
        signs = wide.get(form.thousands, form.thousands)
        return [signs] if signs else []
    return [_SPACES, _APOSTROPHES, "." if form.decimal == "," else ","]
