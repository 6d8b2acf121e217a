"""What imports set aside and kept in `rejects/`, read back without what the cells said."""

from __future__ import annotations

import csv
import re
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from boucle.analytics.health import RejectedValue, StrangeWord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from boucle.warehouse.lake.commit import Commit

_NAME = re.compile(r"(?P<source>.+)-(?P<moment>\d{8}T\d{6}Z)\.csv")


# What the last commit that read a file said of it, by source and name.
Ties = dict[tuple[str, str], "Mapping[str, Any]"]


def last_ties(commits: Iterable[Commit]) -> Ties:
    """Return what the last of `commits` (oldest first) that read each file said of it."""
    return {
        (source, each["name"]): each
        for commit in commits
        for source in commit.sources
        for each in commit.ties.get("files", ())
    }


def last_rejects(folder: Path, ties: Ties, *, as_of: datetime) -> tuple[RejectedValue, ...]:
    """Return the rejects of the last import of each file, up to `as_of` (aware).

    A file of which the last commit that read it rejected nothing has none, whatever stands in
    `folder` of earlier days. What the cells said is left out: it may be about a person.
    """
    clean = {place for place, tie in ties.items() if tie["n_rejected"] == 0}
    latest: dict[tuple[str, str], list[RejectedValue]] = {}
    for _moment, source, path in sorted(_kept(folder, as_of), reverse=True):
        found: dict[tuple[str, str], list[RejectedValue]] = {}
        for value in _values(path, source):
            found.setdefault((source, value.file), []).append(value)
        for place, values in found.items():
            latest.setdefault(place, values)
    return tuple(value for place in sorted(latest) if place not in clean for value in latest[place])


def rows_of_files(ties: Ties) -> dict[tuple[str, str], int]:
    """Return the rows of each file as last imported, by source and name."""
    return {place: tie["n_rows"] for place, tie in ties.items()}


def unread_of_files(ties: Ties) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the name of each file, and its columns that no last import of it read.

    Several mappings may read one file, each a part of it: what any of them reads is read.
    """
    unread: dict[str, list[str]] = {}
    for (_source, name), tie in ties.items():
        columns: list[str] = tie.get("unread", [])  # commits of older versions do not tell
        unread[name] = [each for each in unread.get(name, columns) if each in columns]
    return tuple((name, tuple(columns)) for name, columns in sorted(unread.items()))


def unmapped_of_files(ties: Ties) -> tuple[StrangeWord, ...]:
    """Return the words that the mappings did not know when each file was last imported."""
    return tuple(
        StrangeWord(
            file=name,
            n_of=tie["n_rows"],
            **{key: each[key] for key in ("table", "column", "word", "n_rows", "read_as")},
        )
        for (_source, name), tie in sorted(ties.items())
        for each in tie.get("unmapped", ())  # commits of older versions do not tell
    )


def _kept(folder: Path, as_of: datetime) -> Iterator[tuple[datetime, str, Path]]:
    for path in folder.glob("*.csv"):
        if found := _NAME.fullmatch(path.name):
            moment = datetime.strptime(found["moment"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            # The name has whole seconds: the commit of the same import is within them.
            if moment <= as_of:
                yield moment, found["source"], path


def _values(path: Path, source: str) -> Iterator[RejectedValue]:
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            yield RejectedValue(source, row["file"], int(row["line"]), row["column"], row["reason"])
