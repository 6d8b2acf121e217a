"""What every part of the simulation reads and none of them changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from boucle.simulation.frame import Frame
    from boucle.simulation.working_time import WorkingTime


@dataclass(frozen=True, slots=True)
class World:
    """What does not depend on leads: people, companies, absences, office hours, the last moment."""

    people: Frame
    firms: Frame
    absent: Frame
    working: WorkingTime
    end: float
