"""Tables as the sheets of one workbook (xlsx): real numbers, real dates, texts that stay texts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from boucle.language import Text
from boucle.language.xml_text import xml_text
from boucle.reporting.tabular.sheet_formats import FIRST_YEAR, Styles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from boucle.language import Language
    from boucle.reporting.tabular.table import ReportColumn, ReportTable

# What a sheet and a cell can hold.
MOST_ROWS, MOST_SIGNS, MOST_NAME = 1_048_576, 32_767, 31
# In characters: of columns, and of all those that one page bears.
_NARROWEST, _WIDEST, _WIDEST_PAGE = 11, 60, 190
_LINE_POINTS, _LETTER = 15, 1
_LIST_HEADS = (
    Text(fr="Chiffre", en="Figure"),
    Text(fr="Valeur", en="Value"),
    Text(fr="Définition", en="Definition"),
)
_SHADED = "is_mature"


def workbook(
    tables: Sequence[ReportTable],
    *,
    title: str,
    dated: datetime,
    currency: str,
    time_zone: str,
    language: Language,
    words: Mapping[str, str],
) -> bytes:
    """Return the workbook; the same tables make the same bytes.

    Parameters
    ----------
    tables
        One sheet each, in order; one with more rows than a sheet holds goes on in the next.
    title, dated
        What the file's properties say; `dated` is an aware moment.
    currency
        Of the columns of kind ``amount``.
    time_zone
        The zone in which moments are written: a sheet knows no zones.
    words
        What the names in a column of kind ``reasons`` and their codes are called.
    """
    import xlsxwriter  # start-up

    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    book.set_properties(
        {"title": title, "author": "Boucle", "created": dated.astimezone(UTC).replace(tzinfo=None)}
    )
    pen = _Pen(Styles(book, currency, language), ZoneInfo(time_zone), words, language)
    for table in tables:
        for name, part in _parts(table, MOST_ROWS):
            sheet = book.add_worksheet(name)
            (pen.write_list if table.is_list else pen.write_table)(sheet, part)
    book.close()
    return made.getvalue()


def _parts(table: ReportTable, most_rows: int) -> Iterator[tuple[str, ReportTable]]:
    """Yield the table cut into sheets, a header on each."""
    held = most_rows - 1
    starts = range(0, max(len(table.rows), 1), held)
    for number, start in enumerate(starts, start=1):
        suffix = "" if len(starts) == 1 else f" {number}"
        name = table.title[: MOST_NAME - len(suffix)] + suffix
        yield name, replace(table, rows=table.rows[start : start + held])


@dataclass(frozen=True)
class _Pen:
    """Writes cells, each by what its column holds."""

    styles: Styles
    zone: ZoneInfo
    words: Mapping[str, str]
    language: Language

    def write_table(self, sheet: Worksheet, table: ReportTable) -> None:
        widths = [self._width_of(column, table) for column in table.columns]
        for place, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
            sheet.write_string(0, place, _cell_text(column.label), self.styles.head(column.kind))
            sheet.set_column(place, place, width)
        sheet.set_row(0, _head_height(table.columns, widths))
        for line, row in enumerate(table.rows, start=1):
            is_shaded = row.get(_SHADED) is False
            for place, column in enumerate(table.columns):
                style = self.styles.of(column.kind, is_shaded=is_shaded)
                self._write(sheet, (line, place), row[column.name], column, style)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
        _set_paper(sheet, is_narrow=sum(widths) <= _WIDEST_PAGE)

    def write_list(self, sheet: Worksheet, table: ReportTable) -> None:
        """Write a table of one row as a list: a figure a line, with its definition."""
        for place, head in enumerate(_LIST_HEADS):
            sheet.write_string(0, place, head.in_(self.language), self.styles.head())
        (row,) = table.rows
        for line, column in enumerate(table.columns, start=1):
            sheet.write_string(line, 0, _cell_text(column.label), self.styles.label)
            style = self.styles.of(column.kind, is_list=True)
            self._write(sheet, (line, 1), row[column.name], column, style)
            sheet.write_string(line, 2, _cell_text(column.definition), self.styles.of("text"))
        sheet.set_column(0, 0, _width([len(column.label) for column in table.columns]))
        sheet.set_column(1, 1, 34)
        sheet.set_column(2, 2, 100)
        sheet.freeze_panes(1, 1)
        _set_paper(sheet, is_narrow=True)

    def _width_of(self, column: ReportColumn, table: ReportTable) -> int:
        shown = (len(self._shown(row[column.name], column)) for row in table.rows)
        return _width([*map(len, column.label.split()), *shown])

    def _write(
        self,
        sheet: Worksheet,
        at: tuple[int, int],
        value: Any,
        column: ReportColumn,
        style: Format,
    ) -> None:
        written = self._value(value, column)
        if written is None or written == "":
            sheet.write_blank(*at, None, style)
        elif isinstance(written, bool):
            sheet.write_boolean(*at, written, style)
        elif isinstance(written, (int, float)):
            sheet.write_number(*at, written, style)
        elif isinstance(written, (date, datetime)):
            sheet.write_datetime(*at, written, style)
        else:
            # Never `write`, which takes a text for a formula, a link or a number.
            sheet.write_string(*at, _cell_text(written), style)

    def _value(self, value: Any, column: ReportColumn) -> Any:
        if value is None:
            return None
        if column.kind == "reasons":
            return self._reasons(value)
        if column.kind == "month":
            value = date.fromisoformat(f"{value}-01")
        if column.kind == "moment":
            aware = value if value.tzinfo else value.replace(tzinfo=UTC)
            value = aware.astimezone(self.zone).replace(tzinfo=None)
        is_too_early = isinstance(value, date) and value.year < FIRST_YEAR
        return value.isoformat() if is_too_early else value

    def _reasons(self, reasons: Mapping[str, str]) -> str:
        return "; ".join(
            f"{self.words.get(name, name)} : {self.words.get(code, code)}"
            if self.language == "fr"
            else f"{self.words.get(name, name)}: {self.words.get(code, code)}"
            for name, code in reasons.items()
        )

    def _shown(self, value: Any, column: ReportColumn) -> str:
        """Return about what the cell shows, for the width of its column."""
        written = self._value(value, column)
        if isinstance(written, float):
            return f"{written:,.2f}  "
        return "" if written is None else str(written)[:_WIDEST]


def _cell_text(text: str) -> str:
    """Return what a cell can hold of a text."""
    sound: str = xml_text(str(text))
    # A sheet counts in UTF-16, where an emoji is two.
    if len(sound.encode("utf-16-le")) // 2 <= MOST_SIGNS:
        return sound
    return sound.encode("utf-16-le")[: 2 * (MOST_SIGNS - 1)].decode("utf-16-le", "ignore") + "…"


def _head_height(columns: Iterable[ReportColumn], widths: Iterable[int]) -> float:
    """Return the points that the longest label needs: programs do not all find them."""
    lines = (
        ceil(len(each.label) / (width - 2)) for each, width in zip(columns, widths, strict=True)
    )
    return _LINE_POINTS * max(lines)


def _set_paper(sheet: Worksheet, *, is_narrow: bool) -> None:
    sheet.set_landscape()
    sheet.set_paper(_LETTER)
    sheet.repeat_rows(0)
    if is_narrow:  # a wide one on one page could not be read
        sheet.fit_to_pages(1, 0)


def _width(lengths: Iterable[int]) -> int:
    return max(_NARROWEST, min(max(lengths) + 3, _WIDEST))
