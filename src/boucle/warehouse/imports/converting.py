"""From a column's text to its canonical type: the SQL of the value, and of what is wrong with it.

Each column passes three layers of one query: ``t`` its text, ``w`` its date or number as written,
``v`` its value; then every reason why the value can't stand.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from boucle.warehouse.imports.currencies import currency_said, is_other_currency
from boucle.warehouse.imports.dates import TYPED, DateForm, has_time, offset_seconds, wall
from boucle.warehouse.imports.empty_words import FORMULA_ERRORS, is_key
from boucle.warehouse.imports.numbers import MIXED, PLAIN, NumberForm, number
from boucle.warehouse.imports.sql import quoted, text_literal, texts
from boucle.warehouse.imports.zones import zone_offset
from boucle.warehouse.sql import SQL_TYPES

if TYPE_CHECKING:
    from boucle.tables import Column

YEARS = (1900, 2100)
YES = ("true", "vrai", "oui", "yes", "o", "y", "v", "t", "1", "x")
NO = ("false", "faux", "non", "no", "n", "f", "0")
# Dates without doubt, of which people must say how they are written.
_NOT_YET_DATES = {
    "short_year": r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2}(\D.*)?",
    "bare_number": r"\d{5}([.,]\d+)?|\d{9,10}([.,]\d+)?|\d{13}",
}


@dataclass(frozen=True, slots=True)
class Conversion:
    """The SQL of one column by layer. `written` may be several columns, by suffix."""

    value: str
    written: dict[str, str] = field(default_factory=dict)
    faults: tuple[tuple[str, str], ...] = ()


def conversion(
    column: Column,
    form: NumberForm | DateForm | None,
    *,
    scale: float | None,
    zones: tuple[str, str],
    currency: str | None = None,
) -> Conversion:
    """Return how `column` is converted.

    Parameters
    ----------
    form
        How its numbers or dates are written; None for other types.
    scale
        What numbers are multiplied by.
    zones
        IANA names: of the date-times in the file, and of dates alone (the agreement's).
    currency
        The SQL of the code that a row's amounts are in; a sign beside a number must agree. Without
        it signs are only stripped.
    """
    if column.type in {"timestamp", "date"}:
        dates = form if isinstance(form, DateForm) else TYPED
        return _moment(column, dates, zones) if column.type == "timestamp" else _day(column, dates)
    if column.type in {"decimal", "float", "integer"}:
        numbers = form if isinstance(form, NumberForm) else PLAIN
        return _number(column, numbers, scale, currency)
    if column.type == "boolean":
        return _boolean(column)
    return _text(column)


def _layer(kind: str, column: Column, suffix: str = "") -> str:
    return quoted(f"{kind}_{column.name}{suffix}")


def _unless(column: Column, code: str) -> tuple[str, str]:
    text, value = _layer("t", column), _layer("v", column)
    return code, f"{text} IS NOT NULL AND {value} IS NULL"


def _text(column: Column) -> Conversion:
    text = _layer("t", column)
    if column.name == "currency":
        value = currency_said(text)
        return Conversion(value, faults=(_unless(column, "not_a_currency"),))
    if column.vocabulary:
        value = f"CASE WHEN lower({text}) IN {texts(column.vocabulary)} THEN lower({text}) END"
        return Conversion(value, faults=(_unless(column, "unknown_word"),))
    broken = ("formula_error", f"{text} IN {texts(FORMULA_ERRORS)}")
    return Conversion(text, faults=(broken,) if is_key(column.name) else ())


def _boolean(column: Column) -> Conversion:
    word = f"lower({_layer('t', column)})"
    is_true, is_false = (f"{word} IN {texts(words)}" for words in (YES, NO))
    value = f"CASE WHEN {is_true} THEN TRUE WHEN {is_false} THEN FALSE END"
    return Conversion(value, faults=(_unless(column, "not_yes_or_no"),))


def _number(
    column: Column, form: NumberForm, scale: float | None, currency: str | None
) -> Conversion:
    text, value = _layer("t", column), _layer("v", column)
    is_amount = column.unit == "currency"
    number_value = f"try_cast({_read(column, form, scale)} AS {SQL_TYPES[column.type]})"
    faults = _number_faults(column, form)
    if column.type == "integer":
        exact = f"try_cast({_read(column, form, scale)} AS DOUBLE)"
        number_value = f"CASE WHEN {exact} = trunc({exact}) THEN {number_value} END"
        faults.insert(-1, ("not_whole", f"{exact} <> trunc({exact})"))
    if column.is_not_negative:
        faults.append(("negative", f"{value} < 0"))
    if is_amount and currency and form.signs:
        faults.append(("other_currency", is_other_currency(text, currency, form.signs)))
    return Conversion(number_value, {"": number(text, form)}, tuple(faults))


def _read(column: Column, form: NumberForm, scale: float | None) -> str:
    """Return the SQL of a plain number as its value is to be read: scaled, or out of a hundred."""
    text, plain = _layer("t", column), _layer("w", column)
    if scale is not None:
        return f"try_cast({plain} AS DOUBLE) * {scale!r}::DOUBLE"
    if form.is_plain:
        return plain
    per_cent = f"(try_cast({plain} AS DOUBLE) / 100)::VARCHAR"
    return f"CASE WHEN {_is_per_cent(text)} THEN {per_cent} ELSE {plain} END"


def _is_per_cent(text: str) -> str:
    return rf"regexp_matches({text}, '%\s*[)-]?$')"


def _number_faults(column: Column, form: NumberForm) -> list[tuple[str, str]]:
    text, plain, value = (_layer(kind, column) for kind in "twv")
    is_none = f"{text} IS NOT NULL AND {plain} IS NULL"
    faults = [("formula_error", f"{is_none} AND {text} IN {texts(FORMULA_ERRORS)}")]
    if form.decimal == MIXED:
        either = [number(text, replace(form, decimal=sign)) for sign in ".,"]
        is_doubtful = " AND ".join(f"{each} IS NOT NULL" for each in either)
        faults.append(("two_readings", f"{is_none} AND {is_doubtful}"))
    faults.append(("not_a_number", is_none))
    if column.unit == "currency" and not form.is_plain:
        faults.append(("not_an_amount", _is_per_cent(text)))
    faults.append(
        ("out_of_range", f"{plain} IS NOT NULL AND ({value} IS NULL OR {_is_endless(column)})")
    )
    return faults


def _is_endless(column: Column) -> str:
    return f"isinf({_layer('v', column)})" if column.type == "float" else "FALSE"


def _moment(column: Column, form: DateForm, zones: tuple[str, str]) -> Conversion:
    text, wall_clock = _layer("t", column), _layer("w", column)
    written = {
        "": wall(text, form),
        "_timed": has_time(text, form),
        "_offset": offset_seconds(text, form),
    }
    seconds = f"epoch_us({wall_clock}) // 1000000"
    file_zone, day_zone = zones
    offset = zone_offset(seconds, file_zone)
    if file_zone != day_zone:
        timed, day = _layer("w", column, "_timed"), zone_offset(seconds, day_zone)
        offset = f"CASE WHEN {timed} THEN {offset} ELSE {day} END"
    offset = f"coalesce({_layer('w', column, '_offset')}, {offset})"
    # An infinite timestamp has no seconds.
    value = (
        f"CASE WHEN isfinite({wall_clock}) AND year({wall_clock}) BETWEEN 1 AND 9998 "
        f"THEN make_timestamp(epoch_us({wall_clock}) - 1000000::BIGINT * {offset}) END"
    )
    return Conversion(value, written, _date_faults(column))


def _day(column: Column, form: DateForm) -> Conversion:
    text, wall_clock = _layer("t", column), _layer("w", column)
    value = f"CASE WHEN isfinite({wall_clock}) THEN {wall_clock}::DATE END"
    return Conversion(value, {"": wall(text, form)}, _date_faults(column))


def _date_faults(column: Column) -> tuple[tuple[str, str], ...]:
    text, wall_clock = _layer("t", column), _layer("w", column)
    is_none = f"{text} IS NOT NULL AND {wall_clock} IS NULL"
    first, last = YEARS
    return (
        ("formula_error", f"{is_none} AND {text} IN {texts(FORMULA_ERRORS)}"),
        *(
            (code, f"{is_none} AND regexp_full_match({text}, {text_literal(pattern)})")
            for code, pattern in _NOT_YET_DATES.items()
        ),
        ("not_a_date", is_none),
        (
            "date_out_of_range",
            f"NOT isfinite({wall_clock}) OR year({wall_clock}) NOT BETWEEN {first} AND {last}",
        ),
    )
