"""A block's rows, converted: canonical values, and the faults of those that can't stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.language import Text
from boucle.tables import TABLES, Column
from boucle.warehouse.imports.block import FILE
from boucle.warehouse.imports.converting import Conversion, conversion
from boucle.warehouse.imports.currencies import SIGNS, currency_of
from boucle.warehouse.imports.mapping import AGREEMENT, ColumnMapping
from boucle.warehouse.imports.numbers import NumberForm
from boucle.warehouse.imports.raw_file import LINE
from boucle.warehouse.imports.sql import quoted, text_literal, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boucle.warehouse.imports.block import Block
    from boucle.warehouse.imports.forms import Forms

FAULTS, ORDER = "__faults__", "__order__"
# Where a leads block names a lead source: whether it does, and the two ways to keep it.
HAS_SOURCE, ORIGIN, CHANNEL = "__has_source__", "__origin_source__", "__channel__"
# Whether a row was deleted, its version among those of its key, and what is done to a block whole.
DELETED, VERSION, HISTORY, ADDED = "__deleted__", "__version__", "__history__", "__added__"
# Of a move: whether it stands only where no other tells of it, and when its subject began.
IF_UNRECORDED, FIRST_AT = "__if_unrecorded__", "__first_at__"
# The code of a fault, see `boucle.warehouse.imports.reasons`.
REQUIRED = "required"
UNKNOWN, UNMAPPED = "unknown_word", "unmapped_word"
_EXTRA = (
    Column("source_id"),
    Column("entered_at", "timestamp"),
    Column(VERSION, "timestamp"),
    Column(FIRST_AT, "timestamp"),
)
_CURRENCIES = Text(
    fr="dans `{file}`, des montants portent leur devise ({codes}) : chaque ligne garde la sienne, "
    "les autres sont en {own}. Sinon, donnez `currency` dans la correspondance.",
    en="in `{file}`, amounts name their currency ({codes}): each row keeps its own, the others are "
    "in {own}. If that is wrong, give `currency` in the mapping.",
)


class BlockQuery:
    """The query of one block. `columns` are the canonical columns that it fills."""

    def __init__(self, block: Block, forms: Forms, *, day_zone: str, currency: str) -> None:
        self.block = block
        self.specs = _with_currency(block, currency)
        self._currency = block.mapping.currency or currency
        self._signs: dict[str, NumberForm] = {}
        if block.rows.latest_by:
            self.specs[VERSION] = ColumnMapping(columns=block.rows.latest_by)
        if block.rows.first_at:
            self.specs[FIRST_AT] = ColumnMapping(columns=block.rows.first_at)
        self.columns = [column_of(block.rows.table, name) for name in self.specs]
        self._conversions = [
            self._conversion(column, forms, day_zone=day_zone) for column in self.columns
        ]
        for column in self.columns:
            forms.warnings += block.words_told(self.specs[column.name], column)
        forms.warnings += self._currencies_told()

    def _conversion(self, column: Column, forms: Forms, *, day_zone: str) -> Conversion:
        spec = self.specs[column.name]
        own_zone = day_zone if spec.time_zone == AGREEMENT else spec.time_zone
        file_zone = own_zone or self.block.time_zone or day_zone
        form = forms.of(self.block, column, spec)
        if isinstance(form, NumberForm) and form.signs and column.unit == "currency":
            self._signs[column.name] = form
        return conversion(
            column, form, scale=spec.scale, zones=(file_zone, day_zone), currency=self._row_currency
        )

    @property
    def _row_currency(self) -> str:
        """The SQL of the code of the currency of a row's amounts."""
        if "currency" in self.specs:
            return quoted("v_currency")
        return text_literal(self._currency)

    @property
    def _says_currency(self) -> bool:
        return "currency" in self.block.rows.columns or self.block.mapping.currency is not None

    def _currencies_told(self) -> Iterator[Text]:
        """Say which currencies stand beside the amounts, where only they tell."""
        found = {
            SIGNS[sign] for form in self._signs.values() for sign in form.signs if sign in SIGNS
        }
        if found - {self._currency} and "currency" in self.specs and not self._says_currency:
            files = ", ".join(each.name for each in self.block.base_files)
            yield _CURRENCIES.format(file=files, codes=", ".join(sorted(found)), own=self._currency)

    def _currency_text(self, worded: str) -> str:
        """Return the SQL of a row's currency: beside its amount, where the mapping is silent."""
        if self._says_currency:
            return worded
        named = [
            currency_of(self.block.given(self.specs[name]), form.signs)
            for name, form in self._signs.items()
        ]
        return f"coalesce({', '.join([*named, worded])})"

    def texts(self) -> str:
        """Return the first layer: place, order, and each column's given text and wording."""
        block, base = self.block, quoted(self.block.rows.file)
        picked = [f"{base}.{FILE} AS {FILE}", f"{base}.{LINE} AS {LINE}"]
        picked.append(f"{block.order()} AS {ORDER}")
        picked += self._lead_source()
        picked += self._marks()
        for column in self.columns:
            spec = self.specs[column.name]
            given = block.given(spec, column)
            worded = block.worded(spec, given)
            if column.name == "currency":
                worded = self._currency_text(worded)
            picked.append(f"{worded} AS {quoted('t_' + column.name)}")
            picked.append(f"{given} AS {quoted('g_' + column.name)}")
        return f"SELECT {', '.join(picked)} FROM {block.source()} WHERE {block.where()}"  # noqa: S608

    def _marks(self) -> list[str]:
        rows = self.block.rows
        marks = {
            HISTORY: rows.is_history,
            IF_UNRECORDED: rows.is_if_unrecorded,
            ADDED: rows.is_added_up,
        }
        picked = [f"TRUE AS {mark}" for mark, is_set in marks.items() if is_set]
        return [*picked, f"{self.block.is_deleted()} AS {DELETED}"] if rows.may_delete else picked

    def _lead_source(self) -> list[str]:
        lead_source = self.block.rows.lead_source
        if lead_source is None:
            return []
        is_channel = lead_source.as_ == "channel"
        read_as = TABLES["touchpoints"].column("channel" if is_channel else "origin_source")
        cells = [
            self.block.given(ColumnMapping(column=name), read_as) for name in lead_source.column
        ]
        cell = f"coalesce({', '.join(cells)}, NULL)"
        origin, channel = ("NULL::VARCHAR", cell) if is_channel else (cell, "NULL::VARCHAR")
        return [f"TRUE AS {HAS_SOURCE}", f"{origin} AS {ORIGIN}", f"{channel} AS {CHANNEL}"]

    def values(self) -> str:
        """Return the query of places, values and faults."""
        written = "".join(
            f", {query} AS {quoted('w_' + column.name + suffix)}"
            for column, each in self._pairs()
            for suffix, query in each.written.items()
        )
        values = "".join(
            f", {each.value} AS {quoted('v_' + column.name)}" for column, each in self._pairs()
        )
        names = "".join(
            f", {self._beside(column.name)} AS {quoted(column.name)}" for column in self.columns
        )
        rows = self.block.rows
        source = f", {HAS_SOURCE}, {ORIGIN}, {CHANNEL}" if rows.lead_source else ""
        source += f", {HISTORY}" if rows.is_history else ""
        source += f", {ADDED}" if rows.is_added_up else ""
        source += f", {IF_UNRECORDED}" if rows.is_if_unrecorded else ""
        source += f", {DELETED}" if rows.may_delete else ""
        return (
            f"SELECT {FILE}, {LINE}, {ORDER}{source}{names}, {self._faults()} AS {FAULTS} FROM "  # noqa: S608
            f"(SELECT *{values} FROM (SELECT *{written} FROM ({self.texts()})))"
        )

    def _beside(self, name: str) -> str:
        """Return the SQL of a value that stands only beside certain ones of other columns."""
        value = quoted("v_" + name)
        clauses = [
            f"coalesce({quoted('v_' + other)}::VARCHAR, '') IN {texts(words)}"
            for other, words in self.specs[name].beside.items()
        ]
        return f"CASE WHEN {' AND '.join(clauses)} THEN {value} END" if clauses else value

    def layers_of(self, name: str) -> tuple[str, str]:
        """Return the SQL of one column's number as written, and of its value."""
        each = dict(zip(self.specs, self._conversions, strict=True))[name]
        return each.written[""], each.value

    def _pairs(self) -> list[tuple[Column, Conversion]]:
        return list(zip(self.columns, self._conversions, strict=True))

    def _faults(self) -> str:
        """Return the SQL of ``column:code`` of every fault, parted by ``;``; empty if none."""
        cases = []
        key = TABLES[self.block.rows.table].key
        for column, each in self._pairs():
            # The first reason of a column is the one to mend.
            whens = [
                f"WHEN {condition} THEN '{self._told_code(column, code)}'"
                for code, condition in each.faults
                if self._told_code(column, code)
            ]
            if self.is_needed(column):
                whens.append(f"WHEN {quoted('v_' + column.name)} IS NULL THEN '{REQUIRED}'")
            if whens:
                label = text_literal(column.name + ":")
                if self.block.rows.may_delete and column.name not in key:
                    # Of a row that was deleted only the key counts.
                    whens.insert(0, f"WHEN {DELETED} THEN NULL")
                cases.append(f"{label} || (CASE {' '.join(whens)} END)")
        return f"concat_ws(';', {', '.join(cases)})" if cases else "''"

    def _told_code(self, column: Column, code: str) -> str:
        """Return the code of a fault; empty where a word that is told leaves the cell empty."""
        if code != UNKNOWN or not self.specs[column.name].tells_others:
            return code
        return UNMAPPED if self.is_needed(column) else ""

    def is_needed(self, column: Column) -> bool:
        """Tell whether a row without a value in a column can't stand."""
        table = TABLES[self.block.rows.table]
        is_money = column.name == "currency" and self.block.mapping.is_currency_needed
        return column.is_required or column.name in table.key or is_money


def column_of(table: str, name: str) -> Column:
    """Return a column of a table, or one that every table may have beside its own."""
    for extra in _EXTRA:
        if extra.name == name:
            return extra
    return TABLES[table].column(name)


def _with_currency(block: Block, currency: str) -> dict[str, ColumnMapping]:
    """Add the currency of the mapping, or the agreement's, where a table has amounts."""
    specs = dict(block.rows.columns)
    table = TABLES[block.rows.table]
    has_amounts = any(name in specs for name in ("amount", "monthly_amount"))
    if "currency" in table.names and has_amounts:
        needed = block.mapping.is_currency_needed
        # Where it is needed and nothing gives it, the cell stays empty and the import is refused.
        default = block.mapping.currency or (None if needed else currency)
        given = specs.get("currency")
        specs["currency"] = ColumnMapping(value=default) if given is None else _or(given, default)
    return specs


def _or(spec: ColumnMapping, default: str | None) -> ColumnMapping:
    return spec if spec.default is not None else spec.model_copy(update={"default": default})
