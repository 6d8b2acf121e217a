"""Tables of a report as files: sheets of a workbook, CSV, Parquet."""

from boucle.reporting.tabular.table import ReportColumn, ReportTable

__all__ = ["ReportColumn", "ReportTable"]
