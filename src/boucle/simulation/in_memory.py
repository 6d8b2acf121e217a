"""A simulated company as tables in memory, in the schema that methods read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.simulation.canonical import arrow_table
from boucle.tables import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

    from boucle.simulation.block import Block


def tables_of(block: Block) -> dict[str, pa.Table]:
    """Return the canonical tables of a block that is made, whole: moments in UTC without a zone.

    Columns that the simulation does not know are null; ``entered_at`` and what else the lake adds
    is not there.
    """
    import pyarrow as pa  # start-up

    found = {}
    for name, frame in block.frames.items():
        schema = TABLES[name].ibis_schema().to_pyarrow()
        known = arrow_table(name, frame)
        columns = [
            known[field.name].cast(field.type)
            if field.name in known.column_names
            else pa.nulls(len(known), field.type)
            for field in schema
        ]
        found[name] = pa.table(columns, schema=schema)
    return found
