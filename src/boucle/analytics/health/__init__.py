"""Health: what is missing, stale, contradictory, lost or odd in the data, and what it changes."""

from boucle.analytics.health.amounts import out_of_scale, shifted_months
from boucle.analytics.health.completeness import completeness
from boucle.analytics.health.contradictions import contradictions, definitions, stage_order
from boucle.analytics.health.duplicates import duplicates
from boucle.analytics.health.fill import TableFill, fill
from boucle.analytics.health.finding import CHECKS, FIGURES, SEVERITIES, Finding, by_effect
from boucle.analytics.health.freshness import (
    Lag,
    Newest,
    entry_lags,
    late_entries,
    newest,
    old_data,
    stale_deals,
    stopped_sources,
)
from boucle.analytics.health.history import DayCount, History, day_counts
from boucle.analytics.health.jumps import Jump, jumps
from boucle.analytics.health.orphans import Link, links, lost_subjects, orphans
from boucle.analytics.health.rejected import RejectedValue, rejected
from boucle.analytics.health.rhythm import (
    amount_findings,
    crowded_moments,
    date_only,
    jump_findings,
)
from boucle.analytics.health.spending import spending
from boucle.analytics.health.unmapped import (
    StrangeWord,
    unlisted,
    unmapped,
    unmapped_words,
    unread_columns,
)

__all__ = [
    "CHECKS",
    "FIGURES",
    "SEVERITIES",
    "DayCount",
    "Finding",
    "History",
    "Jump",
    "Lag",
    "Link",
    "Newest",
    "RejectedValue",
    "StrangeWord",
    "TableFill",
    "amount_findings",
    "by_effect",
    "completeness",
    "contradictions",
    "crowded_moments",
    "date_only",
    "day_counts",
    "definitions",
    "duplicates",
    "entry_lags",
    "fill",
    "jump_findings",
    "jumps",
    "late_entries",
    "links",
    "lost_subjects",
    "newest",
    "old_data",
    "orphans",
    "out_of_scale",
    "rejected",
    "shifted_months",
    "spending",
    "stage_order",
    "stale_deals",
    "stopped_sources",
    "unlisted",
    "unmapped",
    "unmapped_words",
    "unread_columns",
]
