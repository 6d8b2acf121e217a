"""From tallies to the rows of credit, with their intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from boucle.analytics.attribution.jackknife import jackknife, without_each
from boucle.analytics.attribution.markov_groups import markov_by_group
from boucle.analytics.attribution.models import MARKOV

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from boucle.analytics.attribution.codes import Codes
    from boucle.analytics.attribution.tallies import Tallies

# Per unit: the credit of each code, and the same without each group of cases.
Found = dict[str, tuple["NDArray[np.float64]", "NDArray[np.float64]"]]


def credit_rows(
    tallies: Tallies, models: Sequence[str], codes: Codes, level: float | None
) -> pa.Table:
    """Return the credit of each model by the values of `codes`."""
    return pa.concat_tables([_of_model(tallies, model, codes, level) for model in models])


def _of_model(tallies: Tallies, model: str, codes: Codes, level: float | None) -> pa.Table:
    is_markov = model == MARKOV
    found = _markov(tallies) if is_markov else _additive(tallies, model)
    seen_won = tallies.n_wins > 0
    is_shown = np.full(tallies.n_codes, seen_won.any()) if is_markov else seen_won
    rows = np.flatnonzero(is_shown)
    is_any = np.full(tallies.n_codes, tallies.seen_amount.any())
    is_unknown = {
        "wins": np.zeros(len(rows), bool),
        "amount": ~(is_any if is_markov else tallies.seen_amount)[rows],
    }
    columns = {
        "model": pa.array([model] * len(rows), pa.string()),
        codes.column: codes.arrow(rows),
        "n_wins": pa.array(tallies.n_wins[rows]),
    }
    for unit in ("wins", "amount"):
        whole = found[unit][0]
        columns[f"credit_{unit}"] = pa.array(whole[rows], mask=is_unknown[unit])
    effects = found["removal_effect"][0][rows] if is_markov else pa.nulls(len(rows), pa.float64())
    columns["removal_effect"] = pa.array(effects)
    for unit in ("wins", "amount") if level is not None else ():
        low, high = jackknife(*found[unit], level or 0)
        if unit == "wins" or not tallies.is_negative:
            low = np.maximum(low, 0.0)
        columns[f"credit_{unit}_low"] = pa.array(low[rows], mask=is_unknown[unit])
        columns[f"credit_{unit}_high"] = pa.array(high[rows], mask=is_unknown[unit])
    return pa.table(columns)


def _additive(tallies: Tallies, model: str) -> Found:
    shape = (tallies.n_groups, tallies.n_codes)
    grids = {
        "wins": tallies.wins[model].grid(*shape),
        "amount": tallies.amounts[model].grid(*shape),
    }
    return {unit: (grid.sum(axis=0), without_each(grid)) for unit, grid in grids.items()}


def _markov(tallies: Tallies) -> Found:
    credited = markov_by_group(tallies)
    whole, without = credited[0], credited[1:]
    return {
        name: (getattr(whole, name), np.array([getattr(each, name) for each in without]))
        for name in ("wins", "amount", "removal_effect")
    }
