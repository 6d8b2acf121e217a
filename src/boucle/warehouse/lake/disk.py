"""A full disk, told the same way by every library, becomes one clear error."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
from deltalake.exceptions import DeltaError

from boucle.errors.warehouse import DiskFullError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# What the engine and the lake say in their text, where they keep no error number.
_SIGNS = ("no space left on device", "os error 28", "disk quota exceeded", "storage full")
_NUMBERS = {errno.ENOSPC, errno.EDQUOT}


@contextmanager
def clear_disk_errors(folder: Path) -> Iterator[None]:
    """Raise `DiskFullError` for whatever the block raises because `folder` has no room."""
    try:
        yield
    except (OSError, DeltaError, duckdb.Error, pa.ArrowException) as error:
        if _means_full(error):
            raise DiskFullError(folder) from error
        raise


def _means_full(error: Exception) -> bool:
    if isinstance(error, OSError) and error.errno in _NUMBERS:
        return True
    return any(sign in str(error).lower() for sign in _SIGNS)
