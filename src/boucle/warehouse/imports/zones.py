"""The names of time zones, and wall clocks to UTC, in SQL that is the same on every machine."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from zoneinfo import available_timezones

from boucle.figures.local_time import transitions
from boucle.figures.spans import as_text, spans


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
    (_, first), *_rest = steps = transitions(zone_name)
    parts = spans(
        first,
        [(moment + max(before, after), after) for (_, before), (moment, after) in pairwise(steps)],
    )
    if not parts.changes:
        return str(first)
    number = f"CAST(floor(({wall_seconds} - {parts.start}) / {parts.length}) AS BIGINT)"
    number = f"(1 + greatest(least({number}, {len(parts.changes) - 1}), 0))"
    is_after = f"{wall_seconds} >= list_extract({_listed(parts.changes)}, {number})"
    return f"list_extract({_listed(parts.values)}, {number} + CAST({is_after} AS BIGINT))"


def _listed(numbers: tuple[int, ...]) -> str:
    # As one text, which the engine splits once a query: a list of numbers takes longer to read.
    return f"CAST(string_split('{as_text(numbers)}', ' ') AS BIGINT[])"
