"""The names of all models: the rules, and those that read the data."""

from __future__ import annotations

from boucle.analytics.attribution.weights import MODELS

MARKOV, SHAPLEY = "markov", "shapley"
ALL_MODELS = (*MODELS, MARKOV, SHAPLEY)
