"""Cells as text on their way to a staged Parquet file, a chunk at a time."""

from __future__ import annotations

import shutil
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from boucle.warehouse.imports.raw_file import LINE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from boucle.warehouse.imports.raw_file import RawFile

CHUNK_ROWS = 50_000
_STALE_SECONDS = 86_400


@contextmanager
def staging_folder(workspace_folder: Path) -> Iterator[Path]:
    """Give a folder for one import; it goes with all it holds, whatever happens.

    What an import that was killed left behind more than a day ago goes too: it may hold
    personal data.
    """
    home = workspace_folder / ".importing"
    _remove_stale(home)
    folder = home / uuid4().hex
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if not any(home.iterdir()):
            home.rmdir()


def _remove_stale(home: Path) -> None:
    if home.is_dir():
        for left in home.iterdir():
            if time.time() - left.stat().st_mtime > _STALE_SECONDS:
                shutil.rmtree(left, ignore_errors=True)


class Stage:
    """The staged Parquet file of `raw`, open for chunks of text cells."""

    def __init__(self, raw: RawFile) -> None:
        self.raw = raw
        fields = [pa.field(name, pa.string()) for name in raw.columns]
        self.schema = pa.schema([pa.field(LINE, pa.int64()), *fields])

    def __enter__(self) -> Stage:
        # Read back within seconds: a light compression beats a strong one.
        self._writer = pq.ParquetWriter(self.raw.staged, self.schema, compression="lz4")
        return self

    def __exit__(self, *_: object) -> None:
        self._writer.close()

    def add(self, lines: Sequence[int], rows: Sequence[Sequence[str | None]]) -> None:
        """Write rows of text cells."""
        columns: Any = zip(*rows, strict=True) if rows else [()] * len(self.raw.columns)
        arrays = [pa.array(column, pa.string()) for column in columns]
        self.add_arrays(lines, arrays)

    def add_arrays(self, lines: Sequence[int], arrays: Sequence[pa.Array]) -> None:
        """Write columns of text cells."""
        batch = pa.record_batch([pa.array(lines, pa.int64()), *arrays], schema=self.schema)
        self._writer.write_batch(batch)
        self.raw.n_rows += len(lines)
