"""The embedded engine: one DuckDB connection a process, in memory, in UTC."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import lru_cache
from typing import TYPE_CHECKING

import duckdb
import ibis

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend

_FALLBACK_BYTES = 4 * 1024**3
_LEAST_BYTES = 1024**3


def engine() -> Backend:
    """Return the engine of this process as an Ibis backend, started once.

    Every timestamp is read in UTC. It takes at most half of the machine's memory and spills the
    rest to a folder of its own, which goes when the process ends: it may hold personal data.
    """
    # A connection does not outlive a fork: a child starts its own.
    return _engine_of(os.getpid())


@lru_cache(maxsize=1)
def _engine_of(pid: int) -> Backend:
    spill = tempfile.mkdtemp(prefix=f"boucle-{pid}-")
    atexit.register(shutil.rmtree, spill, ignore_errors=True)
    connection = duckdb.connect(
        ":memory:",
        config={"memory_limit": f"{_memory_bytes() // 2**20}MiB", "temp_directory": spill},
    )
    connection.execute("SET TimeZone = 'UTC'")
    # Ask every file for its footer once, not at each query of a report.
    connection.execute("SET parquet_metadata_cache = true")
    # The engine flattens nested selects itself; to have Ibis do it first only costs time.
    ibis.options.sql.fuse_selects = False
    return ibis.duckdb.from_connection(connection)


def _memory_bytes() -> int:
    try:
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # not every system tells
        return _FALLBACK_BYTES
    return max(_LEAST_BYTES, total // 2)
