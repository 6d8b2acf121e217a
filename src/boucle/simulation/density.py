"""How many more gestures people make, so that a company has as many as it was asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from boucle.errors import ParameterError
from boucle.simulation.allowed import between
from boucle.simulation.block import Block
from boucle.simulation.frame import n_rows
from boucle.simulation.scenario import Scenario

if TYPE_CHECKING:
    from boucle.simulation.firm import Firm

_PILOT_CONTACTS = 4000
_MOST_A_PERSON = 100


def density_for(firm: Firm, touchpoints: int | None) -> float:
    """Return what the gestures that no lead hangs on are multiplied by; 1 where nobody asks.

    Two companies of the same seed, with one and two times the gestures, tell what hangs on leads.

    Raises
    ------
    ParameterError
        If so few or so many can't be had.
    """
    if touchpoints is None:
        return 1.0
    once, twice = (_touchpoints_a_person(firm, density) for density in (1.0, 2.0))
    fixed, free = 2 * once - twice, twice - once
    wanted = touchpoints / firm.contacts
    if not fixed < wanted <= _MOST_A_PERSON:
        least, most = int(fixed * firm.contacts) + 1, _MOST_A_PERSON * firm.contacts
        raise ParameterError("touchpoints", touchpoints, between(least, most))
    return (wanted - fixed) / free


def _touchpoints_a_person(firm: Firm, density: float) -> float:
    pilot = replace(firm, contacts=_PILOT_CONTACTS, density=density, scenario=Scenario())
    block = Block(pilot, 0)
    block.make()
    return n_rows(block.frames["touchpoints"]) / _PILOT_CONTACTS
