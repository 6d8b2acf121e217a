"""Which version of the agreement was in force when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from boucle.simulation.words import Words
from boucle.simulation.working_time import seconds_of

if TYPE_CHECKING:
    from boucle.simulation.frame import Array
    from boucle.simulation.scenario import Scenario

# Version and first day; before the first there was no agreement.
VERSIONS = (("1.0.0", date(2024, 1, 8)), ("2.0.0", date(2026, 1, 5)))


def version_at(moments: Array, scenario: Scenario) -> Words:
    """Return the version in force at each moment; empty before the first."""
    days = [day for _, day in versions_of(scenario)]
    place = np.searchsorted([seconds_of(day) for day in days], moments, side="right")
    return Words(place - 1, [name for name, _ in VERSIONS])


def versions_of(scenario: Scenario) -> tuple[tuple[str, date], ...]:
    """Return each version with its first day: the second's is that of a changed definition."""
    (first, begins), (second, on) = VERSIONS
    changed = scenario.definition_on or on
    return ((first, min(begins, changed)), (second, changed))


def asks_for_second(moments: Array, scenario: Scenario) -> Array:
    """Tell of leads opened at `moments` whether a white paper or a webinar alone is no MQL.

    It is one by the first version; by the second it takes another gesture.
    """
    _, (_, on) = versions_of(scenario)
    return np.asarray(moments >= seconds_of(on))
