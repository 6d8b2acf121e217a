"""A table as Parquet, with the types of its columns."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from boucle.reporting.tabular.plain import reasons_text

if TYPE_CHECKING:
    import pyarrow as pa

    from boucle.reporting.tabular.table import ReportColumnKind, ReportTable


def parquet(table: ReportTable) -> bytes:
    """Return the table; each column's label and definition stand in its metadata."""
    import pyarrow as pa  # start-up
    import pyarrow.parquet as pq  # start-up

    schema = pa.schema(
        [
            pa.field(
                column.name,
                _type(column.kind),
                metadata={"label": column.label, "definition": column.definition},
            )
            for column in table.columns
        ]
    )
    columns = [
        pa.array([_value(row[field.name]) for row in table.rows], type=field.type)
        for field in schema
    ]
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(columns, schema=schema), sink, compression="zstd")
    return bytes(sink.getvalue().to_pybytes())


def _type(kind: ReportColumnKind) -> pa.DataType:
    import pyarrow as pa  # start-up

    types: dict[str, pa.DataType] = {
        "count": pa.int64(),
        "date": pa.date32(),
        "moment": pa.timestamp("us", tz="UTC"),
        "flag": pa.bool_(),
        "text": pa.string(),
        "month": pa.string(),
        "reasons": pa.string(),
    }
    return types.get(kind, pa.float64())


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        return reasons_text(value)
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=UTC)  # the engine's moments carry no zone
    return value
