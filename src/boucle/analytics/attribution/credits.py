"""Credit under every model in one pass over the touchpoints, with its interval."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import ibis
import pyarrow as pa

from boucle.analytics.attribution.batch import Batch
from boucle.analytics.attribution.contract import PATHS
from boucle.analytics.attribution.credit_rows import credit_rows
from boucle.analytics.attribution.groups import N_GROUPS
from boucle.analytics.attribution.models import ALL_MODELS
from boucle.analytics.attribution.packed import Packing
from boucle.analytics.attribution.shares import HALF_LIFE_DAYS
from boucle.analytics.attribution.tallies import Tallies
from boucle.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    import ibis.expr.types as ir

_CASES_AT_ONCE = 200_000


def credits(  # noqa: A001 - the word of the field; nobody reads the interpreter's notice
    journeys: ir.Table,
    models: Sequence[str] = ALL_MODELS,
    *,
    by: str = "channel",
    half_life_days: float = HALF_LIFE_DAYS,
    direct_channels: Collection[str] = (),
    level: float | None = None,
) -> ir.Table:
    """Add up the credit under several models, each touchpoint being read once.

    Parameters
    ----------
    journeys
        From `journeys`; or rows of ``case_id``, ``occurred_at`` (UTC), ``outcome``, ``amount`` and
        `by` without a ``position``, ``weight`` or ``milestone``: they are then in order of
        ``occurred_at`` and ``touchpoint_id`` (else `by`), of weight 1 and without milestones. Open
        cases are left out, and rows without a case or a moment.
    models
        Any of the rule models, ``markov`` (order 1) and ``shapley``.
    by
        Column to add the credit up by.
    half_life_days
        For ``time_decay``. Greater than 0.
    direct_channels
        For ``last_non_direct``: the values of ``channel`` that it passes over.
    level
        Coverage of the intervals, between 0 and 1, as 0.95; none without it.

    Returns
    -------
    ir.Table
        One row per model and value of `by` (null last): ``model``, `by`, ``n_wins`` (won cases with
        a touchpoint of the value: what the credit rests on), ``credit_wins`` (wins),
        ``credit_amount`` (agreement's currency, full precision), ``removal_effect`` (0 to 1, null
        but for ``markov``), and with a `level` ``credit_wins_low``, ``credit_wins_high``,
        ``credit_amount_low``, ``credit_amount_high``. The figures are those of the model's own
        function. Runs at once.

    Raises
    ------
    MissingColumnsError
        If `journeys` lacks a column.
    ParameterError
        If a parameter is out of its range, or `by` has more than 262,144 values, or ``weight`` more
        than 512.

    Notes
    -----
    The engine sorts each case's touchpoints as packed numbers; they come here in batches of cases
    and leave as counts, so that memory does not grow with the cases. Intervals are those of a
    delete-a-group jackknife over 100 groups of cases by a digest of their id.
    """
    PATHS.check(journeys, "case_id", by, *(["channel"] if direct_channels else []))
    _check(models, half_life_days, level)

    packing = Packing(journeys, by, direct_channels, with_groups=level is not None)
    tallies = Tallies(
        models,
        n_codes=len(packing.codes),
        n_groups=N_GROUPS if level is not None else 1,
        levels=packing.weights,
        half_life_days=half_life_days,
    )
    _add_up(packing, tallies)
    return ibis.memtable(credit_rows(tallies, models, packing.codes, level))


def _check(models: Sequence[str], half_life_days: float, level: float | None) -> None:
    if unknown := [model for model in models if model not in ALL_MODELS]:
        raise ParameterError("models", unknown, ", ".join(ALL_MODELS))
    if not half_life_days > 0:  # also refuses NaN
        raise ParameterError("half_life_days", half_life_days, "greater than 0")
    if level is not None and not 0 < level < 1:
        raise ParameterError("level", level, "between 0 and 1")


def _add_up(packing: Packing, tallies: Tallies) -> None:
    """Count a batch while the engine sorts the next one."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        counting = None
        for batch in _batches(packing):
            if counting is not None:
                counting.result()
            counting = pool.submit(tallies.add, batch)
        if counting is not None:
            counting.result()


def _batches(packing: Packing) -> Iterator[Batch]:
    """Read the paths; those in which a second holds unlike touchpoints are read again, by rank."""
    tied: list[Any] = []
    for rows in packing.paths.to_pyarrow().to_batches(_CASES_AT_ONCE):
        batch = Batch.of_arrow(rows)
        is_tied = batch.tied()
        tied.append(rows["case_id"].filter(pa.array(is_tied)))
        yield batch.of(~is_tied)
    if any(len(each) for each in tied):
        again = packing.tied_paths(pa.concat_arrays(tied))
        for rows in again.to_pyarrow().to_batches(_CASES_AT_ONCE):
            yield Batch.of_arrow(rows)
