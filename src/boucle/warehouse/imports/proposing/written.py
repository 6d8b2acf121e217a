"""How the dates and numbers of a plan are written: settled by all values, by answers, or asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from boucle.language import Text
from boucle.warehouse.imports.block import Block
from boucle.warehouse.imports.block_query import column_of
from boucle.warehouse.imports.forms import Forms
from boucle.warehouse.imports.proposing.doubts import Choice, Doubt, asked, columns_of
from boucle.warehouse.imports.proposing.unsure_dates import settle_unsure_dates

if TYPE_CHECKING:
    from boucle.warehouse.imports.mapping import ColumnMapping, Mapping
    from boucle.warehouse.imports.proposing.plan import Bench, Line, RowsPlan, Spec
    from boucle.warehouse.imports.proposing.seeing import SeenTable

_DATES, _NUMBERS = frozenset({"timestamp", "date"}), frozenset({"decimal", "float", "integer"})
_SETTLED = frozenset({"date_format", "date_order", "decimal", "values"})
_TIME, _ZONE = re.compile(r"\d(?::|\s?h\s?)\d\d"), re.compile(r"(?:Z|UTC|[+-]\d\d:?\d\d)$")


@dataclass(frozen=True, slots=True)
class _Written:
    """One column of dates or numbers: where it stands, and what the mapping says of it so far."""

    plan: RowsPlan
    line: Line
    table: SeenTable
    name: str
    spec: ColumnMapping

    @property
    def type(self) -> str:
        """The type of the canonical column."""
        return column_of(self.plan.table, self.line.target).type


def settle_forms(bench: Bench, mapping: Mapping) -> None:
    """Write into the plan how dates and numbers are written; add a doubt where nobody can know.

    `mapping` is the plan as it stands: the import's own eyes look at each column.
    """
    files = {each.table.alias: each.table.raws for each in bench.files}
    forms, told = Forms(bench.con), set[tuple[str, str]]()
    for number, (plan, rows) in enumerate(zip(bench.rows, mapping.rows, strict=True)):
        block = Block(number, rows, mapping, files)
        for line in plan.lines:
            each = _written(bench, plan, line, rows.columns)
            if each is None:
                continue
            doubt = _settled(bench, forms, block, each)
            if doubt is not None and (each.table.alias, each.name) not in told:
                told.add((each.table.alias, each.name))
                bench.doubts.append(doubt)


def _written(
    bench: Bench, plan: RowsPlan, line: Line, columns: dict[str, ColumnMapping]
) -> _Written | None:
    """Return a column whose form matters: dates and numbers of text cells."""
    column = line.spec.get("column")
    if column is None or column_of(plan.table, line.target).type not in _DATES | _NUMBERS:
        return None
    table, name = bench.place(plan, column)
    if table.cell_kind(name) is not None:
        return None
    return _Written(plan, line, table, name, columns[line.target])


def _settled(bench: Bench, forms: Forms, block: Block, each: _Written) -> Doubt | None:
    is_date = each.type in _DATES
    if is_date:
        doubt = settle_unsure_dates(bench, each.table, each.name, each.line.spec)
        if doubt is not None:
            return doubt
    if each.line.spec.keys() & _SETTLED:
        return None
    if forms.of(block, column_of(each.plan.table, each.line.target), each.spec) is not None:
        return None
    given = _example(forms, each)
    settle = _order if is_date else _decimal
    return settle(bench, each, given)


def _example(forms: Forms, each: _Written) -> str:
    """Return the value over which the import stumbled."""
    for fault in reversed(forms.faults):
        if getattr(fault, "column", None) == each.name:
            return str(getattr(fault, "given", ""))
    return next(iter(each.table.profiles[each.name].samples), "")


def _order(bench: Bench, each: _Written, given: str) -> Doubt | None:
    order = bench.answers.date_order
    if order in {"day", "month"}:
        each.line.spec["date_order"] = order
        return None
    text = Text(
        fr="Les dates de « {column} » ({file}), telles que {given}, peuvent commencer par le jour "
        "ou par le mois : aucune valeur ne tranche.",
        en="The dates of “{column}” ({file}), such as {given}, may begin with the day or with the "
        "month: no value settles it.",
    ).format(column=each.name, file=each.table.title, given=given)
    choices = (
        Choice(Text(fr="le jour d'abord", en="day first"), "--date-order", "day"),
        Choice(Text(fr="le mois d'abord", en="month first"), "--date-order", "month"),
    )
    return asked("date_order", text, f"{each.table.alias}.{each.name}", choices)


def _decimal(bench: Bench, each: _Written, given: str) -> Doubt | None:
    answers, spec = bench.answers, each.line.spec
    said: Spec = {"decimal": answers.decimal, "thousands": answers.thousands}
    if any(value is not None for value in said.values()):
        spec.update({name: value for name, value in said.items() if value is not None})
        return None
    text = Text(
        fr="Les nombres de « {column} » ({file}), tels que {given}, se lisent de deux façons : la "
        "virgule ou le point y marque les décimales, ou les milliers.",
        en="The numbers of “{column}” ({file}), such as {given}, read two ways: their comma or "
        "point marks decimals, or thousands.",
    ).format(column=each.name, file=each.table.title, given=given)
    mixed = Text(
        fr="chaque valeur dit son signe; les douteuses sont mises de côté",
        en="each value tells its own sign; doubtful ones are set aside",
    )
    choices = (
        Choice(Text(fr="virgule décimale", en="decimal comma"), "--decimal", ","),
        Choice(Text(fr="point décimal", en="decimal point"), "--decimal", "."),
        Choice(mixed, "--decimal", "mixed"),
    )
    return asked("decimal_sign", text, f"{each.table.alias}.{each.name}", choices)


def tell_time_zone(bench: Bench, zone: str) -> None:
    """Say in which zone times of day are read, where files give none."""
    if bench.answers.time_zone is not None:
        return
    timed: dict[tuple[str, str], None] = {}
    for plan in bench.rows:
        for line in plan.lines:
            profile = plan.file.profiles.get(str(line.spec.get("column", "")))
            if profile is None or column_of(plan.table, line.target).type != "timestamp":
                continue
            samples = profile.samples
            if any(map(_TIME.search, samples)) and not any(map(_ZONE.search, samples)):
                timed[line.spec["column"], plan.file.title] = None
    if timed:
        text = Text(
            fr="Les heures de {columns} sont lues dans le fuseau {zone}, celui de l'entente. "
            "Autrement : --time-zone UTC",
            en="The times of {columns} are read in the zone {zone}, the agreement's. Otherwise: "
            "--time-zone UTC",
        ).format(columns=columns_of(timed), zone=zone)
        bench.doubts.append(Doubt("time_zone_assumed", text))
