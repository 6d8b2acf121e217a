"""What leads and wins cost and what they bring, in the agreement's currency."""

from boucle.analytics.money.break_even import AgeMargin, BreakEven, CurveMonth, break_even
from boucle.analytics.money.cac import cac
from boucle.analytics.money.convert import convert
from boucle.analytics.money.cost_per import cost_per
from boucle.analytics.money.customer_tenures import customer_tenures
from boucle.analytics.money.deal_mix import deal_mix
from boucle.analytics.money.influenced import influenced
from boucle.analytics.money.lead_costs import lead_costs
from boucle.analytics.money.lifetime_margin import Lifetime, Stay, lifetime_margin
from boucle.analytics.money.lifetime_value import lifetime_value
from boucle.analytics.money.margin_by_age import margin_by_age
from boucle.analytics.money.mix_change import MixChange, Weighed, mix_change
from boucle.analytics.money.new_customers import new_customers
from boucle.analytics.money.originated import ORIGINS, originated
from boucle.analytics.money.payback_months import payback_months
from boucle.analytics.money.payback_on_survival import payback_on_survival
from boucle.analytics.money.reallocation import (
    BudgetLimits,
    ChannelBudget,
    ChannelMove,
    Reallocation,
    reallocation,
)
from boucle.analytics.money.response_curve import (
    LEAST_MONTHS,
    ResponseCurve,
    SpendMonth,
    response_curve,
)
from boucle.analytics.money.return_on_margin import return_on_margin
from boucle.analytics.money.return_on_spend import return_on_spend
from boucle.analytics.money.spend_by import spend_by
from boucle.analytics.money.spend_lines import spend_lines
from boucle.analytics.money.unplaced_spend import unplaced_spend
from boucle.analytics.money.won_by import won_by

__all__ = [
    "LEAST_MONTHS",
    "ORIGINS",
    "AgeMargin",
    "BreakEven",
    "BudgetLimits",
    "ChannelBudget",
    "ChannelMove",
    "CurveMonth",
    "Lifetime",
    "MixChange",
    "Reallocation",
    "ResponseCurve",
    "SpendMonth",
    "Stay",
    "Weighed",
    "break_even",
    "cac",
    "convert",
    "cost_per",
    "customer_tenures",
    "deal_mix",
    "influenced",
    "lead_costs",
    "lifetime_margin",
    "lifetime_value",
    "margin_by_age",
    "mix_change",
    "new_customers",
    "originated",
    "payback_months",
    "payback_on_survival",
    "reallocation",
    "response_curve",
    "return_on_margin",
    "return_on_spend",
    "spend_by",
    "spend_lines",
    "unplaced_spend",
    "won_by",
]
