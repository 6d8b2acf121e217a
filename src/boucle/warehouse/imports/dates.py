"""Dates and date-times as files write them, found out over the whole column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from boucle.warehouse.imports import sql
from boucle.warehouse.imports.shapes import MOST_SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_TIME = r"(?:[T ,]+(?:à |at )?(\d{1,2}(?:\s?h\s?|:)\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?))?"
_HALF = r"(?:\s*[AaPp]\.?[Mm]\.?)?"
_ZONE = r"(?:\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}))?"
TAIL = _TIME + _HALF + _ZONE
ZONE_AT_END = r"\d(?:\s*[AaPp]\.?[Mm]\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})$"
HALF_AT_END = r"(?i)\d\s*([ap])\.?m\.?"

YEAR_FIRST = r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
COMPACT = r"(\d{4})(\d{2})(\d{2})"
YEAR_LAST = r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})"
DAY_NAMED = r"(\d{1,2})(?:er|st|nd|rd|th)?[-/. ]+(?:de )?(\pL+)\.?[-/., ]+(\d{4})"
NAMED_DAY = r"(\pL+)\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})"

# Order of year, month and day among the groups of each way of writing.
_ORDER = {
    YEAR_FIRST: r"\1-\2-\3 \4",
    COMPACT: r"\1-\2-\3 \4",
    DAY_NAMED: r"\3-\2-\1 \4",
    NAMED_DAY: r"\3-\1-\2 \4",
}
_DAY_FIRST, _MONTH_FIRST = r"\3-\2-\1 \4", r"\3-\1-\2 \4"
_WITH_NAMES = (DAY_NAMED, NAMED_DAY)

_MONTHS = (
    "january jan janvier janv",
    "february feb février fevrier févr fevr fév fev",
    "march mar mars",
    "april apr avril avr",
    "may mai",
    "june jun juin",
    "july jul juillet juill juil",
    "august aug août aout aoû aou",
    "september sep sept septembre",
    "october oct octobre",
    "november nov novembre",
    "december dec décembre decembre déc",
)
# The other order must be so rare to be taken for typing errors.
_SURE_SHARE = 0.99
_LAST_MONTH = 12
_DAY_LENGTH = len("2018-02-10")
# Formats that are no pattern: microseconds of one unit since 1970, and days since the spreadsheets'
# day 0 (of five digits: 1927 to 2173).
EPOCHS = {"epoch_seconds": 1_000_000, "epoch_millis": 1_000}
EXCEL_DAYS = "excel_days"
NAMED_FORMATS = (*EPOCHS, EXCEL_DAYS)


@dataclass(frozen=True, slots=True)
class DateForm:
    """How the dates of a column are written.

    `ways` are the patterns that occur, `formats` what the mapping says instead. `is_day_first`
    decides ``03/04/2018``.
    """

    ways: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    is_day_first: bool = True
    has_zone: bool = False
    has_half_days: bool = False
    # Every value is written as the engine itself writes dates: nothing to take apart.
    is_plain: bool = False


_PLAIN = re.compile(r"9{4}-99-99(?:[T ]99:99(?::99(?:\.9{1,6})?)?)?")
TYPED = DateForm(ways=(YEAR_FIRST,), has_zone=True)


def ways_of(shapes: Iterable[str]) -> tuple[str, ...]:
    """Return the patterns that the shapes of a column follow."""
    found = dict.fromkeys(way for shape in shapes if (way := _way(shape)))
    return tuple(found)


def _way(shape: str) -> str | None:
    for way in (YEAR_FIRST, YEAR_LAST, COMPACT):
        if re.fullmatch(way + TAIL, shape):
            return way
    for way in _WITH_NAMES:
        if re.fullmatch(way.replace(r"\pL", r"[^\W\d_]") + TAIL, shape):
            return way
    return None


def date_form(shapes: Mapping[str, int], *, is_day_first: bool) -> DateForm:
    """Return how dates with these shapes are written."""
    is_plain = len(shapes) < MOST_SHAPES and all(map(_PLAIN.fullmatch, shapes))
    return DateForm(
        ways=ways_of(shapes),
        is_plain=is_plain,
        is_day_first=is_day_first,
        has_zone=any(re.search(ZONE_AT_END, shape) for shape in shapes),
        has_half_days=any(re.search(HALF_AT_END, shape) for shape in shapes),
    )


def order_votes_sql(relation: str, value: str) -> str:
    """Return the query of ``(n_day_first, n_month_first, n_doubtful, a doubtful value)``."""
    part = (
        "try_cast(regexp_extract({0}, '^(\\d{{1,2}})[-/.](\\d{{1,2}})[-/.]\\d{{4}}', {1}) AS INT)"
    )
    first, second = part.format(value, 1), part.format(value, 2)
    return (
        f"SELECT count(*) FILTER (a > {_LAST_MONTH} AND b <= {_LAST_MONTH}), "  # noqa: S608
        f"count(*) FILTER (b > {_LAST_MONTH} AND a <= {_LAST_MONTH}), "
        f"count(*) FILTER (a <> b AND a <= {_LAST_MONTH} AND b <= {_LAST_MONTH}), "
        f"min(v) FILTER (a <> b AND a <= {_LAST_MONTH} AND b <= {_LAST_MONTH}) "
        f"FROM (SELECT {value} AS v, {first} AS a, {second} AS b FROM {relation})"
    )


def is_day_first(n_day_first: int, n_month_first: int, n_doubtful: int) -> bool | None:
    """Tell the order from the votes of the whole column, None if they leave it open.

    >>> is_day_first(40, 0, 60), is_day_first(0, 0, 60), is_day_first(30, 30, 40)
    (True, None, None)
    """
    total = n_day_first + n_month_first
    if not total:
        return None if n_doubtful else True
    if n_day_first >= _SURE_SHARE * total:
        return True
    return False if n_month_first >= _SURE_SHARE * total else None


def wall(value: str, form: DateForm) -> str:
    """Return the SQL of the wall-clock timestamp that `value` shows, null if it shows none."""
    if form.formats:
        tries = (_parsed(value, each) for each in form.formats)
        return f"coalesce({', '.join(tries)}, NULL::TIMESTAMP)"
    if form.is_plain:
        return f"try_cast({value} AS TIMESTAMP)"
    branches = " ".join(_branch(value, way, form) for way in form.ways)
    if not branches:
        return "NULL::TIMESTAMP"
    written = f"(CASE {branches} END)"
    written = f"replace(regexp_replace({written}, '\\s?h\\s?', ':'), ',', '.')"
    moment = f"try_cast(trim({written}) AS TIMESTAMP)"
    return _with_half_day(value, moment) if form.has_half_days else moment


def _branch(value: str, way: str, form: DateForm) -> str:
    pattern = sql.text_literal(f"^{way}{TAIL}$")
    order = _ORDER.get(way, _DAY_FIRST if form.is_day_first else _MONTH_FIRST)
    written = f"regexp_replace({value}, {pattern}, {sql.text_literal(order)})"
    if way in _WITH_NAMES:
        group = 2 if way == DAY_NAMED else 1
        month = _month_number(f"lower(regexp_extract({value}, {pattern}, {group}))")
        numbered = order.replace(rf"\{group}", "@")
        parts = f"regexp_replace({value}, {pattern}, {sql.text_literal(numbered)})"
        written = f"replace({parts}, '@', {month})"
    return f"WHEN regexp_matches({value}, {pattern}) THEN {written}"


def _month_number(word: str) -> str:
    cases = " ".join(
        f"WHEN {word} IN {sql.texts(names.split())} THEN '{n}'"
        for n, names in enumerate(_MONTHS, start=1)
    )
    return f"(CASE {cases} END)"


def _with_half_day(value: str, moment: str) -> str:
    half = f"lower(regexp_extract({value}, {sql.text_literal(HALF_AT_END)}, 1))"
    return (
        f"CASE WHEN {half} = '' THEN {moment} "
        f"WHEN hour({moment}) NOT BETWEEN 1 AND 12 THEN NULL "
        f"WHEN {half} = 'p' AND hour({moment}) < 12 THEN {moment} + INTERVAL 12 HOUR "
        f"WHEN {half} = 'a' AND hour({moment}) = 12 THEN {moment} - INTERVAL 12 HOUR "
        f"ELSE {moment} END"
    )


def has_time(value: str, form: DateForm) -> str:
    """Return the SQL that tells whether `value` has a time of day."""
    if form.formats:
        tries = (
            f"WHEN {_parsed(value, each)} IS NOT NULL THEN {_tells_time(value, each)}"
            for each in form.formats
        )
        return f"(CASE {' '.join(tries)} END)"
    if form.is_plain:
        return f"length({value}) > {_DAY_LENGTH}"
    return f"regexp_matches({value}, '\\d(:|\\s?h\\s?)\\d{{2}}')"


def _tells_time(value: str, date_format: str) -> str:
    if date_format == EXCEL_DAYS:
        return f"contains(replace({value}, ',', '.'), '.')"
    is_timed = date_format in EPOCHS or re.search(r"%-?[HIcsXT]", date_format)
    return "TRUE" if is_timed else "FALSE"


def _parsed(value: str, date_format: str) -> str:
    """Return the SQL of the timestamp that `value` is by one format, null if it is none."""
    if date_format in EPOCHS:
        number = f"try_cast({value} AS DECIMAL(20, 6)) * {EPOCHS[date_format]}"
        return (
            f"(CASE WHEN regexp_full_match({value}, '-?\\d{{1,14}}([.]\\d{{1,6}})?') "
            f"THEN make_timestamp(try_cast(round({number}) AS BIGINT)) END)"
        )
    if date_format == EXCEL_DAYS:
        # Rounded to the second: a day's part is a binary fraction there.
        seconds = f"round(try_cast(replace({value}, ',', '.') AS DOUBLE) * 86400)::BIGINT"
        return (
            f"(CASE WHEN regexp_full_match({value}, '\\d{{5}}([.,]\\d+)?') "
            f"THEN TIMESTAMP '1899-12-30' + to_seconds({seconds}) END)"
        )
    return f"try_strptime({value}, {sql.text_literal(date_format)})::TIMESTAMP"


def offset_seconds(value: str, form: DateForm) -> str:
    """Return the SQL of the offset from UTC that `value` itself gives, null if none."""
    if form.formats:
        tries = (
            f"WHEN {_parsed(value, each)} IS NOT NULL THEN "
            + ("0" if "%z" in each or each in EPOCHS else "NULL")
            for each in form.formats
        )
        return f"(CASE {' '.join(tries)} END)::INT"
    if not form.has_zone:
        return "NULL::INT"
    zone = f"regexp_extract({value}, {sql.text_literal(ZONE_AT_END)}, 1)"
    # A date alone has no zone: the end of 2018-02-01 looks like one.
    digits = f"replace({zone}, ':', '')"
    seconds = (
        f"(substr({digits}, 2, 2)::INT * 3600 + "
        f"coalesce(try_cast(substr({digits}, 4, 2) AS INT), 0) * 60)"
    )
    return (
        f"(CASE WHEN NOT {has_time(value, form)} OR {zone} = '' THEN NULL "
        f"WHEN {zone} IN ('Z', 'UTC', 'GMT') THEN 0 "
        f"WHEN {zone}[1] = '-' THEN -{seconds} ELSE {seconds} END)::INT"
    )
