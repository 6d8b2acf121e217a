"""Reading Parquet: every column has a type of its own; a row's line is its position."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from boucle.errors.imports import UnreadableFileError
from boucle.language import Text
from boucle.warehouse.imports.raw_file import CellKind, RawFile, header_names
from boucle.warehouse.imports.staging import CHUNK_ROWS, Stage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from boucle.warehouse.imports.mapping import FileMapping

_DAMAGED = Text(
    fr="ce n'est pas un fichier Parquet complet. Exportez-le de nouveau.",
    en="it is no complete Parquet file. Export it again.",
)


def read_parquet(
    path: Path, spec: FileMapping, staged: Path, progress: Callable[[str, int], None]
) -> RawFile:
    """Stage a Parquet file.

    Raises
    ------
    UnreadableFileError
        If it is damaged or encrypted.
    """
    del spec  # nothing about a Parquet file needs to be said
    try:
        with pq.ParquetFile(path) as file:
            return _read(path, file, staged, progress)
    except (pa.ArrowException, OSError, ValueError) as error:
        if getattr(error, "errno", None):  # a full disk, say, is no fault of the file
            raise
        raise UnreadableFileError(path.name, _DAMAGED) from error


def _read(
    path: Path, file: pq.ParquetFile, staged: Path, progress: Callable[[str, int], None]
) -> RawFile:
    raw = RawFile(path, staged, header_names(file.schema_arrow.names))
    for name, kind in zip(raw.columns, map(_kind, file.schema_arrow.types), strict=True):
        if kind:
            raw.cell_kinds[name] = kind
    with Stage(raw) as stage:
        for batch in file.iter_batches(CHUNK_ROWS):
            first = raw.n_rows + 1
            lines = range(first, first + batch.num_rows)
            stage.add_arrays(list(lines), [_as_text(column) for column in batch.columns])
            progress(raw.name, raw.n_rows)
    return raw


def _kind(dtype: pa.DataType) -> CellKind | None:
    if pa.types.is_temporal(dtype) and not pa.types.is_time(dtype):
        return "moment"
    is_number = (
        pa.types.is_integer(dtype) or pa.types.is_floating(dtype) or pa.types.is_decimal(dtype)
    )
    return "number" if is_number else None


def _as_text(column: Any) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_timestamp(column.type) and column.type.tz is not None:
        column = column.cast(pa.timestamp("us", "UTC"))
    try:
        return column.cast(pa.string())
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid):
        cells = (None if cell is None else str(cell) for cell in column.to_pylist())
        return pa.array(cells, pa.string())
