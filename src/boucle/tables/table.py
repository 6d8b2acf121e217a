"""What a canonical table is: its columns, grain and key, and the check that holds data to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from boucle.errors import MissingColumnsError, WrongColumnTypeError
from boucle.language import Text

if TYPE_CHECKING:
    import ibis.expr.schema as sch
    import ibis.expr.types as ir
    import pyarrow as pa

ColumnType = Literal["text", "timestamp", "date", "decimal", "integer", "float", "boolean"]
Kind = Literal["entity", "fact"]

# Six decimals hold the micro-units of ad exports; a trillion is more than any amount here.
DECIMAL_PRECISION, DECIMAL_SCALE = 18, 6

_IBIS_TYPES: dict[ColumnType, str] = {
    "text": "string",
    # Engines read zones differently: inside, every timestamp is UTC and carries no zone.
    "timestamp": "timestamp",
    "date": "date",
    "decimal": f"decimal({DECIMAL_PRECISION}, {DECIMAL_SCALE})",
    "integer": "int64",
    "float": "float64",
    "boolean": "boolean",
}
_NO_MEANING = Text(fr="", en="")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `unit` for numbers, `vocabulary` for closed lists, `refers_to` for keys."""

    name: str
    type: ColumnType = "text"
    is_required: bool = False
    unit: str | None = None
    vocabulary: tuple[str, ...] | None = None
    refers_to: str | None = None
    # Two rows that differ only in a not-negative column below 0 are a typing error, not a fact.
    is_not_negative: bool = False
    meaning: Text = _NO_MEANING


@dataclass(frozen=True, slots=True)
class Table:
    """A canonical table. `time_column` says when a row happened or came to be."""

    name: str
    kind: Kind
    grain: Text
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    time_column: str | None = None

    def column(self, name: str) -> Column:
        """Return the column called `name`; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def required(self) -> tuple[str, ...]:
        """The names of the columns that no row may leave empty."""
        return tuple(column.name for column in self.columns if column.is_required)

    def ibis_schema(self) -> sch.Schema:
        """Return the schema of the table as the engine reads it."""
        import ibis  # start-up

        return ibis.schema({column.name: _IBIS_TYPES[column.type] for column in self.columns})

    def arrow_schema(self) -> pa.Schema:
        """Return the schema of the table as files hold it (timestamps in UTC)."""
        import pyarrow as pa  # start-up

        types: dict[ColumnType, pa.DataType] = {
            "text": pa.string(),
            "timestamp": pa.timestamp("us", tz="UTC"),
            "date": pa.date32(),
            "decimal": pa.decimal128(DECIMAL_PRECISION, DECIMAL_SCALE),
            "integer": pa.int64(),
            "float": pa.float64(),
            "boolean": pa.bool_(),
        }
        return pa.schema([pa.field(column.name, types[column.type]) for column in self.columns])

    def empty(self) -> ir.Table:
        """Return the table without rows."""
        import ibis  # start-up

        # Not from a list: that would go through pandas, whose import takes a second.
        schema = self.ibis_schema()
        return ibis.memtable(schema.to_pyarrow().empty_table(), schema=schema)

    def check(self, table: ir.Table, *also: str) -> None:
        """Hold `table` to the key, the required columns and `also`, and to their types.

        Raises
        ------
        MissingColumnsError
            If a column is missing.
        WrongColumnTypeError
            If a column has a type of another family.
        """
        schema = table.schema()
        wanted = {*self.key, *self.required, *also}
        if missing := wanted - set(schema.names):
            raise MissingColumnsError(self.name, missing, schema.names)
        for column in self.columns:
            if column.name in schema and not _is_of(schema[column.name], column.type):
                raise WrongColumnTypeError(
                    self.name, column.name, str(schema[column.name]), column.type
                )


def _is_of(dtype: sch.DataType, wanted: ColumnType) -> bool:
    if dtype.is_null():
        return True
    families = {
        "text": dtype.is_string(),
        "timestamp": dtype.is_timestamp(),
        "date": dtype.is_date(),
        "decimal": dtype.is_numeric(),
        "integer": dtype.is_integer(),
        "float": dtype.is_numeric(),
        "boolean": dtype.is_boolean(),
    }
    return bool(families[wanted])
