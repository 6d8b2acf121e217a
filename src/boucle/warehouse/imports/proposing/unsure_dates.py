"""Dates that the import never reads by itself: months alone, years of two digits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from boucle.language import Text
from boucle.warehouse.imports.proposing.cells import distinct_values, known
from boucle.warehouse.imports.proposing.doubts import Choice, Doubt, asked
from boucle.warehouse.imports.proposing.names import without_accents
from boucle.warehouse.imports.shapes import shapes

if TYPE_CHECKING:
    from boucle.warehouse.imports.proposing.plan import Bench, Spec
    from boucle.warehouse.imports.proposing.seeing import SeenTable

_SHORT_YEAR = re.compile(r"9{1,2}([-/.])9{1,2}[-/.]99([T ,].*)?")
_LONG_YEAR = re.compile(r"9{1,2}([-/.])9{1,2}[-/.]9999([T ,].*)?")
_YEAR_FIRST = re.compile(r"9999-99-99")
_YEAR_MONTH = re.compile(r"9999([-/])9{1,2}")
_MONTH_YEAR = re.compile(r"9{1,2}([-/])9999")
_NAMED_MONTH = re.compile(r"([^\W\d_]+)\.?[- ]+(\d{4}|\d{2})")
_MOSTLY, _SOME, _MOST_MONTHS, _YEAR_DIGITS = 0.5, 0.02, 400, 4
_MONTH_STARTS = (
    *(("jan",), ("fev", "feb"), ("mar",), ("avr", "apr"), ("mai", "may"), ("juin", "jun")),
    *(("juil", "jul"), ("aou", "aug"), ("sep",), ("oct",), ("nov",), ("dec",)),
)
_ORDERS = {"day": ("%d", "%m", "%y"), "month": ("%m", "%d", "%y"), "year": ("%y", "%m", "%d")}
_TIMES = {
    "99:99": "%H:%M", "9:99": "%H:%M", "99:99:99": "%H:%M:%S", "9:99:99": "%H:%M:%S",
    "99h99": "%Hh%M", "9h99": "%Hh%M", "99 h 99": "%H h %M", "9 h 99": "%H h %M",
}  # fmt: skip


def settle_unsure_dates(bench: Bench, table: SeenTable, name: str, spec: Spec) -> Doubt | None:
    """Write into `spec` how such dates are read, or return the question."""
    relation = f"(SELECT {known(name)} AS v FROM {table.relation})"  # noqa: S608
    found = shapes(bench.con, relation, "v")
    if _share(found, _YEAR_MONTH) > _MOSTLY:
        spec["date_format"] = [f"%Y{sign}%m" for sign in _signs(found, _YEAR_MONTH)]
    elif _share(found, _MONTH_YEAR) > _MOSTLY:
        spec["date_format"] = [f"%m{sign}%Y" for sign in _signs(found, _MONTH_YEAR)]
    elif table.profiles[name].kind == "month":
        spec["values"] = _named_months(bench, table, name)
    elif _share(found, _SHORT_YEAR) > _SOME:
        return _short_year(bench, table, name, spec, found)
    return None


def _share(found: dict[str, int], pattern: re.Pattern[str]) -> float:
    total = sum(found.values())
    fitting = sum(n for shape, n in found.items() if pattern.fullmatch(shape))
    return fitting / total if total else 0.0


def _signs(found: dict[str, int], pattern: re.Pattern[str]) -> list[str]:
    return sorted({match[1] for shape in found if (match := pattern.fullmatch(shape))})


def _named_months(bench: Bench, table: SeenTable, name: str) -> dict[str, str]:
    """Write each « octobre 2026 » as the first day of the month."""
    words = distinct_values(bench.con, table.relation, name, _MOST_MONTHS)
    days = {word: _first_day(word) for word in words}
    return {word: day for word, day in days.items() if day}


def _first_day(word: str) -> str | None:
    match = _NAMED_MONTH.fullmatch(without_accents(word))
    if match is None:
        return None
    for number, starts in enumerate(_MONTH_STARTS, start=1):
        if match[1].startswith(starts):
            year = match[2] if len(match[2]) == _YEAR_DIGITS else f"20{match[2]}"
            return f"{year}-{number:02}-01"
    return None


def _formats(
    found: dict[str, int], pattern: re.Pattern[str], order: str, *, year: str
) -> list[str]:
    """Return the formats of the shapes, frequent first."""
    formats: dict[str, None] = {}
    for shape in found:
        match = pattern.fullmatch(shape)
        if match is None:
            continue
        day = match[1].join(sign.replace("%y", year) for sign in _ORDERS[order])
        rest = (match[2] or "").strip(" ,T")
        if not rest:
            formats[day] = None
        elif (time := _time(rest)) is not None:
            sign = "T" if (match[2] or "").startswith("T") else " "
            formats[f"{day}{sign}{time}"] = None
    return list(formats)


def _time(rest: str) -> str | None:
    half = re.fullmatch(r"(9{1,2}:99(?::99)?) ?[APap]\.?[Mm]\.?", rest)
    if half is None:
        return _TIMES.get(rest)
    gap = " " if " " in rest else ""
    return _TIMES[half[1]].replace("%H", "%I") + f"{gap}%p"


def _short_year(
    bench: Bench, table: SeenTable, name: str, spec: Spec, found: dict[str, int]
) -> Doubt | None:
    order = bench.answers.date_order
    if order is not None:
        formats = _formats(found, _SHORT_YEAR, order, year="%y")
        if order != "year":
            formats += _formats(found, _LONG_YEAR, order, year="%Y")
        if any(map(_YEAR_FIRST.fullmatch, found)):
            formats.append("%Y-%m-%d")
        spec["date_format"] = formats
        return None
    text = Text(
        fr="Les années de « {column} » ({file}) ont deux chiffres, comme {given} : on ne sait pas "
        "ce qui est le jour, le mois et l'année.",
        en="The years of “{column}” ({file}) have two digits, as in {given}: which part is the "
        "day, the month and the year is not known.",
    ).format(
        column=name, file=table.title, given=next(iter(table.profiles[name].samples), "")
    )  # fmt: skip
    choices = (
        Choice(Text(fr="jour, mois, année", en="day, month, year"), "--date-order", "day"),
        Choice(Text(fr="mois, jour, année", en="month, day, year"), "--date-order", "month"),
        Choice(Text(fr="année, mois, jour", en="year, month, day"), "--date-order", "year"),
    )
    return asked("two_digit_year", text, f"{table.alias}.{name}", choices)
