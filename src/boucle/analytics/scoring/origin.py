"""Where each lead came from: its origin touchpoint, or else the first gesture of its pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from boucle.analytics.scoring.gestures import of_passes
from boucle.figures.stacked import stacked

if TYPE_CHECKING:
    from datetime import datetime

    import ibis.expr.types as ir


def origins(passes: ir.Table, touchpoints: ir.Table, *, moment: datetime) -> ir.Table:
    """Return ``lead_id, origin_source, origin_channel``, one row per lead whose origin is known.

    The origin touchpoint is what the lead's own row names, also where its time is after the
    opening: exports often stamp the two a second apart.
    """
    named = passes.filter(passes.origin_touchpoint_id.notnull())
    named = named.select("lead_id", touchpoint_id="origin_touchpoint_id")
    known = touchpoints.select("touchpoint_id", "origin_source", "channel")
    named = named.inner_join(known, "touchpoint_id")
    others = passes.filter(passes.origin_touchpoint_id.isnull())
    first = of_passes(others, touchpoints, moment=moment)
    turn = ibis.row_number().over(
        group_by="lead_id", order_by=[first.occurred_at, first.touchpoint_id]
    )
    first = first.mutate(turn=turn).filter(lambda row: row.turn == 0)
    columns = {"origin_source": "origin_source", "origin_channel": "channel"}
    return stacked(named.select("lead_id", **columns), first.select("lead_id", **columns))
