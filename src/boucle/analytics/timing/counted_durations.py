"""Counted durations in Python: a few sorted arrays a group, ready for the curves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from boucle.analytics.timing.contracts import require
from boucle.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import ibis.expr.types as ir
    import pyarrow as pa
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

_NOT_CAUSES = ("duration_days", "entry_days", "n_censored", "n_negative", "n_undated")


@dataclass(frozen=True, slots=True, eq=False)
class CountedDurations:
    """Cases of one group by duration: sorted distinct days, with counts beside.

    ``late_entry_days`` and ``late_entries`` count the cases that were watched only from some day
    on (left truncation); all others from the start.
    """

    days: Numbers
    events: Mapping[str, Numbers]
    censored: Numbers
    late_entry_days: Numbers = field(default_factory=lambda: np.zeros(0))
    late_entries: Numbers = field(default_factory=lambda: np.zeros(0))
    n_negative: int = 0
    n_undated: int = 0

    @classmethod
    def of_cases(
        cls,
        days: Sequence[float],
        outcomes: Sequence[str | None],
        *,
        causes: Sequence[str] = ("won", "lost"),
        entry_days: Sequence[float] | None = None,
    ) -> CountedDurations:
        """Count single cases; an outcome that is no cause is censored.

        Raises
        ------
        ParameterError
            If a duration is negative or not a number, or is not longer than its entry.
        """
        given = np.asarray(days, dtype=np.float64)
        entries = np.zeros(len(given)) if entry_days is None else np.asarray(entry_days, np.float64)
        if not (given >= 0).all():
            raise ParameterError("days", list(days), "0 or more")
        if not ((entries <= 0) | (entries < given)).all():
            raise ParameterError("entry_days", list(entry_days or ()), "before the end of the case")
        ended = np.array([outcome if outcome in causes else "" for outcome in outcomes], dtype=str)
        tallies = {cause: (ended == cause).astype(np.float64) for cause in causes}
        return _summed(given, tallies, (ended == "").astype(np.float64), np.maximum(entries, 0))

    @property
    def n_cases(self) -> int:
        """How many cases stand in it."""
        return int(self.censored.sum() + self.all_events.sum())

    @property
    def all_events(self) -> Numbers:
        """Events of any cause at each duration."""
        return np.sum([*self.events.values()], axis=0) if self.events else np.zeros(len(self.days))

    @property
    def at_risk(self) -> Numbers:
        """How many are watched and still waiting just before each duration ends them."""
        leaving = self.all_events + self.censored
        there: Numbers = np.cumsum(leaving[::-1])[::-1]
        if not len(self.late_entries):
            return there
        order = np.argsort(self.late_entry_days)
        after = np.cumsum(self.late_entries[order][::-1])[::-1]
        first = np.searchsorted(self.late_entry_days[order], self.days, side="left")
        waiting: Numbers = there - np.append(after, 0.0)[first]
        return waiting


def collected(
    counted: ir.Table, by: str | Sequence[str] | None = None
) -> dict[Any, CountedDurations]:
    """Run a table of counted durations and return its groups.

    Parameters
    ----------
    counted
        From `durations`.
    by
        The column or columns by which it was parted.

    Returns
    -------
    dict
        By value of `by` (tuples where `by` names several columns), sorted with null last; without
        `by`, the one key is ``None``. An empty table has no group.

    Raises
    ------
    MissingColumnsError
        If the table lacks a column of `durations`, or `by`.
    """
    keys = [by] if isinstance(by, str) else list(by or ())
    require(counted, "durations", *(set(_NOT_CAUSES) - {"entry_days"}), *keys)
    rows = counted.to_pyarrow()
    numbers = {
        name: np.asarray(rows[name].to_numpy(), dtype=np.float64)
        for name in rows.column_names
        if name not in keys
    }
    groups = {_key(rows, keys, part[0]): _group(numbers, part) for part in _parts(rows, keys)}
    return dict(sorted(groups.items(), key=_nulls_last))


def _parts(rows: pa.Table, keys: Sequence[str]) -> Iterator[NDArray[np.int64]]:
    """Yield the row numbers of each group."""
    if not len(rows):
        return
    codes = np.zeros(len(rows), dtype=np.int64)
    for key in keys:
        encoded = rows[key].combine_chunks().dictionary_encode()
        own = encoded.indices.fill_null(len(encoded.dictionary)).to_numpy(zero_copy_only=False)
        codes = codes * (len(encoded.dictionary) + 1) + own
    order = np.argsort(codes, kind="stable")
    starts = np.flatnonzero(np.diff(codes[order])) + 1
    yield from np.split(order, starts)


def _key(rows: pa.Table, keys: Sequence[str], row: int) -> Any:
    values = tuple(rows[key][int(row)].as_py() for key in keys)
    if not values:
        return None
    return values[0] if len(values) == 1 else values


def _nulls_last(item: tuple[Any, CountedDurations]) -> tuple[Any, ...]:
    values = item[0] if isinstance(item[0], tuple) else (item[0],)
    return tuple((value is None, "" if value is None else value) for value in values)


def _group(numbers: Mapping[str, Numbers], part: NDArray[np.int64]) -> CountedDurations:
    own = {name: column[part] for name, column in numbers.items()}
    is_in = ~np.isnan(own["duration_days"])
    tallies = {
        name.removeprefix("n_"): counts[is_in]
        for name, counts in own.items()
        if name not in _NOT_CAUSES
    }
    return _summed(
        own["duration_days"][is_in],
        tallies,
        own["n_censored"][is_in],
        own["entry_days"][is_in] if "entry_days" in own else np.zeros(int(is_in.sum())),
        n_negative=int(own["n_negative"].sum()),
        n_undated=int(own["n_undated"].sum()),
    )


def _summed(
    days: Numbers, tallies: Mapping[str, Numbers], censored: Numbers, entries: Numbers, **aside: int
) -> CountedDurations:
    distinct, place = np.unique(days, return_inverse=True)

    def total(counts: Numbers) -> Numbers:
        return np.bincount(place, counts, len(distinct)).astype(np.float64)

    late = entries > 0
    cases = np.sum([*tallies.values()], axis=0) + censored if tallies else censored
    return CountedDurations(
        days=distinct,
        events={cause: total(counts) for cause, counts in tallies.items()},
        censored=total(censored),
        late_entry_days=entries[late],
        late_entries=cases[late],
        **aside,
    )
