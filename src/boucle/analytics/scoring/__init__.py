"""Scoring: who fits, who is engaged, what the agreement's definitions say of each lead, and why."""

from boucle.analytics.scoring.case_facts import case_facts
from boucle.analytics.scoring.case_tables import CaseTables
from boucle.analytics.scoring.engagement import engagement
from boucle.analytics.scoring.explain import GesturePoints, Reason, explain
from boucle.analytics.scoring.fit import fit
from boucle.analytics.scoring.gestures import gestures
from boucle.analytics.scoring.grades import grades
from boucle.analytics.scoring.judged import judged
from boucle.analytics.scoring.lead_types import lead_types
from boucle.analytics.scoring.needed import judged_columns
from boucle.analytics.scoring.passes import passes
from boucle.analytics.scoring.persona import persona

__all__ = [
    "CaseTables",
    "GesturePoints",
    "Reason",
    "case_facts",
    "engagement",
    "explain",
    "fit",
    "gestures",
    "grades",
    "judged",
    "judged_columns",
    "lead_types",
    "passes",
    "persona",
]
