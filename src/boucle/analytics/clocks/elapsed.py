"""Civil seconds between two moments."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis.expr.types as ir


def civil_seconds(start: ir.TimestampValue, end: ir.TimestampValue) -> ir.IntegerValue:
    """Return the whole seconds from `start` to `end`, day and night; fractions are dropped."""
    # Engines round or keep the fraction of an epoch second; cut off, they agree.
    seconds = end.truncate("s").epoch_seconds() - start.truncate("s").epoch_seconds()
    return seconds.cast("int64")
