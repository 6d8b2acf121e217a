"""The reconciliation as the page shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boucle.language import Text, formats

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from boucle.reporting.closed_loop.cells import Writer

_TIED = Text(
    fr="Oui : chaque total de ce rapport rejoint sa source, et chaque écart est expliqué.",
    en="Yes: every total of this report ties to its source, and every difference is explained.",
)
_NOT_TIED = Text(
    fr="Non : au moins un total ne rejoint pas sa source. Voyez la colonne « Écart inexpliqué ».",
    en="No: at least one total does not tie to its source. See the column “Unexplained”.",
)
_EQUAL = Text(
    fr="Les {n} autres totaux, égaux à leur source",
    en="The {n} other totals, equal to their source",
)
_OF_DETAIL = ("rows", "column", "credit")
_HEADS = (
    Text(fr="Total", en="Total"),
    Text(fr="Selon la source", en="By the source"),
    Text(fr="Dans ce rapport", en="In this report"),
    Text(fr="Ce qui explique l'écart", en="What explains the difference"),
    Text(fr="Écart inexpliqué", en="Unexplained"),
)


def shown_ties(figures: Mapping[str, Any], writer: Writer) -> dict[str, Any]:
    """Return the block, written out; what is equal and of no great moment is folded away."""
    block = figures["reconciliation"]
    language = writer.language
    lines = [*block["lines"], *block["files"]]
    equal = [line for line in lines if _is_plain(line)]
    return {
        "about": (_TIED if block["is_tied"] else _NOT_TIED).in_(language),
        "heads": [head.in_(language) for head in _HEADS],
        "lines": [_line(line, writer) for line in lines if not _is_plain(line)],
        "equal": [_line(line, writer) for line in equal],
        "equal_label": _EQUAL.format(n=len(equal)).in_(language),
        "notes": [note["text"] for note in block["notes"]],
    }


def _is_plain(line: Mapping[str, Any]) -> bool:
    """Whether a line of a file or of a model has nothing to explain."""
    kind = line["name"].partition(":")[0]
    return kind in _OF_DETAIL and line["is_tied"] and not line["explained"]


def _line(line: Mapping[str, Any], writer: Writer) -> dict[str, Any]:
    return {
        "label": line["label"],
        "cells": [
            _number(line["source"], line, writer),
            _number(line["reported"], line, writer),
            _explained(line["explained"], line, writer) or "—",
            _number(line["difference"], line, writer) if line["difference"] else "0",
        ],
    }


def _explained(parts: Sequence[Mapping[str, Any]], line: Mapping[str, Any], writer: Writer) -> str:
    said = []
    for part in parts:
        n = formats.number(part["n"], writer.language)
        amount = f" ({_number(part['amount'], line, writer)})" if line["unit"] == "amount" else ""
        said.append(f"{n} {part['label']}{amount}")
    return "; ".join(said)


def _number(value: float, line: Mapping[str, Any], writer: Writer) -> str:
    digits = 2 if line["unit"] == "amount" else 0
    return formats.number(value, writer.language, digits=digits)
