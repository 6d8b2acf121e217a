"""What a sheet shows otherwise than its cells say: merged cells, hidden rows, lost formulas.

Found in the sheet's own XML: the reader of cells passes over them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from boucle.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BLOCK_BYTES = 1 << 20
# A mark that is cut is looked at with the next block, unless none ends there.
_MOST_BYTES = 8 << 20
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]+([0-9]+):[A-Z]+[0-9]+)"')
_HIDDEN = re.compile(rb'<row [^>]*hidden="(?:1|true)"[^>]*>')
# A formula's cell with an empty or no result; what a program wrote that does not compute.
_NO_RESULT = re.compile(
    rb'<c r="([A-Z]+[0-9]+)"[^>]*><f[^>]*>(?:[^<]*</f>)?(?:<v ?/>|<v></v>)?</c>'
)
_SHOWN = 5

_MERGED_CELLS = Text(
    fr="dans `{file}`, des cellules sont fusionnées ({cells}) : seule la première de chaque groupe "
    "a une valeur, les autres sont lues comme vides. Annulez la fusion si ce sont des données.",
    en="in `{file}`, cells are merged ({cells}): only the first of each group has a value, the "
    "others are read as empty. Unmerge them if they are data.",
)
_HIDDEN_ROWS = Text(
    fr="dans `{file}`, {n} ligne(s) masquée(s) sont lues comme les autres.",
    en="in `{file}`, {n} hidden row(s) are read like the others.",
)
_UNCOMPUTED = Text(
    fr="dans `{file}`, {n} formule(s) n'ont pas de résultat enregistré ({cells}) : elles sont lues "
    "comme vides. Ouvrez le classeur dans votre tableur, puis enregistrez-le.",
    en="in `{file}`, {n} formula(s) have no stored result ({cells}): they are read as empty. Open "
    "the workbook in your spreadsheet program and save it.",
)


def told_of_sheet(path: Path, sheet: Any, header: int) -> Iterator[Text]:
    """Say what people see below the `header` line of a sheet and cells do not tell."""
    merged, uncomputed = [], []
    n_hidden = 0
    for block in _blocks(path, sheet):
        merged += [found.decode() for found, line in _MERGED.findall(block) if int(line) > header]
        uncomputed += [found.decode() for found in _NO_RESULT.findall(block)]
        n_hidden += len(_HIDDEN.findall(block))
    if merged:
        yield _MERGED_CELLS.format(file=path.name, cells=_some(merged))
    if n_hidden:
        yield _HIDDEN_ROWS.format(file=path.name, n=n_hidden)
    if uncomputed:
        yield _UNCOMPUTED.format(file=path.name, n=len(uncomputed), cells=_some(uncomputed))


def _blocks(path: Path, sheet: Any) -> Iterator[bytes]:
    """Yield the sheet's XML in pieces that end between two marks."""
    with ZipFile(path) as archive, archive.open(sheet._worksheet_path) as file:  # noqa: SLF001
        rest = b""
        while block := file.read(_BLOCK_BYTES):
            text = rest + block
            ends = (text.rfind(mark) for mark in (b"<c ", b"<row ", b"<mergeCell "))
            cut = max(ends) if len(text) < _MOST_BYTES else len(text)
            cut = len(text) if cut < 0 else cut
            yield text[:cut]
            rest = text[cut:]
        yield rest


def _some(cells: list[str]) -> str:
    more = f", … ({len(cells)})" if len(cells) > _SHOWN else ""
    return ", ".join(cells[:_SHOWN]) + more
