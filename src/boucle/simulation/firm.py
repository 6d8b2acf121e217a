"""What the whole company shares, drawn once: the years, campaigns, spend, rates, office hours."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from boucle.simulation import money, team
from boucle.simulation.campaigns import campaigns
from boucle.simulation.frame import DAY
from boucle.simulation.people import BLOCK
from boucle.simulation.scenario import Scenario
from boucle.simulation.working_time import WorkingTime, seconds_of

if TYPE_CHECKING:
    from boucle.simulation.frame import Frame
    from boucle.simulation.words import Keys

YEARS = 3
_FEBRUARY = 2
# The people for whom the story's budgets are made.
STORY_CONTACTS = 4000
# Fewer are no block of their own: they stay with the one before.
FEWEST = 200


@dataclass(frozen=True)
class Firm:
    """One run's arguments, and what every block of people reads.

    ``density`` multiplies the gestures that nobody's lead hangs on.
    """

    contacts: int
    seed: int
    last: date
    density: float = 1.0
    scenario: Scenario = field(default_factory=Scenario)

    @cached_property
    def first(self) -> date:
        """The first day."""
        return _years_before(self.last) + timedelta(days=1)

    @cached_property
    def end(self) -> float:
        """The last moment."""
        return seconds_of(self.last) + DAY - 1

    @cached_property
    def working(self) -> WorkingTime:
        """The office hours; years beyond the last day, to follow sales' work to its end."""
        return WorkingTime(self.first - timedelta(days=30), self.last + timedelta(days=365 * 6))

    @cached_property
    def campaigns(self) -> Frame:
        """All campaigns."""
        return campaigns(self.first, self.last)

    @cached_property
    def rates(self) -> Frame:
        """The dollar's rate, day by day."""
        return money.rates(self.seed, self.first, self.last)

    @cached_property
    def spend(self) -> Frame:
        """What marketing cost; a larger company spends more in the same lines."""
        scale = max(1.0, self.contacts / STORY_CONTACTS)
        return money.spend(
            self.seed, self.campaigns, self.rates, self.first, self.last,
            scale=scale, scenario=self.scenario,
        )  # fmt: skip

    @property
    def sizes(self) -> list[int]:
        """How many people each block has."""
        n, rest = divmod(self.contacts, BLOCK)
        found = [BLOCK] * n
        if rest >= FEWEST or not found:
            return [*found, rest]
        return [*found[:-1], found[-1] + rest]

    def user_ids(self, block: int) -> Keys:
        """Return the keys of the team's places in a block."""
        return team.user_ids(block)


def _years_before(day: date) -> date:
    # The 29th of February has no counterpart in other years.
    last = 28 if day.month == _FEBRUARY else day.day
    return day.replace(year=day.year - YEARS, day=min(day.day, last))
