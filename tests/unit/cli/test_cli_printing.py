"""How the tables of the terminal write one figure."""

from __future__ import annotations

from types import SimpleNamespace

import pytest


@pytest.mark.parametrize(
    ("figure", "written"),
    [
        pytest.param({"value": 80.0, "n": 12, "low": 62.0, "high": 95.0},
                     "80,0 [62,0 ; 95,0] (n = 12)", id="both bounds"),
        pytest.param({"value": 80.0, "n": 12, "low": 62.0, "high": None},
                     "80,0 [62,0 ; —] (n = 12)", id="no upper bound"),
        pytest.param({"value": 80.0, "n": 12, "low": None, "high": None}, "80,0 (n = 12)",
                     id="no bound"),
        pytest.param({"value": None, "n": 3, "low": None, "high": None}, "— (n = 3)",
                     id="no value"),
    ],
)  # fmt: skip
def test_a_figure_has_its_interval_and_n(monkeypatch, figure, written):
    from boucle.cli import printing

    monkeypatch.setattr(printing, "LANGUAGE", "fr")
    said = printing.cell(figure, SimpleNamespace(kind="days"), SimpleNamespace())

    assert said.replace("\N{NO-BREAK SPACE}", " ") == written
