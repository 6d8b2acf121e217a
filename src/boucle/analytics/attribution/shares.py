"""The share of every touchpoint in its case, under several models at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.analytics.attribution.contract import JOURNEYS
from boucle.analytics.attribution.share_forms import (
    decay_share,
    last_non_direct_share,
    milestone_share,
    with_counts,
)
from boucle.analytics.attribution.weights import LAST_NON_DIRECT, MODELS, PRESETS, TIME_DECAY
from boucle.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import ibis.expr.types as ir

HALF_LIFE_DAYS = 90.0


def shares(
    journeys: ir.Table,
    models: Sequence[str],
    *,
    half_life_days: float = HALF_LIFE_DAYS,
    direct_channels: Collection[str] = (),
) -> ir.Table:
    """Add the share of each touchpoint under each model.

    Parameters
    ----------
    journeys
        From `journeys`.
    models
        Any of ``first_touch``, ``last_touch``, ``lead_creation``, ``linear``, ``position_based``,
        ``w``, ``full_path``, ``last_non_direct``, ``time_decay``.
    half_life_days
        For ``time_decay``: days after which a touchpoint weighs half. Greater than 0.
    direct_channels
        For ``last_non_direct``: the channels that it passes over.

    Returns
    -------
    ir.Table
        `journeys` with a column ``share_<model>`` (0 to 1, sum 1 over each case) for each model.
        Lazy: every model reads the same windows, so that seven cost little more than one.

    Raises
    ------
    MissingColumnsError
        If `journeys` lacks a column.
    ParameterError
        If a model is unknown or `half_life_days` is not greater than 0.
    """
    JOURNEYS.check(journeys)
    if unknown := [model for model in models if model not in MODELS]:
        raise ParameterError("models", unknown, ", ".join(MODELS))
    if not half_life_days > 0:  # also refuses NaN
        raise ParameterError("half_life_days", half_life_days, "greater than 0")

    counted = with_counts(journeys)

    def form(model: str) -> ir.FloatingValue:
        if model == TIME_DECAY:
            return decay_share(counted, half_life_days)
        if model == LAST_NON_DIRECT:
            return last_non_direct_share(counted, direct_channels)
        return milestone_share(counted, PRESETS[model])

    return counted.select(
        *journeys.columns, **{f"share_{model}": form(model) for model in dict.fromkeys(models)}
    )
