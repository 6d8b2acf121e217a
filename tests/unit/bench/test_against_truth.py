"""The table of credit against truth, read as people read it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from boucle.analytics.attribution import ALL_MODELS

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def tables(root):
    said = subprocess.run(
        [sys.executable, "-m", "bench.against_truth", "--companies", "1"],
        cwd=root, capture_output=True, check=True, text=True,
    ).stdout  # fmt: skip
    errors, by_channel = (
        [line.split() for line in part.splitlines()] for part in said.split("\n\n")
    )
    return errors[1:], by_channel


def share(cell):
    return float(cell.removesuffix("%")) / 100


def test_shares_add_up_to_the_whole(tables):
    _, (_, *rows) = tables

    columns = zip(*[[share(cell) for cell in row[1:]] for row in rows], strict=True)

    assert [sum(column) for column in columns] == pytest.approx(
        [1.0] * (1 + len(ALL_MODELS)), abs=0.01
    )


def test_error_is_half_of_what_the_shares_differ_by(tables):
    errors, (heads, *rows) = tables
    shares = {name: [share(row[at]) for row in rows] for at, name in enumerate(heads) if at}

    expected = {
        model: sum(abs(a - b) for a, b in zip(shares[model], shares["truth"], strict=True)) / 2
        for model in ALL_MODELS
    }

    assert {model: share(mean) for model, mean, *_ in errors} == pytest.approx(expected, abs=0.005)
    assert [share(row[1]) for row in errors] == sorted(share(row[1]) for row in errors)
