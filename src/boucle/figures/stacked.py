"""Rows of several tables under each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis.expr.datatypes as dt
    import ibis.expr.types as ir


def stacked(*parts: ir.Table) -> ir.Table:
    """Put the rows of `parts`, which have the same columns, under each other.

    Files and literals write one type in several ways (``timestamp(6)``, not null); a union takes
    only what is written alike.
    """
    import ibis  # start-up

    plain = [
        part.cast({name: _plain(dtype) for name, dtype in part.schema().items()}) for part in parts
    ]
    return ibis.union(*plain) if len(plain) > 1 else plain[0]


def _plain(dtype: dt.DataType) -> dt.DataType:
    if dtype.is_timestamp():
        return dtype.copy(scale=None, nullable=True)
    return dtype.copy(nullable=True)
