"""The company that the tests of reports share."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

_SCRIPT = Path(__file__).with_name("small_company.py")
_spec = spec_from_file_location("small_company", _SCRIPT)
_made = module_from_spec(_spec)
_spec.loader.exec_module(_made)


@pytest.fixture(scope="session")
def made_up():
    """The module that makes companies: rows, tables, agreement."""
    return _made


@pytest.fixture(scope="session")
def agreement(made_up):
    return made_up.agreement()


@pytest.fixture(scope="session")
def loop_of(made_up, agreement):
    """Make the report of a company from its rows."""
    from boucle.reporting.closed_loop.report import ClosedLoop
    from boucle.reporting.frame import Frame

    def loop_of(rows, *, month=None, file_ties=(), **moments):
        tables = made_up.FakeTables(rows, **moments)
        return ClosedLoop(Frame(tables, agreement, month=month), file_ties=file_ties)

    return loop_of


@pytest.fixture(scope="session")
def loop(made_up, loop_of):
    return loop_of(made_up.small_company())


@pytest.fixture(scope="session")
def report(loop):
    """The whole report of the small company, in English."""
    return loop.as_json("en")
