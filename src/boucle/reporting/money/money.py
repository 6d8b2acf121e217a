"""The figures of money of the closed-loop report, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from boucle.reporting.money.budget import budget
from boucle.reporting.money.customers import customers
from boucle.reporting.money.deals import deals
from boucle.reporting.money.origins import origins
from boucle.reporting.money.programmes import programmes

if TYPE_CHECKING:
    from boucle.reporting.money.ground import Ground

# What looks over the whole record says nothing of the leads of one month.
_OF_ALL_MONTHS = ("customers", "programmes", "deals", "budget")


@dataclass(frozen=True)
class Money:
    """Origins of wins, and where all months are asked for: customers, programmes, deals, budget."""

    ground: Ground

    def as_json(self) -> dict[str, Any]:
        """Return every figure under its public key."""
        made: dict[str, Any] = {"origins": origins(self.ground)}
        if self.ground.frame.month is not None:
            reasons = dict.fromkeys(_OF_ALL_MONTHS, "not_applicable")
            return made | dict.fromkeys(_OF_ALL_MONTHS) | {"reasons": reasons}
        return made | {
            "customers": {f"by_{by}": customers(self.ground, by) for by in ("channel", "service")},
            "programmes": programmes(self.ground),
            "deals": deals(self.ground),
            "budget": budget(self.ground),
            "reasons": {},
        }
