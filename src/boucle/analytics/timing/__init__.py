"""How long things take, with what is still open counted as still waiting."""

from boucle.analytics.timing.aalen_johansen import aalen_johansen
from boucle.analytics.timing.between_stages import between_stages
from boucle.analytics.timing.counted_durations import CountedDurations, collected
from boucle.analytics.timing.curve import Curve
from boucle.analytics.timing.durations import durations
from boucle.analytics.timing.incidence_at import incidence_at
from boucle.analytics.timing.kaplan_meier import kaplan_meier
from boucle.analytics.timing.maturity import is_mature, maturity
from boucle.analytics.timing.median_days import median_days
from boucle.analytics.timing.median_days_to_won import median_days_to_won
from boucle.analytics.timing.quantile_days import quantile_days
from boucle.analytics.timing.sources_compared import SourceCompared, sources_compared
from boucle.analytics.timing.stage_norms import stage_norms
from boucle.analytics.timing.stalled import stalled
from boucle.analytics.timing.time_in_stage import StageTime, time_in_stage
from boucle.analytics.timing.visits import visits

__all__ = [
    "CountedDurations",
    "Curve",
    "SourceCompared",
    "StageTime",
    "aalen_johansen",
    "between_stages",
    "collected",
    "durations",
    "incidence_at",
    "is_mature",
    "kaplan_meier",
    "maturity",
    "median_days",
    "median_days_to_won",
    "quantile_days",
    "sources_compared",
    "stage_norms",
    "stalled",
    "time_in_stage",
    "visits",
]
