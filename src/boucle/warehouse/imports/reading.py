"""Reading any file by what it holds, whatever its name says."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

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
_OTHER_BOOK = Text(
    fr="c'est {what}. Ouvrez-le dans votre tableur et enregistrez-le en xlsx.",
    en="it is {what}. Open it in your spreadsheet program and save it as xlsx.",
)
_XLSB = Text(fr="un classeur binaire (.xlsb)", en="a binary workbook (.xlsb)")
_ODS = Text(fr="un document OpenDocument (.ods)", en="an OpenDocument file (.ods)")
_ARCHIVE = Text(
    fr="c'est une archive zip. Extrayez d'abord ce qu'elle contient : {names}.",
    en="it is a zip archive. Extract first what it holds: {names}.",
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
    if head.startswith(b"PK") and _is_workbook(path):
        return read_workbook
    return read_delimited


def _is_workbook(path: Path) -> bool:
    """Tell whether a zip archive is an xlsx workbook, or half of one.

    Raises
    ------
    UnreadableFileError
        If it is a workbook of another kind, or an archive.
    """
    try:
        with ZipFile(path) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype") if "mimetype" in names else b""
    except (BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError, EOFError, KeyError):
        return path.suffix.lower() in {".xlsx", ".xlsm"}
    if "xl/workbook.bin" in names:
        raise UnreadableFileError(path.name, _OTHER_BOOK.format(what=_XLSB))
    if b"opendocument" in kind:
        raise UnreadableFileError(path.name, _OTHER_BOOK.format(what=_ODS))
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        return True
    if path.suffix.lower() in {".xlsx", ".xlsm"}:
        return True
    raise UnreadableFileError(path.name, _ARCHIVE.format(names=", ".join(sorted(names)[:5]) or "—"))
