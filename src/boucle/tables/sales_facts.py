"""Tables of what sales does with a lead."""

from __future__ import annotations

from boucle.tables.handovers import DISPOSITIONS, HANDOFFS, STAGE_CHANGES
from boucle.tables.sales_work import ABSENCES, ACTIVITIES, OBSERVATIONS, PAUSES

__all__ = [
    "ABSENCES",
    "ACTIVITIES",
    "DISPOSITIONS",
    "HANDOFFS",
    "OBSERVATIONS",
    "PAUSES",
    "STAGE_CHANGES",
]
