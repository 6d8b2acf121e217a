"""A company with known truth: for the demo, for tests and for measuring speed."""

from __future__ import annotations

from boucle.simulation.simulate import Simulated, simulate

__all__ = ["Simulated", "simulate"]
