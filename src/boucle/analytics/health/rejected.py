"""Rows that imports set aside, as findings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from boucle.analytics.health.finding import Finding
from boucle.analytics.health.suspects import MOST_EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


@dataclass(frozen=True, slots=True)
class RejectedValue:
    """A value that set a row of a file aside: where it stands and why, never what it says."""

    source: str
    file: str
    line: int
    column: str
    reason: str


def rejected(
    values: Iterable[RejectedValue], n_rows: Mapping[tuple[str, str], int]
) -> Iterator[Finding]:
    """Find what imports set aside, by file, column and reason.

    Parameters
    ----------
    values
        Those of the last import of each source.
    n_rows
        Rows of each file, by source and name, where they are known.

    Returns
    -------
    iterator of Finding
        ``n`` lines; ``examples`` are the first of them, as ``file:line``.
    """
    groups: dict[tuple[str, str, str, str], set[int]] = defaultdict(set)
    for each in values:
        groups[each.source, each.file, each.column, each.reason].add(each.line)
    for (source, file, column, reason), lines in sorted(groups.items()):
        yield Finding(
            "rejected_rows", "rejects", "wrong", "", column, n=len(lines),
            n_of=n_rows.get((source, file)),
            examples=tuple(f"{file}:{line}" for line in sorted(lines)[:MOST_EXAMPLES]),
            figure="counts", facts={"source": source, "name": file, "why": reason},
        )  # fmt: skip
