"""A workspace with a lake and the two facts of an agreement that imports need."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from boucle.warehouse.imports import mapping
from boucle.warehouse.imports.run import import_files
from boucle.warehouse.lake import Lake

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path):
    folder = tmp_path / "workspace"
    folder.mkdir()
    agreement = SimpleNamespace(time_zone="America/Toronto", currency="CAD", version="1.0")
    return SimpleNamespace(
        folder=folder, lake=Lake(folder / "lake"), agreement_at=lambda moment: agreement
    )


@pytest.fixture
def run(workspace, tmp_path):
    """Import `files` (name → bytes or text) by the text of a mapping."""

    def run(mapping_text, files, **options):
        exports = tmp_path / "exports"
        exports.mkdir(exist_ok=True)
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            (exports / name).write_bytes(data)
        parsed = mapping.parse(mapping_text, name="test.toml")
        return import_files(workspace, [exports], parsed, **{"now": NOW, **options})

    return run


@pytest.fixture
def rows(workspace):
    """Read the named columns of a table of the lake, in the order of its first column."""

    def rows(table, *columns):
        found = getattr(workspace.lake.tables(), table).select(*columns).to_pyarrow().to_pylist()
        return sorted((tuple(row.values()) for row in found), key=repr)

    return rows


COLUMN = """
source = "test"
{settings}
[files.f]
path = "f.csv"
delimiter = "|"
[[rows]]
table = "{table}"
file = "f"
[rows.columns]
{key} = "key"
{column} = {{ column = "v"{keys} }}
{more}
"""
KEYS = {"opportunities": "opportunity_id", "accounts": "account_id", "leads": "lead_id"}
MORE = {"opportunities": 'outcome = { value = "won" }'}


@pytest.fixture
def column(run, rows):
    """Import texts as one column; give its values in order, the rejects, and the result."""

    def column(table, name, *written, settings="", keys="", more=None):
        lines = [f"k{i:03d}|{value}" for i, value in enumerate(written)]
        text = COLUMN.format(
            table=table,
            key=KEYS[table],
            column=name,
            settings=settings,
            keys=keys and ", " + keys,
            more=MORE.get(table, "") if more is None else more,
        )
        files = {"f.csv": "\n".join(["key|v", *lines]) + "\n"}
        result = run(text, files, max_rejects="100%")
        return [value for _, value in rows(table, KEYS[table], name)], result

    return column
