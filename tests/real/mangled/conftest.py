"""The modules that mangle files, and small copies of the real ones in memory."""

from __future__ import annotations

import csv
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import SimpleNamespace

import pytest

_HERE = Path(__file__).parent


def _module(name):
    spec = spec_from_file_location(f"mangled_{name}", _HERE / f"{name}.py")
    module = module_from_spec(spec)
    # Dataclasses look their module up.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def mangling():
    """The modules of this folder, by name."""
    return SimpleNamespace(
        **{name: _module(name) for name in ("sheets", "forms", "tearing", "importing", "laws")}
    )


@pytest.fixture(scope="session")
def lines(real_data):
    """Read the first records of a real file, the header first."""

    def lines(path, n_rows):
        with (real_data / path).open(encoding="utf-8-sig", newline="") as file:
            return [record for record, _ in zip(csv.reader(file), range(n_rows + 1), strict=False)]

    return lines
