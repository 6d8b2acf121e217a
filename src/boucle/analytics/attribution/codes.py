"""Whole numbers for the values of a column, so that paths are made of numbers and not of words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis
import pyarrow as pa

if TYPE_CHECKING:
    import ibis.expr.types as ir


class Codes:
    """The values of a column in order, null last; a value's code is its place.

    Found once, by a query of its own: it is as short as there are channels.
    """

    def __init__(self, rows: ir.Table, column: str) -> None:
        self.column = column
        found = rows.select(column).distinct().to_pyarrow()[column]
        self.type = found.type
        known = sorted(value for value in found.to_pylist() if value is not None)
        self.values: list[Any] = known + [None] * (found.null_count > 0)

    def __len__(self) -> int:
        return len(self.values)

    def added_to(self, rows: ir.Table) -> ir.Table:
        """Add `code` to each row."""
        known = [value for value in self.values if value is not None]
        table = pa.table(
            {
                "coded": pa.array(known, self.type),
                "code": pa.array(range(len(known)), pa.int64()),
            }
        )
        joined = rows.left_join(ibis.memtable(table), [(self.column, "coded")])
        return joined.mutate(code=joined.code.fill_null(len(known))).drop("coded")

    def arrow(self, codes: Any) -> pa.Array:
        """Return the values of an array of codes."""
        return pa.array(self.values, self.type).take(pa.array(codes, pa.int64()))
