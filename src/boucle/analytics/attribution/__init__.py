"""Who gets the credit of a win: journeys from raw touchpoints, and the models over them."""

from boucle.analytics.attribution.case_credits import case_credits
from boucle.analytics.attribution.credit import credit
from boucle.analytics.attribution.credits import credits  # noqa: A004 - the word of the field
from boucle.analytics.attribution.first_touch import first_touch
from boucle.analytics.attribution.full_path import full_path
from boucle.analytics.attribution.journeys import journeys
from boucle.analytics.attribution.largest_remainder import largest_remainder
from boucle.analytics.attribution.last_non_direct import last_non_direct
from boucle.analytics.attribution.last_touch import last_touch
from boucle.analytics.attribution.lead_creation import lead_creation
from boucle.analytics.attribution.ledger import ledger
from boucle.analytics.attribution.linear import linear
from boucle.analytics.attribution.markov import MARKOV_ORDERS, markov
from boucle.analytics.attribution.milestone import milestone
from boucle.analytics.attribution.models import ALL_MODELS
from boucle.analytics.attribution.position_based import position_based
from boucle.analytics.attribution.shapley import shapley
from boucle.analytics.attribution.shares import shares
from boucle.analytics.attribution.time_decay import time_decay
from boucle.analytics.attribution.unattributed import unattributed
from boucle.analytics.attribution.w import w
from boucle.analytics.attribution.weights import MODELS

__all__ = [
    "ALL_MODELS",
    "MARKOV_ORDERS",
    "MODELS",
    "case_credits",
    "credit",
    "credits",
    "first_touch",
    "full_path",
    "journeys",
    "largest_remainder",
    "last_non_direct",
    "last_touch",
    "lead_creation",
    "ledger",
    "linear",
    "markov",
    "milestone",
    "position_based",
    "shapley",
    "shares",
    "time_decay",
    "unattributed",
    "w",
]
