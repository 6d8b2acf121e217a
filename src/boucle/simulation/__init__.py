"""A company with known truth: for the demo, for tests and for measuring speed."""

from __future__ import annotations

from boucle.simulation.scenario import Change, ChannelStops, DefinitionChanges, RepsAnswerFaster
from boucle.simulation.simulate import Simulated, simulate

__all__ = [
    "Change",
    "ChannelStops",
    "DefinitionChanges",
    "RepsAnswerFaster",
    "Simulated",
    "simulate",
]
