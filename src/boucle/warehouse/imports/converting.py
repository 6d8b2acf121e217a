"""From a column's text to its canonical type: the SQL of the value, and of what is wrong with it.

Each column passes three layers of one query: ``t`` its text, ``w`` its date or number as written,
``v`` its value; then every reason why the value can't stand.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from boucle.warehouse.imports.dates import TYPED, DateForm, has_time, offset_seconds, wall
from boucle.warehouse.imports.numbers import PLAIN, NumberForm, number
from boucle.warehouse.imports.sql import quoted, texts
from boucle.warehouse.imports.zones import zone_offset
from boucle.warehouse.sql import SQL_TYPES

if TYPE_CHECKING:
    from boucle.tables import Column

YEARS = (1900, 2100)
YES = ("true", "vrai", "oui", "yes", "o", "y", "v", "t", "1", "x")
_NO = ("false", "faux", "non", "no", "n", "f", "0")
# What an amount's sign says without doubt. A bare `$` may be of many countries.
_CURRENCY_SIGNS = {"€": "EUR", "£": "GBP", "R$": "BRL", "US$": "USD", "CA$": "CAD", "C$": "CAD"}


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
    """
    if column.type in {"timestamp", "date"}:
        dates = form if isinstance(form, DateForm) else TYPED
        return _moment(column, dates, zones) if column.type == "timestamp" else _day(column, dates)
    if column.type in {"decimal", "float", "integer"}:
        return _number(column, form if isinstance(form, NumberForm) else PLAIN, scale)
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
        cases = " ".join(f"WHEN '{sign}' THEN '{code}'" for sign, code in _CURRENCY_SIGNS.items())
        code = f"CASE WHEN regexp_full_match({text}, '[A-Za-z]{{3}}') THEN upper({text}) END"
        value = f"CASE {text} {cases} ELSE {code} END"
        return Conversion(value, faults=(_unless(column, "not_a_currency"),))
    if column.vocabulary:
        value = f"CASE WHEN lower({text}) IN {texts(column.vocabulary)} THEN lower({text}) END"
        return Conversion(value, faults=(_unless(column, "unknown_word"),))
    return Conversion(text)


def _boolean(column: Column) -> Conversion:
    word = f"lower({_layer('t', column)})"
    is_true, is_false = (f"{word} IN {texts(words)}" for words in (YES, _NO))
    value = f"CASE WHEN {is_true} THEN TRUE WHEN {is_false} THEN FALSE END"
    return Conversion(value, faults=(_unless(column, "not_yes_or_no"),))


def _number(column: Column, form: NumberForm, scale: float | None) -> Conversion:
    text, plain, value = (_layer(kind, column) for kind in "twv")
    sql_type = SQL_TYPES[column.type]
    read = plain
    if scale is not None:
        read = f"try_cast({plain} AS DOUBLE) * {scale!r}::DOUBLE"
    elif not form.is_plain:
        per_cent = f"try_cast({plain} AS DOUBLE) / 100"
        read = f"CASE WHEN {text}[-1] = '%' THEN ({per_cent})::VARCHAR ELSE {plain} END"
    number_value = f"try_cast({read} AS {sql_type})"
    faults = [
        ("not_a_number", f"{text} IS NOT NULL AND {plain} IS NULL"),
        ("out_of_range", f"{plain} IS NOT NULL AND ({value} IS NULL OR {_is_endless(column)})"),
    ]
    if column.type == "integer":
        exact = f"try_cast({read} AS DOUBLE)"
        number_value = f"CASE WHEN {exact} = trunc({exact}) THEN {number_value} END"
        faults.insert(1, ("not_whole", f"{exact} <> trunc({exact})"))
    if column.is_not_negative:
        faults.append(("negative", f"{value} < 0"))
    return Conversion(number_value, {"": number(text, form)}, tuple(faults))


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
    wall_clock = _layer("w", column)
    first, last = YEARS
    return (
        ("not_a_date", f"{_layer('t', column)} IS NOT NULL AND {wall_clock} IS NULL"),
        (
            "date_out_of_range",
            f"NOT isfinite({wall_clock}) OR year({wall_clock}) NOT BETWEEN {first} AND {last}",
        ),
    )
