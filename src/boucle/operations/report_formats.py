"""What the closed-loop report is written as."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from boucle.operations.writing import to_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from boucle.agreement.schema import Agreement
    from boucle.language import Language
    from boucle.reporting.closed_loop.sheets import TableFormat

# One file each, and a file a table.
TEXTS, BINARIES, FOLDERS = ("html", "json"), ("pdf", "xlsx"), ("csv", "parquet")


def one_file(
    figures: Mapping[str, Any], agreement: Agreement, language: Language, report_format: str
) -> str | bytes:
    """Return a report's JSON content (`figures`) as ``html``, ``json``, ``pdf`` or ``xlsx``."""
    if report_format == "json":
        return to_json(figures)
    if report_format == "pdf":
        from boucle.reporting.closed_loop.paper import Paper  # start-up

        return Paper(figures, agreement, language).pdf()
    if report_format == "xlsx":
        from boucle.reporting.closed_loop.sheets import report_workbook  # start-up

        return report_workbook(figures, agreement, language)
    from boucle.reporting.closed_loop.page import Page  # start-up

    return Page(figures, agreement, language).html()


def a_file_a_table(
    figures: Mapping[str, Any], agreement: Agreement, language: Language, report_format: str
) -> dict[str, bytes]:
    """Return a report's tables as ``csv`` or ``parquet``: the name of each file, its content."""
    from boucle.reporting.closed_loop.sheets import table_files  # start-up

    return table_files(figures, agreement, language, cast("TableFormat", report_format))
