"""The condition language: one small grammar wherever the agreement states a rule."""

from boucle.agreement.conditions.condition import Condition, parse
from boucle.agreement.conditions.explained import Clause
from boucle.agreement.conditions.tree import Derived

__all__ = ["Clause", "Condition", "Derived", "parse"]
