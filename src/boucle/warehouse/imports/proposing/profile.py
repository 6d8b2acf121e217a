"""What the values of a column look like, from a sample of its rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from boucle.warehouse.imports.currencies import ANY_SIGN
from boucle.warehouse.imports.empty_words import MARKS, WORDS
from boucle.warehouse.imports.proposing.names import without_accents, word_set

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from boucle.warehouse.imports.raw_file import CellKind

# So many of the values must look alike; the others are typing errors, or totals.
_MOST = 0.85
_SHORT, _KEPT, _TRIED = 60, 40, 400
_FEW_WORDS, _FEW_SHARE, _FEW_AT_LEAST = 40, 0.2, 12
# Words that stand for nothing at all, in lower case.
NOTHING = frozenset((*MARKS, *WORDS, "?"))
_FLAGS = word_set("true false vrai faux oui non yes no o n y t f 0 1 x")
_LETTERS = r"[^\W\d_]+"
_DAY = r"\d{1,2}(?:er|st|nd|rd|th)?"
_TIME = r"(?:[T ,]+.*\d{1,2}(?::|\s?h\s?)\d{2}.*)?"
_DAYS = (
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}",
    r"\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})",
    # « 3 octobre 2026 », "Mon, 3rd Oct 2026", "October 3, 2026"
    rf"(?:{_LETTERS}\.?,? )?{_DAY}[-/. ]+(?:de )?{_LETTERS}\.?[-/., ]+\d{{4}}",
    rf"{_LETTERS}\.? +{_DAY},? +\d{{4}}",
    r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])",
)
_DATE = re.compile(rf"(?:{'|'.join(_DAYS)}){_TIME}")
_MONTH = re.compile(
    rf"\d{{4}}[-/]\d{{1,2}}|\d{{1,2}}[-/]\d{{4}}|{_LETTERS}\.?[- ]+(?:\d{{4}}|\d{{2}})"
)
_MONTH_NAMES = tuple(
    word_set("jan fev feb mar avr apr mai may juin jun juil jul aou aug sep oct nov dec")
)
# The name of a month, in lower case and without accents.
MONTH = re.compile(
    r"(?<![a-z])(jan|janv|janvier|january|fev|fevr|fevrier|feb|february|mars|march|mar|avr|avril|apr|april|mai|"
    r"may|juin|june|jun|juil|juill|juillet|july|jul|aout|august|aug|sept|septembre|september|sep|oct|"
    r"octobre|october|nov|novembre|november|dec|decembre|december)(?![a-z])"
)
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+")
_PHONE = re.compile(r"\+?[\d\s().-]{7,}(?:\s*(?:x|ext|poste|#)\.?\s*\d+)?")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_SIGN = re.compile(f"(?i){ANY_SIGN}")
_MAGNITUDE = re.compile(r"(?i)(?<=\d)\s*(?:k|mm?|millions?|bn?|md|milliards?)$")
_NUMBER = re.compile(r"[-+−(]?\s*\d[\d\s\u00a0\u202f'’.,]*\)?-?(?:e[-+]?\d+)?")
_INTEGER = re.compile(r"-?\d+")
_CODE = re.compile(r"(?=.*\d)[\w/+=.:-]{2,}")
_HEX = re.compile(r"[0-9a-fA-F-]{16,}|(?=.*\d)(?=.*[A-Za-z])[\w+/=-]{12,}")
_PHONE_DIGITS, _MOST_PHONE_DIGITS = 7, 16


@dataclass(frozen=True, slots=True)
class Profile:
    """A column in the sample. `kind` is ``empty`` where it holds nothing.

    `filled` is the share of rows with a value, `n_distinct` counts values in the sample;
    `samples` are the first that differ.
    """

    kind: str
    filled: float
    n_distinct: int
    n_values: int
    samples: tuple[str, ...]

    @property
    def is_distinct(self) -> bool:
        """Whether no value comes twice in the sample."""
        return self.n_values > 0 and self.n_distinct == self.n_values


def profile(cells: Sequence[str | None], cell_kind: CellKind | None) -> Profile:
    """Look at the cells of a column; `cell_kind` is what a workbook says of them."""
    values = [
        text
        for cell in cells
        if cell is not None and (text := cell.strip()) and text.lower() not in NOTHING
    ]
    distinct = list(dict.fromkeys(values))
    return Profile(
        kind=_kind(values, distinct, cell_kind),
        filled=len(values) / len(cells) if cells else 0.0,
        n_distinct=len(distinct),
        n_values=len(values),
        samples=tuple(distinct[:_KEPT]),
    )


def _kind(values: list[str], distinct: list[str], cell_kind: CellKind | None) -> str:
    if not values:
        return "empty"
    if cell_kind == "moment":
        return "date"
    if len(distinct) <= len(_FLAGS) and {without_accents(each) for each in distinct} <= _FLAGS:
        return "flag"
    for kind, is_so in _TESTS:
        if _share(distinct, is_so) >= _MOST:
            return _number_kind(distinct) if kind == "number" else kind
    return _text_kind(values, distinct)


def _share(values: Sequence[str], is_so: Callable[[str], object]) -> float:
    seen = values[:_TRIED]
    return sum(1 for each in seen if is_so(each)) / len(seen)


def _is_month(value: str) -> bool:
    if not _MONTH.fullmatch(value):
        return False
    said = without_accents(value)
    return not said[0].isalpha() or said.startswith(_MONTH_NAMES)


def is_period(header: str) -> bool:
    """Tell whether a header names a month or a day: « Janv. 2024 », "2024-01-01", « février ».

    >>> is_period("Janv. 2024"), is_period("août"), is_period("Marketing")
    (True, True, False)
    """
    said = without_accents(header.strip()).rstrip(".")
    is_dated = _DATE.fullmatch(header.strip()) or _is_month(header.strip())
    return bool(is_dated) or bool(MONTH.fullmatch(said))


def _is_phone(value: str) -> bool:
    n_digits = sum(each.isdigit() for each in value)
    return bool(
        _PHONE_DIGITS <= n_digits <= _MOST_PHONE_DIGITS
        and _PHONE.fullmatch(value)
        and re.search(r"[()+]|\d[\s.-]\d{3}[\s.-]\d{4}", value)
    )


def is_number(value: str) -> bool:
    """Tell whether a text is a number as people write it: with signs, magnitudes, per cent."""
    bare = _MAGNITUDE.sub("", _SIGN.sub("", value).removesuffix("%").strip())
    return bool(bare) and bool(_NUMBER.fullmatch(bare))


_TESTS: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("date", _DATE.fullmatch),
    ("month", _is_month),
    ("email", _EMAIL.fullmatch),
    ("url", _URL.fullmatch),
    ("phone", _is_phone),
    ("number", is_number),
)


def _number_kind(distinct: list[str]) -> str:
    if _share(distinct, _INTEGER.fullmatch) >= _MOST:
        return "integer"
    if _share(distinct, lambda each: each.endswith("%")) >= _MOST:
        return "percent"
    return "money" if _share(distinct, _SIGN.search) >= _MOST else "number"


def _text_kind(values: list[str], distinct: list[str]) -> str:
    if _share(distinct, _HEX.fullmatch) >= _MOST:
        return "id"
    if len(distinct) == len(values) and _share(distinct, _CODE.fullmatch) >= _MOST:
        return "code"
    lengths = sorted(len(each) for each in distinct)
    if lengths[len(lengths) // 2] > _SHORT:
        return "text"
    most = min(_FEW_WORDS, max(_FEW_SHARE * len(values), _FEW_AT_LEAST))
    if len(distinct) <= most and lengths[-1] <= _SHORT:
        return "word"
    return "code" if _share(distinct, _CODE.fullmatch) >= _MOST else "name"
