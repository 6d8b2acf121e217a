"""The rule models as one form: what each milestone of a journey is worth, and the rest."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from boucle.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Mapping

# `middle` is shared by the touchpoints on which no other word of the model falls.
WORDS = ("first", "lead", "opportunity", "last", "middle")

PRESETS: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "first_touch": {"first": 1.0},
        "last_touch": {"last": 1.0},
        "lead_creation": {"lead": 1.0},
        "linear": {"middle": 1.0},
        "position_based": {"first": 0.4, "last": 0.4, "middle": 0.2},
        "w": {"first": 0.3, "lead": 0.3, "opportunity": 0.3, "middle": 0.1},
        "full_path": {
            "first": 0.225,
            "lead": 0.225,
            "opportunity": 0.225,
            "last": 0.225,
            "middle": 0.1,
        },
    }
)
# The models that are no weighting of milestones.
TIME_DECAY, LAST_NON_DIRECT = "time_decay", "last_non_direct"
MODELS = (*PRESETS, LAST_NON_DIRECT, TIME_DECAY)


def check_weights(weights: Mapping[str, float]) -> None:
    """Refuse words that no journey has, negative weights, and weights that are all 0."""
    if unknown := set(weights) - set(WORDS):
        raise ParameterError("weights", sorted(unknown), ", ".join(WORDS))
    if not all(weight >= 0 for weight in weights.values()) or not sum(weights.values()) > 0:
        raise ParameterError("weights", dict(weights), "at least 0, with a sum above 0")
