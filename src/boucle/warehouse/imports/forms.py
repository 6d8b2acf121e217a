"""How each column of a block is written: said by the mapping, or found over all its values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.errors.imports import AmbiguousColumnError
from boucle.language import Text
from boucle.warehouse.imports.dates import (
    TYPED,
    YEAR_LAST,
    DateForm,
    date_form,
    is_day_first,
    order_votes_sql,
    ways_of,
)
from boucle.warehouse.imports.numbers import NumberForm, number_form
from boucle.warehouse.imports.shapes import shapes
from boucle.warehouse.imports.sql import first_row

if TYPE_CHECKING:
    import duckdb

    from boucle.errors import BoucleError
    from boucle.tables import Column
    from boucle.warehouse.imports.block import Block
    from boucle.warehouse.imports.mapping import ColumnMapping

_SAY_DATE = Text(
    fr='`date_format = "%d/%m/%Y"` (jour d\'abord) ou `"%m/%d/%Y"` (mois d\'abord)',
    en='`date_format = "%d/%m/%Y"` (day first) or `"%m/%d/%Y"` (month first)',
)
_SAY_DECIMAL = Text(
    fr='`decimal = ","` (1,234 vaut un peu plus de 1), `decimal = "."`, ou `decimal = "mixed"` '
    "(chaque valeur dit son signe; celles qui n'en disent rien sont mises de côté)",
    en='`decimal = ","` (1,234 is a little over 1), `decimal = "."`, or `decimal = "mixed"` (each '
    "value tells its own sign; those that do not are set aside)",
)
_SETTLED = Text(
    fr="dans `{file}`, des valeurs de `{column}` telles que `{given}` se lisent de deux façons; "
    "{read}, d'après le reste de la colonne. Si c'est faux, dites-le dans la correspondance.",
    en="in `{file}`, values of `{column}` such as `{given}` can be read in two ways; {read}, by "
    "the rest of the column. If that is wrong, say so in the mapping.",
)
_SIGN = Text(
    fr="« {sign} » y est le signe des décimales (`decimal`)",
    en="`{sign}` is taken as the decimal sign (`decimal`)",
)
_DAY_FIRST = Text(
    fr="le jour y est lu d'abord (`date_format`)", en="the day is read first (`date_format`)"
)
_MONTH_FIRST = Text(
    fr="le mois y est lu d'abord (`date_format`)", en="the month is read first (`date_format`)"
)


class Forms:
    """Finds forms; a column that several blocks read is looked at once.

    `faults` are the doubts that stop the import, `warnings` those that people should know of.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con
        self._found: dict[object, NumberForm | DateForm | None] = {}
        self.faults: list[BoucleError] = []
        self.warnings: list[Text] = []

    def of(self, block: Block, column: Column, spec: ColumnMapping) -> NumberForm | DateForm | None:
        """Return the form of one column, None where its type has none or it is in doubt."""
        is_date = column.type in {"timestamp", "date"}
        if not is_date and column.type not in {"decimal", "float", "integer"}:
            return None
        relation, value = self._values(block, column, spec)
        key = (relation, value, is_date, *_said(spec))
        if key not in self._found:
            find = self._date if is_date else self._number
            self._found[key] = find(block, spec, relation, value)
        return self._found[key]

    def _values(self, block: Block, column: Column, spec: ColumnMapping) -> tuple[str, str]:
        """Return where all values of the column stand: the whole file, whatever `where` says."""
        given = block.worded(spec, block.given(spec, column))
        return f"(SELECT {given} AS v FROM {block.source()})", "v"  # noqa: S608

    def _date(
        self, block: Block, spec: ColumnMapping, relation: str, value: str
    ) -> DateForm | None:
        if block.cell_kind(spec) == "moment":
            return TYPED
        if formats := spec.date_format or block.mapping.date_format:
            return DateForm(formats=formats)
        found = shapes(self._con, relation, value)
        if said := spec.date_order or block.mapping.date_order:
            return date_form(found, is_day_first=said == "day")
        if YEAR_LAST not in ways_of(found):
            return date_form(found, is_day_first=True)
        day_first, month_first, doubtful, example = first_row(
            self._con, order_votes_sql(relation, value)
        )
        order = is_day_first(day_first, month_first, doubtful)
        if order is None:
            self._doubt(block, spec, str(example or next(iter(found))), _SAY_DATE)
            return None
        if doubtful and min(day_first, month_first):
            self._tell(block, spec, str(example), _DAY_FIRST if order else _MONTH_FIRST)
        return date_form(found, is_day_first=order)

    def _number(
        self, block: Block, spec: ColumnMapping, relation: str, value: str
    ) -> NumberForm | None:
        if block.cell_kind(spec) == "number":
            return PLAIN_WITH_EXPONENTS
        found = shapes(self._con, relation, value)
        form = number_form(
            found,
            decimal=spec.decimal or block.mapping.decimal,
            thousands=spec.thousands if spec.thousands is not None else block.mapping.thousands,
        )
        if isinstance(form, NumberForm):
            if form.told:
                example = self._example(relation, value, form.told)
                self._tell(block, spec, example, _SIGN.format(sign=form.decimal))
            return form
        if self._has_leading_zero(relation, value):
            return NumberForm("," if "," in form else ".")
        self._doubt(block, spec, self._example(relation, value, form), _SAY_DECIMAL)
        return None

    def _has_leading_zero(self, relation: str, value: str) -> bool:
        # No group of thousands starts with a zero: 0,125 settles the column.
        zero = f"regexp_matches({value}, '^-?0[.,][0-9]{{3}}$')"
        return bool(first_row(self._con, f"SELECT count(*) FROM {relation} WHERE {zero}")[0])  # noqa: S608

    def _example(self, relation: str, value: str, shape: str) -> str:
        found = first_row(
            self._con,
            f"SELECT min({value}) FROM {relation} "  # noqa: S608
            f"WHERE translate({value}, '012345678', '999999999') = ?",
            shape,
        )
        return str(found[0])

    def _doubt(self, block: Block, spec: ColumnMapping, given: str, setting: Text) -> None:
        file, column = _place(block, spec)
        self.faults.append(AmbiguousColumnError(file, column, given, setting))

    def _tell(self, block: Block, spec: ColumnMapping, given: str, read: Text) -> None:
        file, column = _place(block, spec)
        self.warnings.append(_SETTLED.format(file=file, column=column, given=given, read=read))


def _said(spec: ColumnMapping) -> tuple[object, ...]:
    return spec.date_format, spec.date_order, spec.decimal, spec.thousands


def _place(block: Block, spec: ColumnMapping) -> tuple[str, str]:
    """Return the files and the column, as people know them."""
    name = spec.column or spec.template or ", ".join(spec.columns)
    alias, column = block.located(name) if spec.column else (block.rows.file, name)
    return ", ".join(each.name for each in block.files_of(alias)), column


PLAIN_WITH_EXPONENTS = NumberForm(thousands="")
