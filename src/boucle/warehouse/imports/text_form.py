"""How a text file is written: its encoding and the sign between its cells, found by reading it."""

from __future__ import annotations

import codecs
import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from boucle.errors.imports import UnreadableFileError
from boucle.language import Text

if TYPE_CHECKING:
    from pathlib import Path

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_BYTES = 65_536
_SAMPLE_RECORDS = 50
# Records of the header's width, where nothing stands above it.
_EVEN_SHARE = 0.5
# A UTF-16 text of Latin letters has a zero in every second byte.
_ZERO_SHARE = 0.3

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the start of it
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FOREIGN = {
    b"%PDF": Text(fr="un document PDF", en="a PDF document"),
    b"\x89PNG": Text(fr="une image", en="a picture"),
    b"\xff\xd8\xff": Text(fr="une image", en="a picture"),
    b"\x1f\x8b": Text(fr="un fichier compressé (gzip)", en="a compressed file (gzip)"),
    b"BZh": Text(fr="un fichier compressé (bzip2)", en="a compressed file (bzip2)"),
    b"\xfd7zXZ": Text(fr="un fichier compressé (xz)", en="a compressed file (xz)"),
    b"7z\xbc\xaf": Text(fr="une archive 7z", en="a 7z archive"),
    b"Rar!": Text(fr="une archive rar", en="a rar archive"),
    b"PK\x03\x04": Text(fr="une archive zip", en="a zip archive"),
    b"SQLite format": Text(fr="une base de données SQLite", en="an SQLite database"),
    b"{\\rtf": Text(fr="un document RTF", en="an RTF document"),
}
# What starts so is text, but no rows and cells; blanks before it do not matter.
_OTHER_TEXT = (
    (
        re.compile(r"(?i)<(!doctype html|html|head|body|table|div|meta|style|script)\b"),
        Text(fr="une page Web (HTML)", en="a web page (HTML)"),
    ),
    (re.compile(r"<(\?xml|[A-Za-z:]+[ >])"), Text(fr="du XML", en="XML")),
    (re.compile(r"\{\s*(\"|\}\s*$)|\[\s*[{\[]"), Text(fr="du JSON", en="JSON")),
)
_HAS_NULS = Text(
    fr="un fichier binaire ou abîmé (il contient des octets nuls)",
    en="a binary or damaged file (it has null bytes)",
)
_DAMAGED = Text(
    fr="il est en UTF-8, mais abîmé à la ligne {line} : un caractère y est coupé. Exportez-le de "
    "nouveau, ou donnez `encoding` dans la correspondance.",
    en="it is in UTF-8 but damaged on line {line}: a character is cut there. Export it again, or "
    "give `encoding` in the mapping.",
)
# What Excel writes above the header so that it reads its own file: the sign between cells.
_DIRECTIVE = re.compile(r"\ufeff?\"?sep=(.)\"?\s*")
# Letters of French and its neighbours, of which one encoding shows more than another.
_USUAL_LETTERS = frozenset("éèêëàâäçîïôöùûüÉÈÊÀÂÇÎÔÙœŒ«»’–—…°ñáíóúãõ")
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
    """Encoding (a Python codec), delimiter, and whether the encoding is a guess.

    `has_directive`: the first line only names the delimiter (``sep=;``).
    """

    encoding: str
    delimiter: str
    is_guess: bool = False
    has_directive: bool = False


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
    sample = _sample(path, found)
    _refuse_other_text(path, sample)
    directive = _DIRECTIVE.fullmatch(re.split(r"[\r\n]", sample, maxsplit=1)[0])
    sign = delimiter or (directive[1] if directive else _delimiter(sample))
    return TextForm(found, sign, is_guess, directive is not None)


def _encoding(path: Path, head: bytes) -> tuple[str, bool]:
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name, False
    _refuse_foreign(path, head)
    if head.count(0) > _ZERO_SHARE * len(head) and head.count(0):
        in_even = head[0::2].count(0)
        return ("utf-16-be" if in_even > head[1::2].count(0) else "utf-16-le"), True
    if 0 in head:
        raise UnreadableFileError(path.name, NOT_A_TABLE.format(what=_HAS_NULS))
    if _decodes(path, "utf-8"):
        return "utf-8", False
    _refuse_damaged(path)
    return _one_byte_encoding(head), True


def _refuse_damaged(path: Path) -> None:
    """Refuse UTF-8 with a few broken bytes: read as anything else, every accent would be wrong."""
    n_broken = n_good = first = 0
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        for line, text in enumerate(file, start=1):
            broken = text.count("\ufffd")
            first = first or (line if broken else 0)
            n_broken += broken
            n_good += 0 if text.isascii() else sum(not sign.isascii() for sign in text) - broken
    if n_good and n_good >= n_broken:
        raise UnreadableFileError(path.name, _DAMAGED.format(line=first))


def _one_byte_encoding(head: bytes) -> str:
    def n_usual(encoding: str) -> int:
        return sum(sign in _USUAL_LETTERS for sign in head.decode(encoding, "replace"))

    return "mac_roman" if n_usual("mac_roman") > n_usual("cp1252") else "cp1252"


def _refuse_foreign(path: Path, head: bytes) -> None:
    for magic, what in _FOREIGN.items():
        if head.startswith(magic):
            raise UnreadableFileError(path.name, NOT_A_TABLE.format(what=what))


def _refuse_other_text(path: Path, sample: str) -> None:
    start = sample[:1000].lstrip("\ufeff \t\r\n")
    for pattern, what in _OTHER_TEXT:
        if pattern.match(start):
            raise UnreadableFileError(path.name, NOT_A_TABLE.format(what=what))


def _decodes(path: Path, encoding: str) -> bool:
    """Tell whether the whole file is text of this encoding.

    Raises
    ------
    UnreadableFileError
        If it is, but holds null characters.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    has_nuls = False
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                has_nuls = "\0" in decoder.decode(block) or has_nuls
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    if has_nuls:
        raise UnreadableFileError(path.name, NOT_A_TABLE.format(what=_HAS_NULS))
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


def _sample(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding, newline="") as file:
        sample = file.read(_SAMPLE_BYTES)
    if len(sample) == _SAMPLE_BYTES:  # the last line may be cut
        sample = sample[: sample.rfind("\n") + 1] or sample
    return sample


def _delimiter(sample: str) -> str:
    return max(DELIMITERS, key=lambda sign: _fitness(sample, sign))


def _fitness(sample: str, sign: str) -> tuple[bool, bool, float, int]:
    """Tell how well a sign parts the sample: at all, from the first line, evenly, into how many."""
    widths: list[int] = []
    try:
        for record in csv.reader(sample.splitlines(keepends=True), delimiter=sign):
            if record:
                widths.append(len(record))
            if len(widths) == _SAMPLE_RECORDS:
                break
    except csv.Error:
        return False, False, 0.0, 0
    wide = [width for width in widths if width > 1]
    if not wide:
        return False, False, 0.0, 0
    # Lines above the header have other widths.
    usual = widths[0] if widths[0] > 1 else max(wide, key=wide.count)
    share = round(widths.count(usual) / len(widths), 1)
    is_from_first = widths[0] > 1 and share >= _EVEN_SHARE
    if not is_from_first:
        usual = max(wide, key=wide.count)
        share = round(widths.count(usual) / len(widths), 1)
    return True, is_from_first, share, usual
