"""Tables from rows, and the demo company's agreement."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import ibis
import pyarrow as pa
import pytest

import boucle.simulation
from boucle.agreement import load
from boucle.language import Text
from boucle.tables import BOOKKEEPING, TABLES, Table

ZONE = ZoneInfo("America/Toronto")
NAMES = (
    "leads", "contacts", "accounts", "touchpoints", "stage_changes", "handoffs", "dispositions",
    "activities", "opportunities", "opportunity_contacts", "contracts",
)  # fmt: skip


def aware(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)


def at(text):
    """Return a moment on the wall clock in Montréal as the engine holds it."""
    return aware(text).replace(tzinfo=None)


def _value(field, value):
    if isinstance(value, str) and pa.types.is_timestamp(field.type):
        return at(value)
    if isinstance(value, str) and pa.types.is_date(field.type):
        return date.fromisoformat(value)
    if value is not None and pa.types.is_decimal(field.type):
        return Decimal(value)
    return value


def table(name, rows):
    # As a workspace gives them: what the lake adds stands beside the table's own columns.
    schema = Table("lake", "fact", Text(fr="", en=""), (), BOOKKEEPING).ibis_schema().to_pyarrow()
    schema = pa.schema([*TABLES[name].ibis_schema().to_pyarrow(), *schema])
    key = TABLES[name].key[0]
    whole = [
        {field.name: _value(field, row.get(field.name)) for field in schema}
        | {key: row.get(key, f"{name}-{n}")}
        for n, row in enumerate(rows)
    ]
    return ibis.memtable(pa.Table.from_pylist(whole, schema=schema))


def tables(**rows):
    return SimpleNamespace(**{name: table(name, rows.get(name, [])) for name in NAMES})


def kept(step):
    return ibis.memtable(step.to_pyarrow())


@pytest.fixture
def company():
    """All of the above, under one name."""
    return SimpleNamespace(**{k: v for k, v in globals().items() if not k.startswith("_")})


@pytest.fixture(scope="session")
def demo():
    """The agreement of the demo company."""
    return load(Path(boucle.simulation.__file__).with_name("agreement.yaml"))
