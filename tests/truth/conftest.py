"""Two hundred small companies side by side, and what is true of the model that drew them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace

import ibis
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from boucle.simulation.block import Block
from boucle.simulation.firm import Firm
from boucle.simulation.frame import stack
from boucle.simulation.in_memory import tables_of

ENDS_ON = date(2026, 10, 31)
UNTIL = datetime(2026, 11, 1, 3, 59, 59, tzinfo=UTC)
ZONE = "America/Toronto"
N_SEEDS, CONTACTS = 200, 800
# The model's own figures come from so many people more: a fourteenth of one company's error.
MODEL_CONTACTS, MODEL_SEED = 160_000, 1_000_003
NAMES = ("leads", "stage_changes", "opportunities", "handoffs", "activities", "touchpoints")
KEYS = {
    "leads": ("lead_id", "origin_touchpoint_id", "contact_id"),
    "stage_changes": ("stage_change_id", "subject_id"),
    "opportunities": ("opportunity_id", "lead_id"),
    "handoffs": ("handoff_id", "lead_id"),
    "activities": ("activity_id", "lead_id", "contact_id"),
    "touchpoints": ("touchpoint_id", "contact_id"),
}


def of_seed(seed):
    """Return the tables of one company, its keys marked with its seed."""
    block = Block(Firm(CONTACTS, seed, ENDS_ON), 0)
    block.make()
    found, made = {}, tables_of(block)
    channel = block.frames["touchpoints"]["channel"].arrow().cast(pa.string())
    made["touchpoints"] = made["touchpoints"].set_column(
        made["touchpoints"].column_names.index("channel"), "channel", channel
    )
    for name in NAMES:
        table = made[name]
        for key in KEYS[name]:
            marked = pc.binary_join_element_wise(str(seed), table[key], ":")
            table = table.set_column(table.column_names.index(key), key, marked)
        found[name] = table
    return found


@pytest.fixture(scope="session")
def companies():
    """All tables of all seeds under each other: one pass of the engine for all of them."""
    made = [of_seed(seed) for seed in range(N_SEEDS)]
    tables = {name: pa.concat_tables([each[name] for each in made]) for name in NAMES}
    engine = ibis.duckdb.connect()
    created = {name: engine.create_table(name, table) for name, table in tables.items()}
    return SimpleNamespace(**created)


@pytest.fixture(scope="session")
def model():
    """The leads of a giant company of the same model, followed to their end, and its last moment.

    Also what was written down of each: its first attempt, and whether there is a deal.
    """
    firm, blocks, written = Firm(MODEL_CONTACTS, MODEL_SEED, ENDS_ON), [], []
    names = (
        "opened_at", "mql_at", "answered_at", "qualified_at", "deal_at", "closed_at", "left_at",
        "handed_at", "exit", "origin", "type", "reason",
    )  # fmt: skip
    for number in range(len(firm.sizes)):
        block = Block(firm, number)
        block.make()
        blocks.append({name: block.leads[name] for name in names})
        written.append((block.frames["handoffs"], block.frames["activities"]))
    return SimpleNamespace(leads=stack(blocks), written=written, end=firm.end)
