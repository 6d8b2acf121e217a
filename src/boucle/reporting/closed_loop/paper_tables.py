"""Tables of figures for paper: columns as wide as they need, reasons as notes under the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from boucle.reporting.closed_loop.cells import Cell

# Notes are set that much smaller than figures, labels that much wider, for they are bold.
_NOTE_SCALE, _LABEL_SCALE = 0.8, 1.2
# Characters of room beside each column; a name is broken over lines beyond the widest.
_PADDING, _WIDEST_NAME = 2, 26


def paper_table(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table of `Page` for the template.

    On a screen the reason why a figure is missing shows over it; on paper a letter stands beside
    the dash, and the reason once under the table.
    """
    marks: dict[str, str] = {}
    for row in table["rows"]:
        for cell in row["cells"]:
            if cell.why and cell.why not in marks:
                marks[cell.why] = _mark(len(marks))
    rows = [
        {
            "name": row["name"],
            "is_immature": row["is_immature"],
            "cells": [_cell(cell, marks) for cell in row["cells"]],
        }
        for row in table["rows"]
    ]
    labels = [table["name_label"], *(column["label"] for column in table["columns"])]
    return {
        "title": table["title"],
        "labels": labels,
        "widths": _widths(labels, rows),
        "rows": rows,
        "notes": [{"mark": mark, "why": why} for why, mark in marks.items()],
        "has_immature": any(row["is_immature"] for row in rows),
    }


def _mark(place: int) -> str:
    """Return a letter; after z, two of them.

    >>> [_mark(place) for place in (0, 25, 26)]
    ['a', 'z', 'aa']
    """
    letter = chr(ord("a") + place % 26)
    return letter if place < 26 else _mark(place // 26 - 1) + letter  # noqa: PLR2004 - the alphabet


def _cell(cell: Cell, marks: Mapping[str, str]) -> dict[str, Any]:
    return {"text": cell.text, "note": on_one_line(cell.note), "mark": marks.get(cell.why, "")}


def on_one_line(note: str) -> str:
    """Return an interval and its n side by side: paper is wider than it is high.

    The spaces bind, for a line that ends inside of a pair of bounds can't be read.
    """
    interval, _, n = note.rpartition("\n")
    return f"{interval} {n}".strip().replace(" ", "\u00a0")


def _widths(labels: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> list[float]:
    """Return relative widths, by the longest thing that should not be broken."""
    names = max((len(row["name"]) for row in rows), default=0)
    widths = [min(max(names, len(labels[0])), _WIDEST_NAME) + float(_PADDING)]
    for place, label in enumerate(labels[1:]):
        needed = [max(map(len, label.split())) * _LABEL_SCALE]
        for row in rows:
            cell = row["cells"][place]
            needed.append(len(cell["text"]) + len(cell["mark"]) * _NOTE_SCALE)
            needed.append(len(cell["note"]) * _NOTE_SCALE)
        widths.append(max(needed) + _PADDING)
    return widths
