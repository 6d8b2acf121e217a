"""Import mangled files and hold what comes out to what the files say."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from boucle.errors import BoucleError
from boucle.warehouse.imports.run import import_files
from boucle.warehouse.lake import Lake

if TYPE_CHECKING:
    from pathlib import Path

    from boucle.warehouse.imports.mapping import Mapping
    from boucle.warehouse.imports.result import ImportResult

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
# A quote that is never closed makes a field of the rest of the file.
csv.field_size_limit(10**9)
# Enough to see every row of a dry run of these files.
EVERY_ROW = 100_000


@dataclass(frozen=True)
class Outcome:
    """What came of an import: a `result` with the `rows` of its tables, or the `error` in words."""

    result: ImportResult | None
    rows: dict[str, list[dict[str, Any]]]
    error: BoucleError | None = None

    @property
    def is_silent(self) -> bool:
        """Whether nothing was said: no row set aside, nothing to tell."""
        return self.result is not None and not (self.result.n_rejected_rows or self.result.warnings)


def bring_in(folder: Path, mapping: Mapping, *, zone: str, is_written: bool) -> Outcome:
    """Import the files in `folder` into a workspace of its own, beside them.

    A dry run computes the same rows in a third of the time; `is_written` goes all the way, and
    looks at what an import that was refused has left.
    """
    home = folder.parent / "workspace"
    home.mkdir()
    agreement = SimpleNamespace(time_zone=zone, currency="CAD", version="1.0")
    workspace = SimpleNamespace(
        folder=home, lake=Lake(home / "lake"), agreement_at=lambda moment: agreement
    )
    try:
        result = import_files(
            workspace, [folder], mapping,
            now=NOW, is_dry_run=not is_written, max_rejects="100%", sample_rows=EVERY_ROW,
        )  # fmt: skip
    except BoucleError as error:
        assert_in_words(error)
        assert workspace.lake.last_commit() is None, "a refused import left a commit"
        return Outcome(None, {}, error)
    if not is_written:
        return Outcome(result, result.samples)
    assert (result.commit is None) == (not any(each.n_new for each in result.tables.values()))
    tables = workspace.lake.tables()
    rows = {name: getattr(tables, name).to_pyarrow().to_pylist() for name in result.tables}
    for name, change in result.tables.items():
        assert len(rows[name]) == change.n_new, f"{name}: told and kept differ"
    return Outcome(result, rows)


def assert_in_words(error: BoucleError) -> None:
    """An error has a code, and one line of words a fault, in both languages."""
    assert error.code
    for language in ("fr", "en"):
        words = error.text.in_(language)
        assert words
        assert "Traceback" not in words
        assert "\x00" not in words


def readings(content: bytes) -> list[list[list[str]]]:
    """Return the records of a torn file as each encoding and each delimiter gives them."""
    found = []
    for encoding in ("utf-8", "utf-16", "utf-16-le", "cp1252", "mac_roman"):
        text = content.decode(encoding, "replace").removeprefix("\ufeff")
        for delimiter in ",;\t":
            records = csv.reader(
                io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter
            )
            found.append([[plain(cell) for cell in record] for record in records if any(record)])
    return found


def plain(cell: str) -> str:
    """Return a cell without blanks around it, signs that nobody sees, and zeros of short days."""
    seen = "".join(sign for sign in cell if sign.isprintable()).strip()
    return re.sub(r"(?<=-)0(?=\d\b)", "", seen)


def day(moment: datetime | None, zone: str) -> str:
    """Return the day of a moment of the lake on the calendar of `zone`, empty for none."""
    if moment is None:
        return ""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(ZoneInfo(zone)).date().isoformat()


def amount(value: Decimal | None) -> str:
    """Return an amount without the zeros that say nothing, empty for none."""
    return "" if value is None else f"{Decimal(value).normalize():f}"
