"""What the values of a column look like, from a sample of its rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from boucle.warehouse.imports.numbers import CURRENCIES
from boucle.warehouse.imports.proposing.names import without_accents

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from boucle.warehouse.imports.raw_file import CellKind

# So many of the values must look alike; the others are typing errors, or totals.
_MOST = 0.85
_SHORT, _KEPT = 60, 40
_FEW_WORDS, _FEW_SHARE = 40, 0.2
# Words that stand for nothing at all, in plain form.
NOTHING = frozenset(("n/a", "na", "-", "--", "—", "null", "none", "nan", "nd", "n/d", "s/o", "#n/a", "?"))
_FLAGS = frozenset("true false vrai faux oui non yes no o n y t f 0 1 x".split())
_LETTERS = r"[^\W\d_]+"
_TIME = r"(?:[T ,]+.*\d{1,2}(?::|\s?h\s?)\d{2}.*)?"
_DATE = re.compile(
    rf"(?:\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:\d{{4}}|\d{{2}})"
    rf"|(?:{_LETTERS}\.?,? )?\d{{1,2}}(?:er|st|nd|rd|th)?[-/. ]+(?:de )?{_LETTERS}\.?[-/., ]+\d{{4}}"
    rf"|{_LETTERS}\.? +\d{{1,2}}(?:st|nd|rd|th)?,? +\d{{4}}|(?:19|20)\d{{2}}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])){_TIME}"
)
_MONTH = re.compile(rf"\d{{4}}[-/]\d{{1,2}}|\d{{1,2}}[-/]\d{{4}}|{_LETTERS}\.?[- ]+(?:\d{{4}}|\d{{2}})")
_MONTH_NAMES = (
    "jan fev feb mar avr apr mai may juin jun juil jul aou aug sep oct nov dec".split()
)
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+")
_PHONE = re.compile(r"\+?[\d\s().-]{7,}(?:\s*(?:x|ext|poste|#)\.?\s*\d+)?")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_NUMBER = re.compile(r"[-+−(]?\s*\d[\d\s\u00a0\u202f'’.,]*\)?-?")
_INTEGER = re.compile(r"-?\d+")
_CODE = re.compile(r"(?=.*\d)[\w/+=.:-]{3,}")
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
    if {without_accents(each) for each in distinct[:20]} <= _FLAGS and len(distinct) <= len(_FLAGS):
        return "flag"
    for kind, is_so in _TESTS:
        if _share(distinct, is_so) >= _MOST:
            return _number_kind(distinct) if kind == "number" else kind
    return _text_kind(values, distinct)


def _share(values: Sequence[str], is_so: Callable[[str], object]) -> float:
    seen = values[:400]
    return sum(1 for each in seen if is_so(each)) / len(seen)


def _is_month(value: str) -> bool:
    if not _MONTH.fullmatch(value):
        return False
    said = without_accents(value)
    return not said[0].isalpha() or said.startswith(tuple(_MONTH_NAMES))


def _is_phone(value: str) -> bool:
    n_digits = sum(each.isdigit() for each in value)
    return bool(
        _PHONE_DIGITS <= n_digits <= _MOST_PHONE_DIGITS
        and _PHONE.fullmatch(value)
        and re.search(r"[()+]|\d[\s.-]\d{3}[\s.-]\d{4}", value)
    )


def _is_number(value: str) -> bool:
    bare = re.sub(CURRENCIES, "", value).strip()
    return bool(bare) and bool(_NUMBER.fullmatch(bare))


_TESTS: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("date", _DATE.fullmatch),
    ("month", _is_month),
    ("email", _EMAIL.fullmatch),
    ("url", _URL.fullmatch),
    ("phone", _is_phone),
    ("number", _is_number),
)


def _number_kind(distinct: list[str]) -> str:
    if _share(distinct, _INTEGER.fullmatch) >= _MOST:
        return "integer"
    has_sign = _share(distinct, lambda each: re.search(CURRENCIES, each) and "%" not in each)
    return "money" if has_sign >= _MOST else "number"


def _text_kind(values: list[str], distinct: list[str]) -> str:
    if _share(distinct, _HEX.fullmatch) >= _MOST:
        return "id"
    lengths = sorted(len(each) for each in distinct)
    if lengths[len(lengths) // 2] > _SHORT:
        return "text"
    is_few = len(distinct) <= max(_FEW_WORDS, 1) and len(distinct) <= max(
        _FEW_SHARE * len(values), 12
    )
    if is_few and lengths[-1] <= _SHORT:
        return "word"
    return "code" if _share(distinct, _CODE.fullmatch) >= _MOST else "name"
