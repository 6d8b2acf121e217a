"""The mapping that reads a company written as canonical tables: every column is itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.simulation.block import Block
from boucle.simulation.canonical import names
from boucle.simulation.firm import FEWEST
from boucle.simulation.story import CURRENCY, TIME_ZONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boucle.simulation.firm import Firm


def text(firm: Firm) -> str:
    """Return the mapping."""
    return "\n".join(_lines(firm)) + "\n"


def _lines(firm: Firm) -> Iterator[str]:
    yield "# Reads the canonical tables of Groupe Boréalis, a company that does not exist."
    yield 'source = "borealis"'
    yield f'currency = "{CURRENCY}"'
    yield f'time_zone = "{TIME_ZONE}"'
    # Which columns there are is the same for every company: the smallest one tells.
    smallest = Block(type(firm)(FEWEST, 0, firm.last), 0)
    smallest.make()
    for table in smallest.frames:
        yield f'\n[files.{table}]\npath = "tables/{table}/*.parquet"'
    for table, frame in smallest.frames.items():
        yield f'\n[[rows]]\ntable = "{table}"\nfile = "{table}"\n[rows.columns]'
        yield from (f'{name} = "{name}"' for name in names(table, frame))
