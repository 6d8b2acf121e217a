"""What the wall clock of the agreement showed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.figures.local_time import local_seconds

if TYPE_CHECKING:
    import ibis.expr.types as ir


def wall_clock(moment: ir.TimestampValue, zone: str) -> ir.TimestampValue:
    """Return the date and time on the wall of `zone` at a UTC `moment`."""
    return local_seconds(moment, zone).as_timestamp("s")
