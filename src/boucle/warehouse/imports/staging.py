"""Cells as text on their way to a staged Parquet file, a chunk at a time."""

from __future__ import annotations

import os
import shutil
import socket
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from boucle.warehouse.imports.raw_file import LINE
from boucle.warehouse.lake.lock import is_alive

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from boucle.warehouse.imports.raw_file import RawFile

CHUNK_ROWS = 50_000
_STALE_SECONDS = 86_400
_HOME = ".importing"


@contextmanager
def staging_folder(workspace_folder: Path) -> Iterator[Path]:
    """Give a folder for one import; it goes with all it holds, whatever happens.

    What an import that was killed left behind goes too: it may hold personal data.
    """
    remove_left(workspace_folder)
    home = workspace_folder / _HOME
    # Its name says whose it is, so that what a dead import left can be told from a living one's.
    folder = home / f"{os.getpid()}-{uuid4().hex}@{socket.gethostname()}"
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if not any(home.iterdir()):
            home.rmdir()


def remove_left(workspace_folder: Path) -> None:
    """Remove what imports left that were killed on this machine, or more than a day ago."""
    home = workspace_folder / _HOME
    if home.is_dir():
        for left in home.iterdir():
            if _is_dead(left) or time.time() - left.stat().st_mtime > _STALE_SECONDS:
                shutil.rmtree(left, ignore_errors=True)


def _is_dead(folder: Path) -> bool:
    pid, _, host = folder.name.partition("@")
    pid = pid.partition("-")[0]
    return host == socket.gethostname() and pid.isdigit() and not is_alive(int(pid))


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
