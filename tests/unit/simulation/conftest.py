from datetime import date

import pytest

from boucle.simulation import simulate
from boucle.simulation.block import Block
from boucle.simulation.firm import Firm

ENDS_ON = date(2026, 10, 31)


@pytest.fixture(scope="session")
def company():
    """The demo company before it is written."""
    made = Block(Firm(4000, 7, ENDS_ON), 0)
    made.make()
    return made


@pytest.fixture(scope="session")
def exports(tmp_path_factory):
    """A smaller company as files."""
    return simulate(contacts=900, seed=11, ends_on=ENDS_ON, folder=tmp_path_factory.mktemp("out"))
