"""A lake in a folder of its own, and moments to write it at."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest

from boucle.warehouse.lake import Lake

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def lake(tmp_path):
    return Lake(tmp_path / "lake")


@pytest.fixture
def day():
    """The moment a number of days after the first import."""
    return lambda n: START + timedelta(days=n)


@pytest.fixture
def write(lake, day):
    """Stage rows (as dictionaries) of one table and commit them."""

    def do(n, table, rows, *, source="crm", **more):
        with lake.writer(who="test", now=day(n)) as writer:
            writer.stage(table, pa.Table.from_pylist(rows), source=source, **more)
            return writer.commit(f"day {n}")

    return do


@pytest.fixture
def read(lake, day):
    """Read one table as of a day, as sorted tuples of the given columns."""

    def do(table, *columns, as_of=None):
        moment = as_of if as_of is None or isinstance(as_of, datetime) else day(as_of)
        known = lake.tables(as_of=moment).table(table).select(*columns)
        rows = known.to_pyarrow().to_pylist()
        return sorted((tuple(row.values()) for row in rows), key=repr)

    return do
