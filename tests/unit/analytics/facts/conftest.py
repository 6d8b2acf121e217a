"""Canonical tables from short rows: what a row does not say is null."""

import ibis
import pyarrow as pa
import pytest

from boucle.tables import TABLES


def _without_zone(schema):
    naive = [
        field.with_type(pa.timestamp("us")) if pa.types.is_timestamp(field.type) else field
        for field in schema
    ]
    return pa.schema(naive)


@pytest.fixture(scope="session")
def rows_of():
    def build(name, *rows):
        schema = _without_zone(TABLES[name].arrow_schema())
        whole = [{**dict.fromkeys(schema.names), **row} for row in rows]
        return ibis.memtable(pa.Table.from_pylist(whole, schema=schema))

    return build
