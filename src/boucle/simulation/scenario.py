"""What can change from a date on, for comparisons of before and after."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, get_args

import numpy as np

from boucle.errors import ParameterError
from boucle.simulation import story
from boucle.simulation.allowed import between
from boucle.simulation.working_time import seconds_of

if TYPE_CHECKING:
    from boucle.simulation.frame import Array

_LARGEST_FACTOR = 100


@dataclass(frozen=True, slots=True)
class RepsAnswerFaster:
    """Representatives wait `factor` times less before they try leads handed over from `on`."""

    name: ClassVar[str] = "reps_answer_faster"
    on: date
    factor: float = 4.0

    def __post_init__(self) -> None:
        """Refuse a factor that is none."""
        if not 0 < self.factor <= _LARGEST_FACTOR:
            raise ParameterError("factor", self.factor, between(0, _LARGEST_FACTOR))


@dataclass(frozen=True, slots=True)
class ChannelStops:
    """A channel finds nobody and costs nothing from `on`; some come all the same, by themselves."""

    name: ClassVar[str] = "channel_stops"
    on: date
    channel: str = "display"

    def __post_init__(self) -> None:
        """Refuse a channel that there is not, or that nobody can stop."""
        allowed = [code for code in story.CODES if code != "direct_traffic"]
        if self.channel not in allowed:
            raise ParameterError("channel", self.channel, " | ".join(allowed))


@dataclass(frozen=True, slots=True)
class DefinitionChanges:
    """The second version, by which a white paper alone is no MQL, is in force from `on`."""

    name: ClassVar[str] = "definition_changes"
    on: date


Change = RepsAnswerFaster | ChannelStops | DefinitionChanges
CHANGES: dict[str, type[Change]] = {kind.name: kind for kind in get_args(Change)}


@dataclass(frozen=True, slots=True)
class Scenario:
    """All changes of one run, as the parts of the simulation ask for them."""

    changes: tuple[Change, ...] = ()

    def try_factors(self, moments: Array) -> Array:
        """Return by how much waits of leads handed over at `moments` are divided."""
        found = np.ones(len(moments))
        for change in self.changes:
            if isinstance(change, RepsAnswerFaster):
                found = np.where(moments >= seconds_of(change.on), found * change.factor, found)
        return found

    def has_stopped(self, channels: Array, moments: Array) -> Array:
        """Tell for each pair of channel (its place) and moment whether it has stopped by then."""
        stops = np.full(len(story.CHANNELS), np.inf)
        for change in self.changes:
            if isinstance(change, ChannelStops):
                place = story.AT[change.channel]
                stops[place] = min(stops[place], seconds_of(change.on))
        return np.asarray(moments >= stops[channels])

    @property
    def definition_on(self) -> date | None:
        """The first day of the second version of the agreement, where the scenario says one."""
        days = [change.on for change in self.changes if isinstance(change, DefinitionChanges)]
        return min(days) if days else None

    def as_rows(self) -> list[dict[str, Any]]:
        """Return the changes with what each was given."""
        return [
            {
                "name": change.name,
                **{each.name: getattr(change, each.name) for each in fields(change)},
            }
            for change in self.changes
        ]


def read_change(text: str) -> Change:
    """Read a change as it is written on the command line.

    >>> read_change("channel_stops:on=2026-01-05,channel=display")
    ChannelStops(on=datetime.date(2026, 1, 5), channel='display')

    Raises
    ------
    ParameterError
        If there is no such change, or it is not given what it needs.
    """
    name, _, rest = text.partition(":")
    if name not in CHANGES:
        raise ParameterError("scenario", text, " | ".join(map(_form, CHANGES.values())))
    kind = CHANGES[name]
    known = {each.name for each in fields(kind)}
    given = dict(part.partition("=")[::2] for part in rest.split(",") if part)
    if "on" not in given or not set(given) <= known:
        raise ParameterError("scenario", text, _form(kind))
    try:
        return kind(**{key: _value(key, value) for key, value in given.items()})
    except ParameterError:
        raise
    except ValueError as error:
        raise ParameterError("scenario", text, _form(kind)) from error


def _value(key: str, text: str) -> Any:
    readers: dict[str, Any] = {"on": date.fromisoformat, "factor": float}
    return readers.get(key, str)(text)


def _form(kind: type[Change]) -> str:
    given = {"on": "2026-01-05", "factor": "4", "channel": "display"}
    return f"{kind.name}:" + ",".join(f"{each.name}={given[each.name]}" for each in fields(kind))
