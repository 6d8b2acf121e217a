"""Frames as canonical tables, in memory or as the columns of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from boucle.simulation.files import utc
from boucle.simulation.frame import DAY, Array, Frame
from boucle.simulation.words import Keys, Words
from boucle.tables import TABLES, Table
from boucle.tables.table import DECIMAL_PRECISION, DECIMAL_SCALE

if TYPE_CHECKING:
    import pyarrow as pa

    from boucle.tables import ColumnType

# The agreement's rules find the channel of a gesture; `truth/` holds the true one.
LEFT_OUT = {"touchpoints": ("channel",)}
_CENTS = 100


def names(table: str, frame: Frame) -> list[str]:
    """Return the columns of a table that the simulation knows, ``entered_at`` last."""
    left_out = LEFT_OUT.get(table, ())
    known = [name for name in TABLES[table].names if name in frame and name not in left_out]
    return [*known, "entered_at"] if "entered_at" in frame else known


def arrow_table(table: str, frame: Frame) -> pa.Table:
    """Return a frame as a canonical table; moments become UTC, texts are kept once each."""
    import pyarrow as pa  # start-up

    spec = TABLES[table]
    columns = {name: _column(frame[name], spec, name) for name in names(table, frame)}
    return pa.table(columns)


def _column(values: Any, table: Table, name: str) -> pa.Array:
    import pyarrow as pa  # start-up

    if isinstance(values, Keys):
        return values.plain() if name in table.key else values.arrow()
    if isinstance(values, Words):
        return values.arrow()
    if values.dtype == object:
        return pa.array([text or None for text in values.tolist()], pa.string())
    kind = "timestamp" if name == "entered_at" else table.column(name).type
    return _number(values, kind)


def _number(values: Array, kind: ColumnType) -> pa.Array:
    import pyarrow as pa  # start-up

    if kind == "timestamp":
        return pa.array(utc(values), pa.timestamp("us", tz="UTC"))
    missing = np.isnan(values) if values.dtype.kind == "f" else np.zeros(len(values), dtype=bool)
    known = np.where(missing, 0, values)
    if kind == "decimal":
        return _decimal(known, missing)
    if kind == "date":
        return pa.array(np.floor(known / DAY).astype(np.int32), pa.date32(), mask=missing)
    types = {"integer": (np.int64, pa.int64()), "boolean": (bool, pa.bool_())}
    numpy_type, arrow_type = types.get(kind, (np.float64, pa.float64()))
    return pa.array(known.astype(numpy_type), arrow_type, mask=missing)


def _decimal(amounts: Array, missing: Array) -> pa.Array:
    """Return amounts, which have cents, as exact decimals."""
    import pyarrow as pa  # start-up

    whole = np.rint(amounts * _CENTS).astype(np.int64) * 10 ** (DECIMAL_SCALE - 2)
    # A decimal of Arrow is 128 bits, the lower half first; the upper one is the sign.
    bits = np.column_stack([whole, np.where(whole < 0, -1, 0)]).astype("<i8")
    mask = pa.py_buffer(np.packbits(~missing, bitorder="little"))
    kind = pa.decimal128(DECIMAL_PRECISION, DECIMAL_SCALE)
    return pa.Array.from_buffers(kind, len(amounts), [mask, pa.py_buffer(bits.tobytes())])
