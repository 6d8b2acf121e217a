"""The cases that every report groups: leads, deals, their origin, their channel, their end."""

from boucle.analytics.facts.account_members import account_members
from boucle.analytics.facts.channels import assign_channels, channel_ways
from boucle.analytics.facts.deal_cases import deal_cases
from boucle.analytics.facts.lead_cases import lead_cases
from boucle.analytics.facts.members import members
from boucle.analytics.facts.origins import origins
from boucle.analytics.facts.outcomes import outcomes
from boucle.analytics.facts.unlisted import unlisted_channels

__all__ = [
    "account_members",
    "assign_channels",
    "channel_ways",
    "deal_cases",
    "lead_cases",
    "members",
    "origins",
    "outcomes",
    "unlisted_channels",
]
