"""A table as CSV: commas, points, ISO dates, UTF-8 with its mark, the same in both languages."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from io import StringIO
from typing import TYPE_CHECKING, Any

from boucle.reporting.tabular.plain import reasons_text

if TYPE_CHECKING:
    from boucle.reporting.tabular.table import ReportTable

# Excel takes UTF-8 for another encoding unless the file says so; other readers skip it.
_MARK = "\ufeff"
# A sheet runs a text that starts with one of these: whoever fills in a form on the web could
# write into ours. One apostrophe before it keeps it a text.
RISKY = ("=", "+", "-", "@", "\t", "\r")


def csv_text(table: ReportTable) -> str:
    """Return the table as CSV, a header always."""
    made = StringIO()
    made.write(_MARK)
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    for row in table.rows:
        writer.writerow([plain(row[column.name]) for column in table.columns])
    return made.getvalue()


def plain(value: Any) -> str:
    """Write one value.

    >>> plain("=1+1"), plain(-1.5), plain(True), plain(None)
    ("'=1+1", '-1.5', 'true', '')
    """
    if isinstance(value, str):
        return f"'{value}" if value.startswith(RISKY) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return reasons_text(value)
    if isinstance(value, date):
        return _day_or_moment(value)
    return "" if value is None else str(value)


def _day_or_moment(value: date) -> str:
    if not isinstance(value, datetime):
        return value.isoformat()
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat().replace("+00:00", "Z")
