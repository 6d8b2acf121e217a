"""The schema of the agreement: frozen models that refuse a key they do not know."""

from boucle.agreement.schema.agreement import FORMAT, Agreement
from boucle.agreement.schema.calendar import Calendar, Example, Holidays, Week
from boucle.agreement.schema.channels import Channel, ChannelRule
from boucle.agreement.schema.clocks import Clock, Pause
from boucle.agreement.schema.commitments import MarketingCommitment, SalesCommitment, Target
from boucle.agreement.schema.goals import Goal
from boucle.agreement.schema.scoring import Scoring
from boucle.agreement.schema.stages import Stage
from boucle.agreement.schema.types import Section
from boucle.agreement.schema.values import LeadType

__all__ = [
    "FORMAT",
    "Agreement",
    "Calendar",
    "Channel",
    "ChannelRule",
    "Clock",
    "Example",
    "Goal",
    "Holidays",
    "LeadType",
    "MarketingCommitment",
    "Pause",
    "SalesCommitment",
    "Scoring",
    "Section",
    "Stage",
    "Target",
    "Week",
]
