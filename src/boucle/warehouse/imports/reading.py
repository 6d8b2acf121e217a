"""Reading any file by what it holds, whatever its name says."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import is_zipfile

from boucle.errors.imports import UnreadableFileError
from boucle.language import Text
from boucle.warehouse.imports.columnar import read_parquet
from boucle.warehouse.imports.delimited import EMPTY, read_delimited
from boucle.warehouse.imports.workbook import LOCKED, OLE_MAGIC, read_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from boucle.warehouse.imports.mapping import FileMapping
    from boucle.warehouse.imports.raw_file import RawFile

_DENIED = Text(
    fr="il ne s'ouvre pas ({why}). Vérifiez les droits d'accès.",
    en="it does not open ({why}). Check the access rights.",
)


def read_file(
    path: Path, spec: FileMapping, staged: Path, progress: Callable[[str, int], None]
) -> RawFile:
    """Stage a file as text cells; `progress` hears its name and the rows so far.

    Raises
    ------
    UnreadableFileError
        If it can't be read; says why and what to do.
    """
    try:
        with path.open("rb") as file:
            head = file.read(8)
    except OSError as error:
        raise UnreadableFileError(path.name, _DENIED.format(why=error.strerror)) from error
    if not head:
        raise UnreadableFileError(path.name, EMPTY)
    if head.startswith(OLE_MAGIC):
        raise UnreadableFileError(path.name, LOCKED)
    return _reader(path, head)(path, spec, staged, progress)


def _reader(path: Path, head: bytes) -> Callable[..., RawFile]:
    if head.startswith((b"PAR1", b"PARE")):
        return read_parquet
    is_workbook = path.suffix.lower() in {".xlsx", ".xlsm"} or is_zipfile(path)
    if head.startswith(b"PK") and is_workbook:
        return read_workbook
    return read_delimited
