"""What is imported is what was in memory, so that figures of one are figures of the other."""

from datetime import UTC, datetime
from types import MappingProxyType, SimpleNamespace

import pytest

from boucle.simulation import simulate
from boucle.simulation.block import Block
from boucle.simulation.firm import Firm
from boucle.simulation.in_memory import tables_of
from boucle.tables import TABLES
from boucle.warehouse.imports.mapping import load
from boucle.warehouse.imports.run import import_files
from boucle.warehouse.lake import Lake

from .conftest import ENDS_ON

CONTACTS, SEED = 800, 3
# Exports write a few dates of these as none can be.
SPOILED = {"activities", "touchpoints"}


def kept_people(links):
    """Return who each merged record is now; an undone merge merges nobody."""
    last = {}
    for link in sorted(links.to_pylist(), key=lambda row: (row["occurred_at"], row["link_id"])):
        last[link["from_id"]] = link
    return {gone: link["to_id"] for gone, link in last.items() if link["kind"] == "merge"}


def as_read(name, row, kept):
    """Return a row as the lake gives it: without blanks around texts, of the person who stays."""
    row = {key: value.strip() if isinstance(value, str) else value for key, value in row.items()}
    if "contact_id" in row and name != "links":
        row["contact_id"] = kept.get(row["contact_id"], row["contact_id"])
    return row


def rows(name, table, kept=MappingProxyType({})):
    """Return the rows in order; of two records of one person, that of the one who stays."""
    found = [
        as_read(name, row, kept)
        for row in table.to_pylist()
        if name != "contacts" or row["contact_id"] not in kept
    ]
    key = TABLES[name].key
    return sorted(found, key=lambda row: tuple(row[column] for column in key))


@pytest.mark.slow
@pytest.mark.parametrize("form", ["exports", "parquet"])
def test_the_lake_holds_what_was_in_memory(form, tmp_path):
    made = simulate(
        contacts=CONTACTS, seed=SEED, ends_on=ENDS_ON, folder=tmp_path / "made", form=form
    )
    zone = SimpleNamespace(time_zone="America/Toronto", currency="CAD", version="2.0.0")
    lake = Lake(tmp_path / "lake")
    target = SimpleNamespace(folder=tmp_path, lake=lake, agreement_at=lambda now: zone)
    result = import_files(
        target, [made.folder], load(made.mapping), now=datetime(2026, 11, 1, 12, tzinfo=UTC),
        max_rejects="5%",
    )  # fmt: skip
    block = Block(Firm(CONTACTS, SEED, ENDS_ON), 0)
    block.make()
    spoiled = SPOILED if form == "exports" else set()

    assert result.n_rejected_rows == 0 or spoiled
    made_up = tables_of(block)
    kept = kept_people(made_up["links"])
    assert kept
    for name, table in made_up.items():
        names = [column for column in table.column_names if table[column].null_count < len(table)]
        known = table.select(names)
        imported = lake.tables().table(name).select(names).to_pyarrow().cast(known.schema)
        if name in spoiled:
            assert len(imported) < len(known)
        else:
            assert rows(name, imported) == rows(name, known, kept)
