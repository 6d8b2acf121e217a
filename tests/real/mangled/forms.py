"""The forms in which one table is saved: signs, encodings, order, what stands around it.

None changes what the table says, so the figures of an import may not change with them.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

    from sheets import Sheet

ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252")
DELIMITERS = (",", ",", ";", "\t", "|")
TITLES = (
    ["Rapport des ventes"],
    ["Exporté le 3 novembre 2026"],
    ["Période : tout"],
    [""],
)
FOOTERS = (["Page 1 de 1"], ["Exporté le 3 novembre 2026"])


@dataclass(frozen=True)
class Form:
    """How a table is saved."""

    encoding: str
    delimiter: str
    line_end: str
    is_all_quoted: bool
    n_titles: int
    n_footers: int
    has_blank_lines: bool
    has_more_columns: bool
    header_again_at: int | None
    order: tuple[int, ...]


def plain_form(table: Sheet) -> Form:
    """Return the form in which nothing is odd."""
    return Form("utf-8", ",", "\n", False, 0, 0, False, False, None, tuple(range(len(table.kinds))))


def any_form(rng: random.Random, table: Sheet) -> Form:
    """Choose a form: about half of its features are the plain ones."""
    order = list(range(len(table.header)))
    if rng.random() < 0.4:
        rng.shuffle(order)
    return Form(
        encoding=rng.choice(ENCODINGS),
        delimiter=rng.choice(DELIMITERS),
        line_end=rng.choice(("\n", "\n", "\r\n")),
        is_all_quoted=rng.random() < 0.3,
        n_titles=rng.choice((0, 0, 0, 1, 3)),
        n_footers=rng.choice((0, 0, 0, 1)),
        has_blank_lines=rng.random() < 0.2,
        has_more_columns=rng.random() < 0.2,
        header_again_at=rng.choice((None, None, None, len(table.rows) // 2)),
        order=tuple(order),
    )


def saved(table: Sheet, form: Form) -> bytes:
    """Return the bytes of the file."""
    out = io.StringIO()
    writer = csv.writer(
        out,
        delimiter=form.delimiter,
        lineterminator=form.line_end,
        quoting=csv.QUOTE_ALL if form.is_all_quoted else csv.QUOTE_MINIMAL,
    )
    header = _in_order(table.header, form, "remarque")
    writer.writerows(TITLES[: form.n_titles])
    writer.writerow(header)
    for number, row in enumerate(table.rows):
        if number and number == form.header_again_at:
            writer.writerow(header)
        if form.has_blank_lines and number % 7 == 3:
            out.write(form.line_end)
        writer.writerow(_in_order(row.cells, form, "rien à dire"))
    writer.writerows(FOOTERS[: form.n_footers])
    # What the older encoding can't write would be lost here, and not in the import.
    text, encoding = out.getvalue(), form.encoding
    if encoding == "cp1252" and text != text.encode(encoding, "ignore").decode(encoding):
        encoding = "utf-8"
    return text.encode(encoding)


def _in_order(cells: list[str], form: Form, more: str) -> list[str]:
    # A ragged row has no order to change: it is ragged wherever its columns stand.
    whole = len(cells) == len(form.order)
    ordered = [cells[at] for at in form.order] if whole else list(cells)
    return [*ordered, more] if form.has_more_columns else ordered
