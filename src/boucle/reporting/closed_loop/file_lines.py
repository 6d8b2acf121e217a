"""The files that imports read, as lines of the reconciliation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boucle.reporting.closed_loop.tie_lines import Line, tie

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def file_lines(file_ties: Iterable[Mapping[str, Any]]) -> list[Line]:
    """Return a line a file (rows) and a line a column of amounts (its total).

    `file_ties` are what each commit of an import kept, oldest first: see
    `boucle.warehouse.imports.ties`. What one import left out is what its rows add up to and did
    not come in; a file imported twice shows as it was read the last time.
    """
    latest: dict[str, Line] = {}
    for ties in file_ties:
        for line in _lines(ties):
            latest[line["name"]] = line
    return list(latest.values())


def _lines(ties: Mapping[str, Any]) -> Iterator[Line]:
    for each in ties.get("files", ()):
        read, rejected = each["n_rows"], each["n_rejected"]
        explained = [("rejected", rejected, rejected)]
        yield tie(f"rows:{each['name']}", read, read - rejected, explained, "count")
    for each in ties.get("columns", ()):
        left_out = each["source"] - each["imported"]
        explained = [("left_out", max(each["n_left_out"], int(abs(left_out) > 0)), left_out)]
        name = f"{each['table']}.{each['column']} ({', '.join(each['files'])})"
        yield tie(f"column:{name}", each["source"], each["imported"], explained, "amount")
