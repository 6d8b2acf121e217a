"""The report as a workbook, and as a file for each of its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from boucle.reporting.closed_loop.definitions import REASONS
from boucle.reporting.closed_loop.page_words import LABELS, WORDS
from boucle.reporting.closed_loop.tables import report_tables
from boucle.reporting.tabular.csv_text import csv_text
from boucle.reporting.tabular.parquet import parquet
from boucle.reporting.tabular.workbook import workbook

if TYPE_CHECKING:
    from collections.abc import Mapping

    from boucle.agreement.schema import Agreement
    from boucle.language import Language

TableFormat = Literal["csv", "parquet"]


def report_workbook(figures: Mapping[str, Any], agreement: Agreement, language: Language) -> bytes:
    """Return a report's JSON content (`figures`) as xlsx, a sheet a table."""
    words = {name: text.in_(language) for name, text in (LABELS | REASONS).items()}
    return workbook(
        report_tables(figures, agreement, language),
        title=f"{WORDS['title'].in_(language)} – {figures['agreement']['title']}",
        dated=figures["as_of"],
        currency=figures["currency"],
        time_zone=figures["agreement"]["time_zone"],
        language=language,
        words=words,
    )


def table_files(
    figures: Mapping[str, Any],
    agreement: Agreement,
    language: Language,
    table_format: TableFormat,
) -> dict[str, bytes]:
    """Return a report's tables as files: name, content."""
    write = parquet if table_format == "parquet" else lambda table: csv_text(table).encode()
    return {
        f"{table.name}.{table_format}": write(table)
        for table in report_tables(figures, agreement, language)
    }
