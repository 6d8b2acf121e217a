"""Speed: how long people waited, those still waiting counted."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from boucle.analytics.clocks.compliance import compliance
from boucle.errors import MissingColumnsError, ParameterError
from boucle.figures.censored import CountedDuration, censored_quantiles

if TYPE_CHECKING:
    from collections.abc import Mapping

    import ibis.expr.types as ir

_READ = ("clock", "stopped_at", "state", "state_without_pauses", "target_share")


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast one clock stopped for one group (`by`, null for cases without a value).

    `n` clocks started and `n_stopped` stopped. The quantiles are in seconds; null where fewer have
    stopped as far as can be seen. `share` of those that had to stop did so in time, with its
    interval and, where it is masked, the `reason`.
    """

    clock: str
    by: str | None
    n: int
    n_stopped: int
    median_seconds: float | None
    p90_seconds: float | None
    share: float | None
    low: float | None
    high: float | None
    n_judged: int
    n_open_overdue: int
    target_share: float | None
    reason: str | None


def speed(
    waits: ir.Table, *, by: str = "lead_type", time: Literal["business", "civil"] = "business"
) -> list[Speed]:
    """Return median and 90th centile of each clock, with the share that kept its deadline.

    Parameters
    ----------
    waits
        From `waits`.
    by
        Column of `waits` to part them by.
    time
        Open time or day and night. Pauses stay in: it is the time that passed.

    Returns
    -------
    list of Speed
        One per clock and value of `by`, in order.

    Raises
    ------
    MissingColumnsError
        If `waits` lacks a column that is read.
    ParameterError
        If `time` is none of the two.

    Notes
    -----
    A lead that nobody has touched yet, or that was withdrawn, is left open at its time so far
    (product limit). Leaving it out would make the slow look fast. Runs the query: durations are
    counted in the engine and only the counts come here.
    """
    if missing := {by, f"{time}_seconds", *_READ} - set(waits.columns):
        if time not in ("business", "civil"):
            raise ParameterError("time", time, "business, civil")
        raise MissingColumnsError("waits", missing, waits.columns)

    keys = ["clock", by]
    seconds = waits[f"{time}_seconds"]
    counted = waits.mutate(duration=seconds).group_by([*keys, "duration"])
    counted = counted.agg(
        n_ended=lambda row: row.stopped_at.count(),
        n_open=lambda row: row.stopped_at.isnull().sum(),
    )
    groups: dict[tuple[str, str | None], list[CountedDuration]] = defaultdict(list)
    for row in counted.to_pyarrow().to_pylist():
        count = CountedDuration(row["duration"], row["n_ended"], row["n_open"])
        groups[row["clock"], row[by]].append(count)
    kept = {
        (row["clock"], row[by]): row for row in compliance(waits, by=keys).to_pyarrow().to_pylist()
    }
    order = sorted(groups, key=lambda key: (key[0], key[1] is None, key[1] or ""))
    return [_speed(key, groups[key], kept[key]) for key in order]


def _speed(
    key: tuple[str, str | None], counts: list[CountedDuration], kept: Mapping[str, object]
) -> Speed:
    median, p90 = censored_quantiles(counts, (0.5, 0.9))
    n_stopped = sum(each.n_ended for each in counts)
    same = ("share", "low", "high", "n_open_overdue", "target_share", "reason")
    return Speed(
        clock=key[0],
        by=key[1],
        n=n_stopped + sum(each.n_open for each in counts),
        n_stopped=n_stopped,
        median_seconds=median,
        p90_seconds=p90,
        n_judged=kept["n"],  # type: ignore[arg-type]
        **{name: kept[name] for name in same},  # type: ignore[arg-type]
    )
