"""Which share of the leads that entered a stage came to a later one."""

from __future__ import annotations

from datetime import UTC
from functools import reduce
from itertools import pairwise
from operator import or_
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import ibis
import pyarrow as pa
from ibis import _

from boucle.analytics.lifecycle.contracts import COUNTED_STAGES, LEAD_STAGES
from boucle.errors import ParameterError
from boucle.figures.local_time import local_seconds
from boucle.figures.share_columns import share_columns

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    import ibis.expr.types as ir

_DAY_SECONDS = 86_400
PAIRS = (*pairwise(COUNTED_STAGES), ("lead", "customer"))


def conversion(
    stages: ir.Table,
    *,
    by: str | None = None,
    horizon_days: float | None = None,
    until: datetime | None = None,
    zone: str = "Etc/UTC",
) -> ir.Table:
    """Follow each stage's entrants and say which share reached a later stage.

    Parameters
    ----------
    stages
        From `stages`, with the column `by` beside (a cohort month, a channel…).
    by
        Column to part the entrants by; without it all together.
    horizon_days
        Count only what was reached within so many days of entering, and only entrants followed
        at least so long. Without it everything reached so far counts.
    until
        End of follow-up (aware). Needed with `horizon_days`.
    zone
        IANA name of the agreement's time zone, whose wall clock counts the days.

    Returns
    -------
    ir.Table
        One row per value of `by` and pair (each adjacent one, and lead → customer): `by`,
        ``from_stage``, ``to_stage``, ``n_entered``, ``n_reached`` (that stage or a later
        one), ``share`` (0 to 1), ``low``, ``high`` (Wilson, 95 %), ``reason`` (``n_under_10``,
        ``no_cases``: the share is then null).

    Raises
    ------
    MissingColumnsError
        If the table lacks a column of `stages`, or `by`.
    ParameterError
        If `horizon_days` is not greater than 0, or comes without `until`.

    Notes
    -----
    A cohort's own people stand above and below the line; a month's wins over the same month's
    leads would be other people. Without a horizon, young cohorts look worse than they are.
    Lazy: nothing runs until the result is executed.
    """
    LEAD_STAGES.check(stages, *([by] if by else []))
    if horizon_days is not None and not horizon_days > 0:  # also refuses NaN
        raise ParameterError("horizon_days", horizon_days, "greater than 0")
    if horizon_days is not None and until is None:
        raise ParameterError("until", until, "given with horizon_days")

    if horizon_days is None or until is None:
        tallies = _tallies(_is_in, lambda _start, stage: _is_in(stage))
    else:
        seconds, stop = horizon_days * _DAY_SECONDS, _local_epoch(until, zone)
        wall = {stage: local_seconds(stages[f"{stage}_at"], zone) for stage in COUNTED_STAGES}
        stages = stages.mutate(**{f"{stage}_s": clock for stage, clock in wall.items()})
        tallies = _tallies(
            lambda start: _[f"{start}_s"] <= stop - seconds,
            lambda start, stage: (_[f"{stage}_s"] - _[f"{start}_s"] <= seconds).fill_null(
                False  # noqa: FBT003 - Ibis takes it by position only
            ),
        )
    grouped = stages.group_by(by) if by else stages
    return _one_row_a_pair(grouped.agg(**tallies), by)


def _tallies(
    has_entered: Callable[[str], Any], has_reached: Callable[[str, str], Any]
) -> dict[str, Any]:
    tallies = {}
    for number, (start, end) in enumerate(PAIRS):
        later = COUNTED_STAGES[COUNTED_STAGES.index(end) :]
        entered = has_entered(start)
        reached = reduce(or_, [has_reached(start, stage) for stage in later])
        tallies[f"entered_{number}"] = _.count(where=entered)
        tallies[f"reached_{number}"] = _.count(where=entered & reached)
    return tallies


def _local_epoch(moment: datetime, zone: str) -> int:
    """Return the wall clock's seconds, as `local_seconds` counts them in the engine."""
    return int(moment.astimezone(ZoneInfo(zone)).replace(tzinfo=UTC).timestamp())


def _is_in(stage: str) -> ir.Value:
    return _.lead_id.notnull() if stage == "lead" else _[f"is_{stage}"]


def _one_row_a_pair(wide: ir.Table, by: str | None) -> ir.Table:
    # One scan of the leads, then the few sums are turned: no engine-specific unpivot.
    pairs = ibis.memtable(
        pa.table(
            {
                "pair": range(len(PAIRS)),
                "from_stage": [start for start, _end in PAIRS],
                "to_stage": [end for _start, end in PAIRS],
            }
        )
    )
    numbers = range(len(PAIRS))
    long = wide.cross_join(pairs)
    long = long.mutate(
        n_entered=long.pair.cases(*((n, long[f"entered_{n}"]) for n in numbers), else_=0),
        n_reached=long.pair.cases(*((n, long[f"reached_{n}"]) for n in numbers), else_=0),
    )
    return long.select(
        *([by] if by else []),
        "from_stage",
        "to_stage",
        "n_entered",
        "n_reached",
        **share_columns(_.n_reached, _.n_entered),
    )
