"""Moments on their way into the engine, where every timestamp is UTC and carries no zone."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from boucle.errors import ParameterError

if TYPE_CHECKING:
    from datetime import datetime

    import ibis.expr.types as ir


def engine_moment(moment: datetime) -> ir.TimestampScalar:
    """Return an aware `moment` as a literal of the engine.

    Raises
    ------
    ParameterError
        If `moment` has no zone: it could mean any of 38 moments.
    """
    import ibis  # start-up

    if moment.tzinfo is None:
        raise ParameterError("moment", moment.isoformat(), "a moment with a time zone")
    return ibis.literal(moment.astimezone(UTC).replace(tzinfo=None), type="timestamp")
