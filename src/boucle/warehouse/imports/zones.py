"""Wall clocks to UTC, in SQL that gives the same answer on every machine."""

from __future__ import annotations

from itertools import pairwise

from boucle.figures.local_time import transitions


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
