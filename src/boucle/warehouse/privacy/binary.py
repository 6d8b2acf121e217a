"""What files that are no plain text say: workbooks, documents, PDF, Parquet, archives."""

from __future__ import annotations

import gzip
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_START_BYTES = 8192
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
# Text inside an archive beyond this is not looked at: it would fill the memory.
_MOST_BYTES = 512 * 2**20


def is_text(path: Path) -> bool:
    """Tell whether a file is plain text."""
    with path.open("rb") as file:
        start = file.read(_START_BYTES)
    if start.startswith(b"%PDF"):
        return False
    return start[:2] in _BYTE_ORDER_MARKS or b"\0" not in start


def text_inside(path: Path) -> str:
    """Return the words of a file that is no plain text; what can't be opened, as its bytes."""
    with path.open("rb") as file:
        start = file.read(4)
    try:
        if start == b"PAR1":
            return _of_parquet(path)
        if start == b"%PDF":
            return _of_pdf(path)
        if start[:2] == b"PK":
            return _of_zip(path)
        if start[:2] == b"\x1f\x8b":
            with gzip.open(path) as packed:
                return _decoded(packed.read(_MOST_BYTES))
    except Exception:  # noqa: BLE001 - each library has its own error for a file it can't open
        return _decoded(path.read_bytes())
    return _decoded(path.read_bytes())


def _of_zip(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        left, parts = _MOST_BYTES, []
        for each in archive.infolist():
            with archive.open(each) as member:
                parts.append(_decoded(member.read(left)))
            left -= len(parts[-1])
    return "\n".join(parts)


def _of_parquet(path: Path) -> str:
    from pyarrow.parquet import ParquetFile  # slow: only where there is such a file

    return "\n".join(
        repr(batch.to_pylist()) for batch in ParquetFile(path).iter_batches(batch_size=10_000)
    )


def _of_pdf(path: Path) -> str:
    from pypdf import PdfReader  # slow: only where there is such a file

    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def _decoded(held: bytes) -> str:
    return held.decode("utf-8", errors="replace")
