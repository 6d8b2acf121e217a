"""Small exports of made-up companies, imported by a preset."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime

import pytest

from boucle.warehouse.imports import mapping
from boucle.warehouse.imports.run import import_files


@pytest.fixture
def imports(workspace, tmp_path):
    """Import `files` (name → lines) by a preset, on a day of November 2026."""

    def imports(preset, files, *, day=1, **options):
        exports = tmp_path / "exports"
        shutil.rmtree(exports, ignore_errors=True)
        exports.mkdir()
        for name, lines in files.items():
            text = "\n".join([*lines, ""])
            (exports / name).write_text(text, encoding="utf-8")
        now = datetime(2026, 11, day, 12, tzinfo=UTC)
        read = mapping.load(preset, folder=workspace.folder / "mappings")
        return import_files(workspace, [exports], read, now=now, **options)

    return imports


@pytest.fixture
def moves(workspace):
    """Read the moves of the lake as ``(subject_id, from_stage, to_stage, occurred_at)``.

    Moments are texts to the minute, in UTC.
    """

    def moves():
        rows = workspace.lake.tables().stage_changes.to_pyarrow().to_pylist()
        return sorted(
            (
                (
                    row["subject_id"],
                    row["from_stage"],
                    row["to_stage"],
                    f"{row['occurred_at']:%Y-%m-%d %H:%M}",
                )
                for row in rows
            ),
            key=lambda row: (row[0], row[3], row[1] or ""),
        )

    return moves
