"""How far leads and deals went: stages from facts, counts, conversion, the state of deals."""

from boucle.analytics.lifecycle.conversion import conversion
from boucle.analytics.lifecycle.counts import counts
from boucle.analytics.lifecycle.recorded_stages import recorded_stages
from boucle.analytics.lifecycle.snapshot import snapshot
from boucle.analytics.lifecycle.stages import stages

__all__ = ["conversion", "counts", "recorded_stages", "snapshot", "stages"]
