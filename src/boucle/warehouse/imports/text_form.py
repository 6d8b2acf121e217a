"""How a text file is written: its encoding and the sign between its cells, found by reading it."""

from __future__ import annotations

import codecs
import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from boucle.errors.imports import UnreadableFileError
from boucle.language import Text

if TYPE_CHECKING:
    from pathlib import Path

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_BYTES = 65_536
_SAMPLE_RECORDS = 50
# A UTF-16 text of Latin letters has a zero in every second byte.
_ZERO_SHARE = 0.3

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FOREIGN = {
    b"%PDF": Text(fr="un document PDF", en="a PDF document"),
    b"\x89PNG": Text(fr="une image", en="a picture"),
    b"\xff\xd8\xff": Text(fr="une image", en="a picture"),
    b"\x1f\x8b": Text(fr="un fichier compressé (gzip)", en="a compressed file (gzip)"),
    b"PK\x03\x04": Text(fr="une archive zip", en="a zip archive"),
}
NOT_A_TABLE = Text(
    fr="c'est {what}, et non une table. Enregistrez-le en CSV, en xlsx ou en Parquet.",
    en="it is {what}, not a table. Save it as CSV, xlsx or Parquet.",
)
GUESSED = Text(
    fr="`{file}` n'est pas en UTF-8; il est lu en {encoding}. Vérifiez les accents, ou donnez "
    "`encoding` dans la correspondance.",
    en="`{file}` is not in UTF-8; it is read as {encoding}. Check the accents, or give "
    "`encoding` in the mapping.",
)


@dataclass(frozen=True, slots=True)
class TextForm:
    """Encoding (a Python codec), delimiter, and whether the encoding is a guess."""

    encoding: str
    delimiter: str
    is_guess: bool = False


def text_form(path: Path, *, encoding: str | None, delimiter: str | None) -> TextForm:
    """Find out how the file is written; what the mapping says is taken at its word.

    Raises
    ------
    UnreadableFileError
        If the file is no text, or not in the encoding that the mapping gives.
    """
    with path.open("rb") as file:
        head = file.read(_SAMPLE_BYTES)
    found, is_guess = (encoding, False) if encoding else _encoding(path, head)
    _check_decodes(path, found)
    return TextForm(found, delimiter or _delimiter(path, found), is_guess)


def _encoding(path: Path, head: bytes) -> tuple[str, bool]:
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name, False
    _refuse_foreign(path, head)
    if head.count(0) > _ZERO_SHARE * len(head) and head.count(0):
        in_even = head[0::2].count(0)
        return ("utf-16-be" if in_even > head[1::2].count(0) else "utf-16-le"), True
    if 0 in head:
        raise UnreadableFileError(path.name, NOT_A_TABLE.format(what=_BINARY))
    return ("utf-8", False) if _decodes(path, "utf-8") else ("cp1252", True)


_BINARY = Text(fr="un fichier binaire", en="a binary file")


def _refuse_foreign(path: Path, head: bytes) -> None:
    for magic, what in _FOREIGN.items():
        if head.startswith(magic):
            raise UnreadableFileError(path.name, NOT_A_TABLE.format(what=what))


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _check_decodes(path: Path, encoding: str) -> None:
    try:
        is_text = _decodes(path, encoding)
    except LookupError:
        is_text = False
    if not is_text:
        why = Text(
            fr="il n'est pas en {encoding}. Donnez son `encoding` dans la correspondance, par "
            "exemple « utf-8 » ou « cp1252 ».",
            en="it is not in {encoding}. Give its `encoding` in the mapping, for example "
            "`utf-8` or `cp1252`.",
        ).format(encoding=encoding)
        raise UnreadableFileError(path.name, why)


def _delimiter(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding, newline="") as file:
        sample = file.read(_SAMPLE_BYTES)
    if len(sample) == _SAMPLE_BYTES:  # the last line may be cut
        sample = sample[: sample.rfind("\n") + 1] or sample
    return max(DELIMITERS, key=lambda sign: _fitness(sample, sign))


def _fitness(sample: str, sign: str) -> tuple[bool, float, int]:
    widths: list[int] = []
    try:
        for record in csv.reader(sample.splitlines(keepends=True), delimiter=sign):
            if record:
                widths.append(len(record))
            if len(widths) == _SAMPLE_RECORDS:
                break
    except csv.Error:
        return False, 0.0, 0
    if not widths or widths[0] == 1:
        return False, 0.0, 0
    return True, round(widths.count(widths[0]) / len(widths), 1), widths[0]
