"""Lead types and what one lead of each is worth."""

from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from boucle.agreement.schema.types import (
    Amount,
    Code,
    ConditionText,
    Count,
    Section,
    Share,
    Words,
)


class LeadType(Section):
    """A type of lead; the first in the file whose condition holds is the lead's."""

    code: Code
    label: Words
    when: ConditionText
    # Share of leads of this type that become customers, from mature cohorts.
    win_share: Share
    average_amount: Amount
    value: Amount

    @model_validator(mode="after")
    def _value_follows(self) -> Self:
        product = self.win_share * self.average_amount
        # To the unit: half a unit for the rounding, and a hair for binary fractions.
        if abs(self.value - product) > 0.5 + 1e-6:
            facts = {"at": ("value",), "given": self.value, "product": round(product, 2)}
            facts |= {"win_share": self.win_share, "average_amount": self.average_amount}
            raise PydanticCustomError("lead_type_value", "not the product", facts)
        return self


class LeadValueBasis(Section):
    """Where the shares and amounts of the lead types come from."""

    cohorts: Words
    mature_after_days: Count
    method: Words
