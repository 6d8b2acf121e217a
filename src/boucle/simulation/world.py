"""What every part of the simulation reads and none of them changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from boucle.simulation.luck import Luck
from boucle.simulation.scenario import Scenario

if TYPE_CHECKING:
    from boucle.simulation.firm import Firm
    from boucle.simulation.frame import Array, Frame
    from boucle.simulation.words import Keys
    from boucle.simulation.working_time import WorkingTime


@dataclass(frozen=True, slots=True)
class World:
    """What does not depend on leads: people, companies, absences, office hours, the last moment."""

    people: Frame
    firms: Frame
    absent: Frame
    firm: Firm
    block: int
    scenario: Scenario = field(default_factory=Scenario)

    @property
    def working(self) -> WorkingTime:
        """The office hours."""
        return self.firm.working

    @property
    def end(self) -> float:
        """The last moment."""
        return self.firm.end

    @property
    def users(self) -> Keys:
        """The keys of the colleagues by their place in the team of this block's office."""
        return self.firm.user_ids(self.block)

    def luck(self, part: str, rows: Array) -> Luck:
        """Return the random numbers of a part, each row its own."""
        return Luck(self.firm.seed, part, rows, block=self.block)
