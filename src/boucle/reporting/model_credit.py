"""Credit of wins under every model that reports show, with its interval, by one column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boucle.analytics import attribution
from boucle.figures.local_time import local_month
from boucle.language import Text
from boucle.reporting.frame import MODELS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from boucle.agreement.schema import Agreement
    from boucle.reporting.frame import Frame

DATA_MODELS: dict[str, Text] = {
    "markov": Text(fr="Markov", en="Markov"),
    "shapley": Text(fr="Shapley", en="Shapley"),
}
UNITS = ("wins", "amount")
# What a touchpoint has of its own. A chain of anything else would go from a case to itself.
OF_TOUCHPOINTS = ("channel", "campaign_id")
_TOUCH_MONTH = "touch_month"
_LEVEL = 0.95
_READ = (
    "case_id", "position", "occurred_at", "channel", "weight", "milestone", "outcome", "amount",
)  # fmt: skip
# What lies below a millionth of a dollar is the order in which threads added up.
_DIGITS = 6

# By unit and model: `value`, `n` (wins it rests on), `low` and `high`, as in every figure.
Credit = dict[str, dict[str, dict[str, Any]]]


def credit_by(
    frame: Frame, column: str, lone: Mapping[Any, Mapping[str, float]]
) -> dict[Any, Credit]:
    """Return the credit by the values of a column.

    Parameters
    ----------
    frame
        Its journeys and its rules.
    column
        ``channel`` or ``campaign_id``: under every model, with intervals. Another column of
        journeys, or ``month`` (that of the touchpoint): under the rules, without.
    lone
        ``wins`` and ``amount`` that no touchpoint explains, by value of the column (None where it
        is one of touchpoints). They are credited to that value under all models alike, so that the
        credits of a model add up to all that was won.
    """
    has_intervals = column in OF_TOUCHPOINTS
    journeys = frame.decided_journeys if has_intervals else frame.journeys
    by = column
    if column == "month":
        by = _TOUCH_MONTH
        # Kept, for the tree of a zone's offsets is long to write, and is read several times.
        month = local_month(journeys.occurred_at, frame.zone)
        journeys = journeys.select(*_READ, touch_month=month).cache()
    models = models_by(frame, column)
    credited = attribution.credits(
        journeys,
        models,
        by=by,
        half_life_days=frame.agreement.attribution.half_life_days,
        direct_channels=frame.direct_channels,
        level=_LEVEL if has_intervals else None,
    )
    found: dict[Any, Credit] = {}
    for row in credited.to_pyarrow().to_pylist():
        # A chain has a row for what lost cases alone touched; a rule has none.
        credit = found.setdefault(row[by], no_credit(models))
        for unit in UNITS:
            credit[unit][row["model"]] = _figure(row, unit)
    for value, more in lone.items():
        _raise(found.setdefault(value, no_credit(models)), more)
    return found


def models_by(frame: Frame, column: str) -> list[str]:
    """Return the models that share credit by a column."""
    return [*frame.models, *(DATA_MODELS if column in OF_TOUCHPOINTS else ())]


def reference_model(agreement: Agreement) -> str:
    """Return the model that reports show first: the agreement's, W where they do not show it."""
    wanted: str = agreement.attribution.reference_model
    return wanted if wanted in (*MODELS, *DATA_MODELS) else "w"


def reference_rule(agreement: Agreement) -> str:
    """Return the model by which a journey shows the credit of each touchpoint.

    The agreement's; W where that is no rule, for a model of the data needs every journey.
    """
    wanted = reference_model(agreement)
    return wanted if wanted in MODELS else "w"


def no_credit(models: list[str]) -> Credit:
    """Return the credit of what no win touched.

    >>> no_credit(["linear"])["wins"]
    {'linear': {'value': 0.0, 'n': 0, 'low': None, 'high': None}}
    """
    return {
        unit: {model: {"value": 0.0, "n": 0, "low": None, "high": None} for model in models}
        for unit in UNITS
    }


def _figure(row: Mapping[str, Any], unit: str) -> dict[str, Any]:
    name = f"credit_{unit}"
    low, high = row.get(f"{name}_low"), row.get(f"{name}_high")
    return {
        # Wins whose amounts nobody knows add nothing; the row's reasons say so.
        "value": row[name] or 0.0,
        "n": row["n_wins"],
        "low": None if low is None else round(low, _DIGITS),
        "high": None if high is None else round(high, _DIGITS),
    }


def _raise(credit: Credit, more: Mapping[str, float]) -> None:
    """Add what no touchpoint explains: it moves the bounds and does not widen them."""
    for unit in UNITS:
        for figure in credit[unit].values():
            figure["n"] += int(more["wins"])
            for end in ("value", "low", "high"):
                if figure[end] is not None:
                    figure[end] += more[unit]
