"""Laws of the lake: reading as of any commit equals a plain model of what was said by then."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boucle.warehouse.lake import Lake

START = datetime(2026, 3, 1, tzinfo=UTC)
KEYS, SOURCES = ("a", "b", "c"), ("crm", "erp")
SCHEMA = pa.schema([("account_id", pa.string()), ("name", pa.string()), ("domain", pa.string())])

said = st.sampled_from([None, "x", "y"])
changes = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(SOURCES), st.sampled_from(KEYS), said, said),
    st.tuples(st.just("delete"), st.sampled_from(SOURCES), st.sampled_from(KEYS)),
)
imports = st.lists(st.lists(changes, min_size=1, max_size=5), min_size=1, max_size=5)


def apply(model, change):
    """Do to a dictionary what the lake is told."""
    kind, source, key, *values = change
    if kind == "write":
        model[source, key] = tuple(values)
    else:
        model.pop((source, key), None)


def write(lake, now, batch):
    with lake.writer(who="law", now=now) as writer:
        for kind, source, key, *values in batch:
            if kind == "write":
                row = dict(zip(SCHEMA.names, (key, *values), strict=True))
                rows = pa.Table.from_pylist([row], SCHEMA)
                # A backfill dates rows by their own stamps; its cases are tested one by one.
                writer.stage("accounts", rows, source=source, is_backfill=False)
            else:
                writer.delete("accounts", [(key,)], source=source)
        return writer.commit("law")


def seen(lake, moment):
    rows = lake.tables(as_of=moment).accounts.to_pyarrow().to_pylist()
    found = {(row["source"], row["account_id"]): (row["name"], row["domain"]) for row in rows}
    assert len(found) == len(rows)  # one row a key
    return found


@pytest.mark.slow
@settings(max_examples=8)
@given(batches=imports)
def test_reading_as_of_a_moment_gives_what_was_known_then(batches):
    with TemporaryDirectory() as folder:
        lake, model, known = Lake(Path(folder) / "lake"), {}, {}
        for n, batch in enumerate(batches):
            before = dict(model)
            for change in batch:
                apply(model, change)
            commit = write(lake, START + timedelta(days=n), batch)
            known[START + timedelta(days=n)] = dict(model)
            assert (commit.n_rows == 0) == (before == model)

        assert {moment: seen(lake, moment) for moment in known} == known

        last = lake.last_commit()
        repeated = [("write", *key, *values) for key, values in model.items()]
        if repeated:
            assert write(lake, START + timedelta(days=90), repeated).n_rows == 0
            assert lake.last_commit() == last
        lake.compact(who="law", now=START + timedelta(days=91))
        assert {moment: seen(lake, moment) for moment in known} == known
