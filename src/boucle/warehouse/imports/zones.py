"""The names of time zones, and wall clocks to UTC, in SQL that is the same on every machine."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from zoneinfo import available_timezones

from boucle.figures.local_time import transitions


@cache
def zone_names() -> tuple[str, ...]:
    """Return the names of all time zones, in order."""
    # Python looks through the whole zone database each time it is asked.
    return tuple(sorted(available_timezones()))


def zone_offset(wall_seconds: str, zone_name: str) -> str:
    """Return the SQL of the offset in seconds of a wall clock at `wall_seconds` since 1970 on it.

    An hour that the clocks skip is read with the offset before (so it moves forward), an hour that
    they show twice is its first.
    """
    steps = transitions(zone_name)
    changes = [
        (moment + max(before, after), after) for (_, before), (moment, after) in pairwise(steps)
    ]
    return _tree(wall_seconds, steps[0][1], changes)


def _tree(seconds: str, before: int, changes: list[tuple[int, int]]) -> str:
    if not changes:
        return str(before)
    middle = len(changes) // 2
    moment, after = changes[middle]
    left = _tree(seconds, before, changes[:middle])
    right = _tree(seconds, after, changes[middle + 1 :])
    return f"(CASE WHEN {seconds} < {moment} THEN {left} ELSE {right} END)"
