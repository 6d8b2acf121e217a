"""Lines of a file that are no rows of its table: above the header, the header again, footers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from boucle.errors.imports import UnreadableFileError
from boucle.language import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boucle.warehouse.imports.raw_file import RawFile

# A header is looked for in so many records, and is so wide in comparison with what comes after.
FIRST_RECORDS = 50
_MOST_ABOVE = 30
_HEADER_SHARE = 0.75
_MOST_LINES = 12
# A table of fewer columns may have rows of one cell; a piece of a torn cell is no words.
_LEAST_WIDTH, _WORDS = 3, re.compile(r"\w\s+\w")
_AROUND = " \t\u00a0\ufeff\"'"

# What programs and people write under a table, or at the foot of each page.
_FOOTER = re.compile(
    r"(?i)(page\s*\d+(\s*(of|sur|de|/)\s*\d+)?"
    r"|(exported|generated|printed|downloaded|created|last updated|run)\b.*\d"
    r"|(exporté|généré|imprimé|téléchargé|extrait|mis à jour|créé)e?s?\b.*\d"
    r"|(report|data|rapport|données)\b.*\b(by|par|as of|au|from|du)\b.*"
    r"|(copyright|©|confidential|confidentiel|source\s?:|notes?\s?:|filters?\s?:|filtres?\s?:).*"
    r"|(end of|fin d[ue]) (report|file|rapport|fichier|l'export).*"
    r"|\(?\d+ (rows?|records?|lignes?|enregistrements?|results?|résultats?)\b.*)"
)
_ABOVE = Text(
    fr="dans `{file}`, l'en-tête est à la ligne {header}; le reste au-dessus est sauté ({lines}).",
    en="in `{file}`, the header is on line {header}; what is above it ({lines}) is skipped.",
)
_AGAIN = Text(
    fr="dans `{file}`, l'en-tête revient ({lines}); ces lignes sont sautées.",
    en="in `{file}`, the header comes again ({lines}); those lines are skipped.",
)
_FOOTERS = Text(
    fr="dans `{file}`, des lignes de pied de page sont sautées ({lines}), telles que « {given} ».",
    en="in `{file}`, footer lines are skipped ({lines}), such as “{given}”.",
)
_OTHER_HEADER = Text(
    fr="la ligne {line} est l'en-tête d'un autre tableau : mêmes noms, dans un autre ordre. "
    "Séparez les tableaux en deux fichiers.",
    en="line {line} is the header of another table: the same names in another order. Split the "
    "tables into two files.",
)
_LINES = Text(fr="lignes {lines}", en="lines {lines}")
_LINE = Text(fr="ligne {lines}", en="line {lines}")


def header_at(records: Sequence[Sequence[str | None]]) -> int:
    """Return the place of the header among the first records of a file.

    It is the first that is about as wide as what follows: titles, dates and filters above a table
    leave the cells behind them empty.

    >>> header_at([["Deals of 2026"], ["id", "name", "amount"], ["1", "a", "5"]])
    1
    """
    widths = [
        max((i for i, cell in enumerate(record, start=1) if cell), default=0)
        for record in records[:FIRST_RECORDS]
    ]
    if len(widths) < 2:  # noqa: PLR2004 - a header alone
        return 0
    # The second widest: one record may have too many cells.
    needed = _HEADER_SHARE * sorted(widths)[-2]
    return next((i for i, width in enumerate(widths[:_MOST_ABOVE]) if width >= needed), 0)


class Strays:
    """Finds the stray lines of one file as its records come, and says so at the end."""

    def __init__(self, raw: RawFile, header: Sequence[str | None]) -> None:
        self._raw = raw
        self._header = [_bare(cell) for cell in header]
        self._names = {name for name in self._header if name}
        self._again: list[int] = []
        self._footers: list[int] = []
        self._footer = ""

    def kept(
        self, lines: Sequence[int], records: Sequence[Sequence[str | None]]
    ) -> list[int] | None:
        """Return the places of the records that are rows; None where all are."""
        names = self._names
        # Most records are told by their first two cells alone.
        suspects = [
            i
            for i, record in enumerate(records)
            if len(record) == 1
            or not record[1]
            or record[0] in names
            or (record[0] or "").startswith("\ufeff")
        ]
        strays = {i for i in suspects if self._is_stray(lines[i], records[i])}
        return [i for i in range(len(records)) if i not in strays] if strays else None

    def _is_stray(self, line: int, record: Sequence[str | None]) -> bool:
        cells = [_bare(cell) for cell in record]
        while len(cells) > len(self._header) and not cells[-1]:
            cells.pop()
        if cells == self._header and self._names:
            self._again.append(line)
            return True
        filled = [cell for cell in cells if cell]
        self._refuse_other_header(line, filled)
        is_footer = len(filled) == 1 and len(self._header) > 1 and bool(cells[0])
        if is_footer and _FOOTER.fullmatch(filled[0]):
            self._footers.append(line)
            self._footer = self._footer or filled[0]
            return True
        return False

    def _refuse_other_header(self, line: int, filled: list[str]) -> None:
        is_long = len(filled) >= max(2, len(self._names) / 2)
        if is_long and len({*filled}) == len(filled) and {*filled} <= self._names:
            raise UnreadableFileError(self._raw.name, _OTHER_HEADER.format(line=line))

    def pass_foot(self, end: int) -> None:
        """Skip what stands alone on its line under a wide table, after a blank line.

        Programs sign their exports so, in words of any kind; `end` is the line after the rows.
        """
        foot = [bad for bad in self._raw.bad_records if bad.line >= end]
        is_alone = all(bad.line > end and len(bad.record) == 1 for bad in foot)
        has_words = any(_WORDS.search(bad.record[0]) for bad in foot)
        if len(self._header) < _LEAST_WIDTH or not (is_alone and has_words):
            return
        self._footers = sorted([*self._footers, *(bad.line for bad in foot)])
        self._footer = self._footer or _bare(foot[0].record[0])
        self._raw.bad_records = [bad for bad in self._raw.bad_records if bad.line < end]
        self._raw.n_rows -= len(foot)
        self._raw.n_bad -= len(foot)

    def tell(self) -> None:
        """Add what was skipped to the warnings of the file."""
        for words, lines in ((_AGAIN, self._again), (_FOOTERS, self._footers)):
            if lines:
                self._raw.warnings.append(
                    words.format(file=self._raw.name, lines=line_list(lines), given=self._footer)
                )


def tell_above(raw: RawFile, lines: Sequence[int]) -> None:
    """Say which lines above the header were skipped."""
    if lines:
        told = _ABOVE.format(file=raw.name, header=raw.header_line, lines=line_list(lines))
        raw.warnings.append(told)


def line_list(lines: Sequence[int]) -> Text:
    """Name lines: the first of them, and how many there are where they are many."""
    shown = ", ".join(map(str, lines[:_MOST_LINES]))
    if len(lines) > _MOST_LINES:
        shown += f", … ({len(lines)})"
    return (_LINE if len(lines) == 1 else _LINES).format(lines=shown)


def _bare(cell: str | None) -> str:
    return (cell or "").strip(_AROUND)
