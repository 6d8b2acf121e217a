"""Credit under the models that read the data, with the intervals of every model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boucle.analytics import attribution
from boucle.language import Text

if TYPE_CHECKING:
    from boucle.reporting.frame import Frame

DATA_MODELS: dict[str, Text] = {
    "markov": Text(fr="Markov", en="Markov"),
    "shapley": Text(fr="Shapley", en="Shapley"),
}
# What a touchpoint has of its own. A chain of anything else would go from a case to itself.
_OF_TOUCHPOINTS = ("channel", "campaign_id")
_LEVEL = 0.95


def data_credit(frame: Frame, by: str, unit: str) -> dict[Any, dict[str, Any]]:
    """Return, by the values of a column of touchpoints, the credit in ``wins`` or in ``amount``.

    Each value has ``markov``, ``shapley`` and ``intervals``: the bounds of every model. Wins
    without a touchpoint are in the row of no value, as they are under the rules. Nothing for
    columns of cases.
    """
    if by not in _OF_TOUCHPOINTS:
        return {}
    credited = attribution.credits(
        frame.decided_journeys,
        [*frame.models, *DATA_MODELS],
        by=by,
        half_life_days=frame.agreement.attribution.half_life_days,
        direct_channels=frame.direct_channels,
        level=_LEVEL,
    )
    lone = attribution.unattributed(frame.journeys, frame.outcomes).to_pyarrow().to_pylist()[0]
    found: dict[Any, dict[str, Any]] = {}
    for row in credited.to_pyarrow().to_pylist():
        _add(found.setdefault(row[by], {"intervals": {}}), row, f"credit_{unit}")
    if lone["n_wins"]:
        more = float(lone["n_wins"]) if unit == "wins" else lone["amount"] or 0.0
        _raise(found.setdefault(None, {"intervals": {}}), more)
    return found


def _add(figures: dict[str, Any], row: dict[str, Any], name: str) -> None:
    if row["model"] in DATA_MODELS:
        figures[row["model"]] = row[name]
    bounds = {"low": row[f"{name}_low"], "high": row[f"{name}_high"]}
    figures["intervals"][row["model"]] = bounds


def _raise(figures: dict[str, Any], more: float) -> None:
    """Add what no touchpoint explains, under every model alike."""
    for model in DATA_MODELS:
        figures[model] = (figures.get(model) or 0.0) + more
    for bounds in figures["intervals"].values():
        bounds.update({end: value + more for end, value in bounds.items() if value is not None})
