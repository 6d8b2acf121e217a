"""Which version of the agreement was in force when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from boucle.simulation.working_time import seconds_of

if TYPE_CHECKING:
    from boucle.simulation.frame import Array

# Version and first day; before the first there was no agreement.
VERSIONS = (("1.0.0", date(2025, 1, 6)), ("2.0.0", date(2026, 1, 5)))


def version_at(moments: Array) -> Array:
    """Return the version in force at each moment; empty before the first."""
    starts = [seconds_of(day) for _, day in VERSIONS]
    names = np.array(["", *(name for name, _ in VERSIONS)], dtype=object)
    return np.asarray(names[np.searchsorted(starts, moments, side="right")])
