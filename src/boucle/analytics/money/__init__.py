"""What leads and wins cost and what they bring, in the agreement's currency."""

from boucle.analytics.money.cac import cac
from boucle.analytics.money.convert import convert
from boucle.analytics.money.cost_per import cost_per
from boucle.analytics.money.lifetime_value import lifetime_value
from boucle.analytics.money.payback_months import payback_months
from boucle.analytics.money.return_on_margin import return_on_margin
from boucle.analytics.money.return_on_spend import return_on_spend
from boucle.analytics.money.spend_by import spend_by
from boucle.analytics.money.spend_lines import spend_lines
from boucle.analytics.money.won_by import won_by

__all__ = [
    "cac",
    "convert",
    "cost_per",
    "lifetime_value",
    "payback_months",
    "return_on_margin",
    "return_on_spend",
    "spend_by",
    "spend_lines",
    "won_by",
]
