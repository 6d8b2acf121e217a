"""Canonical tables from a few rows, for the tests beside."""

from collections.abc import Callable
from typing import Any

import ibis
import pyarrow as pa
import pytest

from boucle.tables import table


@pytest.fixture
def canonical() -> Callable[..., Any]:
    def build(name: str, *rows: dict[str, Any]):
        names, schema = table(name).names, table(name).ibis_schema().to_pyarrow()
        full = [dict.fromkeys(names) | row for row in rows]
        return ibis.memtable(pa.Table.from_pylist(full, schema=schema))

    return build
