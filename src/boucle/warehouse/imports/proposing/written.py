"""How the dates and numbers of a plan are written: settled by all values, by answers, or asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from boucle.language import Text
from boucle.tables import TABLES
from boucle.warehouse.imports.block import Block
from boucle.warehouse.imports.forms import Forms
from boucle.warehouse.imports.proposing.doubts import Choice, Doubt
from boucle.warehouse.imports.proposing.names import without_accents
from boucle.warehouse.imports.proposing.profile import NOTHING
from boucle.warehouse.imports.shapes import shapes
from boucle.warehouse.imports.sql import quoted, texts, trimmed

if TYPE_CHECKING:
    from boucle.warehouse.imports.mapping import Mapping
    from boucle.warehouse.imports.proposing.plan import Bench, Line, RowsPlan
    from boucle.warehouse.imports.proposing.seeing import SeenTable

_DATES, _NUMBERS = {"timestamp", "date"}, {"decimal", "float", "integer"}
_SHORT_YEAR = re.compile(r"9{1,2}([-/.])9{1,2}[-/.]99([T ,].*)?")
_LONG_YEAR = re.compile(r"9{1,2}([-/.])9{1,2}[-/.]9999([T ,].*)?")
_YEAR_MONTH = re.compile(r"9999([-/])9{1,2}")
_MONTH_YEAR = re.compile(r"9{1,2}([-/])9999")
_NAMED_MONTH = re.compile(r"([^\W\d_]+)\.?[- ]+(\d{4}|\d{2})")
_MOSTLY = 0.5
_MOST_MONTHS = 400
_MONTH_STARTS = (
    ("jan",), ("fev", "feb"), ("mar",), ("avr", "apr"), ("mai", "may"), ("juin", "jun"),
    ("juil", "jul"), ("aou", "aug"), ("sep",), ("oct",), ("nov",), ("dec",),
)  # fmt: skip
_ORDERS: dict[str, tuple[str, str, str]] = {
    "day": ("%d", "%m", "%y"), "month": ("%m", "%d", "%y"), "year": ("%y", "%m", "%d"),
}  # fmt: skip
_TIMES = {
    "99:99": "%H:%M", "9:99": "%H:%M", "99:99:99": "%H:%M:%S", "9:99:99": "%H:%M:%S",
    "99h99": "%Hh%M", "9h99": "%Hh%M", "99 h 99": "%H h %M", "9 h 99": "%H h %M",
}  # fmt: skip


def settle_forms(bench: Bench, mapping: Mapping) -> None:
    """Write into the plan how dates and numbers are written; add a doubt where nobody can know."""
    files = {each.table.alias: each.table.raws for each in bench.files}
    forms, told = Forms(bench.con), set[tuple[str, str]]()
    for number, (plan, rows) in enumerate(zip(bench.rows, mapping.rows, strict=True)):
        block = Block(number, rows, mapping, files)
        for line in plan.lines:
            column = line.spec.get("column")
            kind = _type(plan.table, line.target)
            if column is None or kind not in _DATES | _NUMBERS:
                continue
            table, name = _place(bench, plan, block, column)
            if table.cell_kind(name) is not None:
                continue
            key = table.alias, name
            if kind in _DATES:
                doubt = _date(bench, table, name, line) or _asked(bench, forms, block, rows, line, plan, table, name)
            else:
                doubt = _asked(bench, forms, block, rows, line, plan, table, name)
            if doubt is not None and key not in told:
                told.add(key)
                bench.doubts.append(doubt)


def _type(table: str, target: str) -> str:
    return TABLES[table].column(target).type


def _place(bench: Bench, plan: RowsPlan, block: Block, column: str) -> tuple[SeenTable, str]:
    alias, name = block.located(column)
    by_alias = {each.table.alias: each.table for each in bench.files}
    return by_alias.get(alias, plan.file), name


def _asked(
    bench: Bench, forms: Forms, block: Block, rows: Any, line: Line, plan: RowsPlan,
    table: SeenTable, name: str,
) -> Doubt | None:  # fmt: skip
    """Let the import itself look at the column; what it would refuse is settled or asked."""
    if "date_format" in line.spec or "decimal" in line.spec or "values" in line.spec:
        return None
    before = len(forms.faults)
    column = TABLES[plan.table].column(line.target)
    forms.of(block, column, rows.columns[line.target])
    if forms.of(block, column, rows.columns[line.target]) is not None:
        return None
    fault = forms.faults[-1] if len(forms.faults) > before else None
    given = getattr(fault, "given", table.profiles[name].samples[:1])
    if column.type in _DATES:
        return _order(bench, table, name, line, str(given))
    return _decimal(bench, table, name, line, str(given))


def _shapes(bench: Bench, table: SeenTable, name: str) -> dict[str, int]:
    cell = trimmed(quoted(name))
    relation = f"(SELECT {cell} AS v FROM {table.relation} WHERE lower({cell}) NOT IN {texts(NOTHING)})"  # noqa: S608
    return shapes(bench.con, relation, "v")


def _share(found: dict[str, int], pattern: re.Pattern[str]) -> float:
    total = sum(found.values())
    return sum(n for shape, n in found.items() if pattern.fullmatch(shape)) / total if total else 0.0


def _date(bench: Bench, table: SeenTable, name: str, line: Line) -> Doubt | None:
    """Settle months and years of two digits, which the import never reads by itself."""
    found = _shapes(bench, table, name)
    if _share(found, _YEAR_MONTH) > _MOSTLY:
        line.spec["date_format"] = [f"%Y{sign}%m" for sign in _signs(found, _YEAR_MONTH)]
    elif _share(found, _MONTH_YEAR) > _MOSTLY:
        line.spec["date_format"] = [f"%m{sign}%Y" for sign in _signs(found, _MONTH_YEAR)]
    elif table.profiles[name].kind == "month":
        line.spec["values"] = _named_months(bench, table, name)
    elif _share(found, _SHORT_YEAR) > _MOSTLY:
        return _short_year(bench, table, name, line, found)
    return None


def _signs(found: dict[str, int], pattern: re.Pattern[str]) -> list[str]:
    return sorted({match[1] for shape in found if (match := pattern.fullmatch(shape))})


def _named_months(bench: Bench, table: SeenTable, name: str) -> dict[str, str]:
    """Write each « octobre 2026 » as the first day of the month."""
    cell = trimmed(quoted(name))
    rows = bench.con.execute(
        f"SELECT DISTINCT {cell} FROM {table.relation} WHERE {cell} IS NOT NULL "  # noqa: S608
        f"ORDER BY 1 LIMIT {_MOST_MONTHS}"
    ).fetchall()
    values = {word: _first_day(word) for (word,) in rows}
    return {word: day for word, day in values.items() if day}


def _first_day(word: str) -> str | None:
    match = _NAMED_MONTH.fullmatch(without_accents(word))
    if match is None:
        return None
    for number, starts in enumerate(_MONTH_STARTS, start=1):
        if match[1].startswith(starts):
            year = match[2] if len(match[2]) == 4 else f"20{match[2]}"  # noqa: PLR2004
            return f"{year}-{number:02}-01"
    return None


def _formats(found: dict[str, int], pattern: re.Pattern[str], order: str, year: str) -> list[str]:
    """Return the formats of the shapes, frequent first."""
    formats: dict[str, None] = {}
    for shape in found:
        match = pattern.fullmatch(shape)
        if match is None:
            continue
        signs = _ORDERS[order]
        day = match[1].join(sign.replace("%y", year) for sign in signs)
        rest = (match[2] or "").strip(" ,T")
        if not rest:
            formats[day] = None
        elif (time := _time(rest)) is not None:
            sign = "T" if (match[2] or "").startswith("T") else " "
            formats[f"{day}{sign}{time}"] = None
    return list(formats)


def _time(rest: str) -> str | None:
    half = re.fullmatch(r"(9{1,2}:99(?::99)?) ?[APap]\.?[Mm]\.?", rest)
    if half is not None:
        gap = " " if " " in rest else ""
        return _TIMES[half[1]].replace("%H", "%I") + f"{gap}%p"
    return _TIMES.get(rest)


def _order(bench: Bench, table: SeenTable, name: str, line: Line, given: str) -> Doubt | None:
    order = bench.answers.date_order
    if order in ("day", "month"):
        line.spec["date_format"] = _formats(_shapes(bench, table, name), _LONG_YEAR, order, "%Y")
        return None
    text = Text(
        fr="Les dates de « {column} » ({file}), telles que {given}, peuvent commencer par le jour ou par le mois : "
        "aucune valeur ne tranche.",
        en="The dates of “{column}” ({file}), such as {given}, may begin with the day or with the month: "
        "no value settles it.",
    ).format(column=name, file=table.title, given=given)
    choices = (
        Choice(Text(fr="le jour d'abord", en="day first"), "--date-order", "day"),
        Choice(Text(fr="le mois d'abord", en="month first"), "--date-order", "month"),
    )
    return Doubt("date_order", text, f"{table.alias}.{name}", True, choices)


def _short_year(
    bench: Bench, table: SeenTable, name: str, line: Line, found: dict[str, int]
) -> Doubt | None:
    if bench.answers.date_order is not None:
        order = bench.answers.date_order
        formats = _formats(found, _SHORT_YEAR, order, "%y")
        if order != "year":
            formats += _formats(found, _LONG_YEAR, order, "%Y")
        line.spec["date_format"] = formats
        return None
    text = Text(
        fr="Les années de « {column} » ({file}) ont deux chiffres, comme {given} : on ne sait pas ce qui est le "
        "jour, le mois et l'année.",
        en="The years of “{column}” ({file}) have two digits, as in {given}: which part is the day, the "
        "month and the year is not known.",
    ).format(column=name, file=table.title, given=(table.profiles[name].samples or ("",))[0])
    choices = (
        Choice(Text(fr="jour, mois, année", en="day, month, year"), "--date-order", "day"),
        Choice(Text(fr="mois, jour, année", en="month, day, year"), "--date-order", "month"),
        Choice(Text(fr="année, mois, jour", en="year, month, day"), "--date-order", "year"),
    )
    return Doubt("two_digit_year", text, f"{table.alias}.{name}", True, choices)


def _decimal(bench: Bench, table: SeenTable, name: str, line: Line, given: str) -> Doubt | None:
    answers = bench.answers
    if answers.decimal is not None or answers.thousands is not None:
        if answers.decimal is not None:
            line.spec["decimal"] = answers.decimal
        if answers.thousands is not None:
            line.spec["thousands"] = answers.thousands
        return None
    text = Text(
        fr="Les nombres de « {column} » ({file}), tels que {given}, se lisent de deux façons : la virgule "
        "ou le point y marque les décimales, ou les milliers.",
        en="The numbers of “{column}” ({file}), such as {given}, read two ways: their comma or point "
        "marks decimals, or thousands.",
    ).format(column=name, file=table.title, given=given)
    choices = (
        Choice(Text(fr="virgule décimale", en="decimal comma"), "--decimal", ","),
        Choice(Text(fr="point décimal", en="decimal point"), "--decimal", "."),
    )
    return Doubt("decimal_sign", text, f"{table.alias}.{name}", True, choices)


def tell_time_zone(bench: Bench, zone: str) -> None:
    """Say in which zone times of day are read, where files give none."""
    timed: dict[str, None] = {}
    for plan in bench.rows:
        for line in plan.lines:
            column = str(line.spec.get("column", ""))
            profile = plan.file.profiles.get(column)
            if profile is None or _type(plan.table, line.target) != "timestamp":
                continue
            if any(re.search(r"\d(?::|\s?h\s?)\d\d", each) for each in profile.samples) and not any(
                re.search(r"(?:Z|UTC|[+-]\d\d:?\d\d)$", each) for each in profile.samples
            ):
                timed[f"« {column} »"] = None
    if timed and bench.answers.time_zone is None:
        text = Text(
            fr="Les heures de {columns} sont lues dans le fuseau {zone}, celui de l'entente. Autrement : "
            "--time-zone UTC",
            en="The times of {columns} are read in the zone {zone}, the agreement's. Otherwise: "
            "--time-zone UTC",
        ).format(columns=", ".join(timed), zone=zone)
        bench.doubts.append(Doubt("time_zone_assumed", text))
