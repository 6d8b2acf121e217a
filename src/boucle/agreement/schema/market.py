"""Whom the company sells to, what it sells, and where."""

from typing import Annotated

from pydantic import Field

from boucle.agreement.schema.types import (
    Code,
    ConditionText,
    Count,
    Day,
    Line,
    OneOf,
    Section,
    Words,
)


class HeardFromSales(Section):
    """What representatives added to a persona from the field."""

    last_added_on: Day
    n_notes: Count


class Persona(Section):
    """A kind of buyer. `when` decides who is one; the rest helps people talk to them."""

    code: Code
    label: Words
    when: ConditionText
    needs: tuple[Words, ...] = ()
    obstacles: tuple[Words, ...] = ()
    triggers: tuple[Words, ...] = ()
    useful_contents: tuple[Words, ...] = ()
    median_journey_days: Count | None = None
    heard_from_sales: HeardFromSales | None = None


class Service(Section):
    """Something the company sells, with its gross margin and where it should go."""

    code: Code
    label: Words
    margin_share: Annotated[float, Field(ge=-1, le=1)]
    direction: Annotated[str, OneOf(("grow", "keep", "shrink"))] = "keep"


class Territory(Section):
    """A place the company sells in."""

    code: Code
    label: Words
    state: Annotated[str, OneOf(("mature", "new", "struggling", "closed"))] = "mature"
    language: Annotated[str, OneOf(("fr", "en"))] | None = None
    plan: Line | None = None
