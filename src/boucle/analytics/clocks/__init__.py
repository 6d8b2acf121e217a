"""Clocks: how fast, how long and how often, and whether what was promised was kept."""

from boucle.analytics.clocks.acceptance import acceptance
from boucle.analytics.clocks.attempts import first_attempts
from boucle.analytics.clocks.clock_tables import ClockTables
from boucle.analytics.clocks.compliance import compliance
from boucle.analytics.clocks.depth import depth
from boucle.analytics.clocks.speed import Speed, speed
from boucle.analytics.clocks.speed_parts import speed_parts
from boucle.analytics.clocks.waits import waits

__all__ = [
    "ClockTables",
    "Speed",
    "acceptance",
    "compliance",
    "depth",
    "first_attempts",
    "speed",
    "speed_parts",
    "waits",
]
