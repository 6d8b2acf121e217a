"""Taking erased people out of the files that stand beside the lake."""

from __future__ import annotations

import csv
import io
import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from boucle.warehouse.imports.rejects import HEADER, REPEATS
from boucle.warehouse.imports.staging import remove_left
from boucle.warehouse.privacy.binary import is_text, text_inside
from boucle.warehouse.privacy.words import Finder, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from boucle.warehouse.lake.suppression import Suppression

# The lake has its own way, and the agreement is signed.
_LEFT_ALONE = ("lake", "agreement", "boucle.toml")
_DELIMITED = {".csv", ".tsv", ".txt"}
_REJECTS, _REPORTS = "rejects", "reports"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What was done to a file: ``cleaned`` of `n_records` records or lines, or ``removed``."""

    path: Path
    what: Literal["cleaned", "removed"]
    n_records: int = 0


def clean_beside(
    home: Path, suppression: Suppression, *, is_dry_run: bool = False
) -> list[Cleaned]:
    """Take those on the list out of every file of the workspace `home` but the lake's.

    See `cleaned`.
    """
    return cleaned(home, finder_of(suppression), is_dry_run=is_dry_run)


def finder_of(suppression: Suppression) -> Finder:
    """Return what finds those on the list in texts; it asks the lake for their words."""
    return Finder(words_of(suppression))


def cleaned(home: Path, finder: Finder, *, is_dry_run: bool = False) -> list[Cleaned]:
    """Take those whom `finder` finds out of every file of `home` but the lake's.

    A record of theirs in a delimited file keeps its keys, dates and amounts, and loses the words
    that name them. A file that is no text (a workbook, a PDF) and names them is removed: reports
    can be made again.
    """
    if not is_dry_run:
        remove_left(home)
    done = []
    for path in files_beside(home):
        found = _cleaned(home, path, finder, is_dry_run=is_dry_run)
        if found is not None:
            done.append(found)
    return done


def files_beside(home: Path) -> list[Path]:
    """Return the files of the workspace `home` but the lake's and the agreement's."""
    found = []
    for top in sorted(home.iterdir()):
        if top.name not in _LEFT_ALONE and not top.is_symlink():
            inside = top.rglob("*") if top.is_dir() else (top,)
            found += [path for path in inside if path.is_file() and not path.is_symlink()]
    return sorted(found)


def _cleaned(home: Path, path: Path, finder: Finder, *, is_dry_run: bool) -> Cleaned | None:
    if not is_text(path):
        if not finder.names_them(text_inside(path)):
            return None
        if not is_dry_run:
            path.unlink()
        return Cleaned(path, "removed")
    n_records = _rewritten(path, _way(home, path, finder), is_dry_run=is_dry_run)
    return Cleaned(path, "cleaned", n_records) if n_records else None


def _way(home: Path, path: Path, finder: Finder) -> Callable[[str], str]:
    if path.parent == home / _REJECTS:
        return lambda record: _without_reject(record, finder)
    if path.suffix.lower() in _DELIMITED:
        return lambda record: finder.without_words(record) if finder.is_theirs(record) else record
    return finder.without_notes if path.parent == home / _REPORTS else finder.without_names


def _rewritten(path: Path, change: Callable[[str], str], *, is_dry_run: bool) -> int:
    """Write a text file again with its records changed, if any is; return how many are."""
    encoding, is_delimited = _encoding(path), path.suffix.lower() in _DELIMITED
    with path.open(encoding=encoding, newline="") as old:
        n_changed = sum(change(each) != each for each in _records(old, is_delimited=is_delimited))
    if not n_changed or is_dry_run:
        return n_changed
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with (
            path.open(encoding=encoding, newline="") as old,
            beside.open("w", encoding=encoding, newline="") as new,
        ):
            new.writelines(map(change, _records(old, is_delimited=is_delimited)))
            new.flush()
            os.fsync(new.fileno())
        shutil.copystat(path, beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return n_changed


def _records(lines: Iterable[str], *, is_delimited: bool) -> Iterator[str]:
    """Give lines, or whole records where a quoted cell runs over several lines."""
    record, n_quotes = "", 0
    for line in lines:
        record += line
        n_quotes += line.count('"')
        if not is_delimited or n_quotes % 2 == 0:
            yield record
            record, n_quotes = "", 0
    if record:
        yield record


def _without_reject(line: str, finder: Finder) -> str:
    """Return a line of a file of rejects; of theirs only the file, the line and the reason."""
    row = _reject(line, finder)
    if row is None:
        return line
    out = io.StringIO(newline="")
    kept = ("" if name in REPEATS else row[name] for name in HEADER)
    csv.writer(out, lineterminator="\n").writerow(kept)
    return out.getvalue()


def _reject(line: str, finder: Finder) -> dict[str, str] | None:
    """Read a line of a file of rejects, None if it is not theirs."""
    cells = next(csv.reader([line]), [])
    if len(cells) != len(HEADER):
        return None
    row = dict(zip(HEADER, cells, strict=True))
    record = next(csv.reader([row["record"]]), [])
    is_theirs = any(row[name] for name in REPEATS) and finder.is_theirs(line, record)
    return row if is_theirs else None


def rejects_of(home: Path, finder: Finder) -> list[dict[str, str]]:
    """Return the rejected rows of those whom `finder` finds, as the files of rejects keep them."""
    found = []
    for path in sorted((home / _REJECTS).glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = (_reject(each, finder) for each in _records(lines, is_delimited=True))
            found += [{"rejects_file": path.name, **row} for row in rows if row is not None]
    return found


def _encoding(path: Path) -> str:
    """Return an encoding that reads every byte of a text file and writes it back the same."""
    with path.open("rb") as file:
        start = file.read(2)
    if start in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf-16"
    try:
        with path.open(encoding="utf-8") as file:
            while file.read(2**20):
                pass
    except UnicodeDecodeError:
        return "cp1252" if _reads(path, "cp1252") else "latin-1"
    return "utf-8"


def _reads(path: Path, encoding: str) -> bool:
    try:
        path.read_text(encoding=encoding)
    except UnicodeDecodeError:
        return False
    return True
