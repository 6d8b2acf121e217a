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
    fr='`decimal = ","` (1,234 vaut un peu plus de 1) ou `decimal = "."`',
    en='`decimal = ","` (1,234 is a little over 1) or `decimal = "."`',
)


class Forms:
    """Finds forms; a column that several blocks read is looked at once. `faults` are the doubts."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con
        self._found: dict[object, NumberForm | DateForm | None] = {}
        self.faults: list[BoucleError] = []

    def of(self, block: Block, column: Column, spec: ColumnMapping) -> NumberForm | DateForm | None:
        """Return the form of one column, None where its type has none or it is in doubt."""
        is_date = column.type in {"timestamp", "date"}
        if not is_date and column.type not in {"decimal", "float", "integer"}:
            return None
        relation, value = self._values(block, spec)
        key = (relation, value, is_date, spec.date_format, spec.decimal, spec.thousands)
        if key not in self._found:
            find = self._date if is_date else self._number
            self._found[key] = find(block, spec, relation, value)
        return self._found[key]

    def _values(self, block: Block, spec: ColumnMapping) -> tuple[str, str]:
        """Return where all values of the column stand: the whole file, whatever `where` says."""
        given = block.worded(spec, block.given(spec))
        return f"(SELECT {given} AS v FROM {block.source()})", "v"  # noqa: S608

    def _date(
        self, block: Block, spec: ColumnMapping, relation: str, value: str
    ) -> DateForm | None:
        if block.cell_kind(spec) == "moment":
            return TYPED
        if formats := spec.date_format or block.mapping.date_format:
            return DateForm(formats=formats)
        found = shapes(self._con, relation, value)
        if YEAR_LAST not in ways_of(found):
            return date_form(found, is_day_first=True)
        day_first, month_first, doubtful, example = first_row(
            self._con, order_votes_sql(relation, value)
        )
        order = is_day_first(day_first, month_first, doubtful)
        if order is None:
            self._doubt(block, spec, str(example or next(iter(found))), _SAY_DATE)
            return None
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
        name = spec.column or spec.template or ", ".join(spec.columns)
        alias, column = block.located(name) if spec.column else (block.rows.file, name)
        file = ", ".join(each.name for each in block.files_of(alias))
        self.faults.append(AmbiguousColumnError(file, column, given, setting))


PLAIN_WITH_EXPONENTS = NumberForm(thousands="")
