"""Finding the files that a mapping names among the paths that a person gives."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from boucle.errors.imports import (
    ImportFileMissingError,
    ImportFileNotSingleError,
    ImportPathMissingError,
)
from boucle.language import Text
from boucle.warehouse.imports.headers import fits
from boucle.warehouse.imports.result import IgnoredFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from boucle.errors import BoucleError
    from boucle.warehouse.imports.mapping import FileMapping, Mapping

READABLE = (".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".parquet", ".pq")
UNKNOWN = Text(
    fr="la correspondance ne connaît pas de tel fichier", en="the mapping knows no such file"
)


# What a workspace keeps in its folder for itself.
_OWN = frozenset({"agreement", "boucle.toml", "lake", "mappings", "rejects", "reports"})


def found_files(
    mapping: Mapping, paths: Sequence[Path], faults: list[BoucleError], *, home: Path | None = None
) -> dict[str, list[Path]]:
    """Return the files of each alias of `mapping`, in order of name; none for an optional one.

    A file that was saved under the same name in another readable form stands for it:
    ``leads.xlsx`` where the mapping says ``leads.csv``. What is missing is added to `faults`.
    """
    gone = [ImportPathMissingError(str(path)) for path in paths if not path.exists()]
    faults += gone
    present = present_files(paths, home=home)
    found: dict[str, list[Path]] = {}
    for alias, spec in mapping.files.items():
        if found.get(spec.instead_of or ""):
            found[alias] = []
            continue
        found[alias] = _of(present, spec)
        if spec.is_single and len(found[alias]) > 1:
            several = [path.name for path in found[alias]]
            faults.append(ImportFileNotSingleError(alias, several))
        # A path that is not there explains the files that are not.
        if not (found[alias] or spec.is_optional or gone):
            names = [path.name for path in present]
            other = mapping.files.get(spec.instead_of or "")
            patterns = " | ".join((*(other.path if other else ()), *spec.path))
            # By the first of its names a column is known to people.
            needs = [spec.names.get(each, (each,))[0] for each in spec.needs]
            faults.append(ImportFileMissingError(alias, patterns, names, needs))
    return found


def ignored_files(
    mapping: Mapping, paths: Sequence[Path], read: Iterable[Path], *, home: Path | None = None
) -> tuple[IgnoredFile, ...]:
    """Return the readable files among `paths` that are not among those `read`, and why."""
    taken = set(read)
    return tuple(
        IgnoredFile(path, _why_ignored(mapping, path))
        for path in present_files(paths, home=home)
        if path not in taken and (is_readable(path) or path in paths)
    )


def _why_ignored(mapping: Mapping, path: Path) -> Text:
    for each in mapping.ignored:
        if has_name(path, each.path):
            return Text(fr=each.why.fr, en=each.why.en)
    return UNKNOWN


def _of(present: Sequence[Path], spec: FileMapping) -> list[Path]:
    """Return the files of the first pattern that has any; their header has what `spec` needs."""
    for pattern in spec.path:
        matching = _matching(present, pattern)
        if spec.needs:
            matching = [path for path in matching if is_readable(path) and fits(path, spec)]
        if matching:
            return matching
    return []


def is_readable(path: Path) -> bool:
    """Tell whether a file is called like one that can be read."""
    return path.suffix.lower() in READABLE


def present_files(paths: Iterable[Path], *, home: Path | None = None) -> list[Path]:
    """Return the files of `paths`, those of folders in order of name.

    Of a folder, what is hidden is left out, and so is what the workspace in `home` keeps there.
    """
    files: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            below = sorted(each for each in path.rglob("*") if _is_meant(each, path, home))
            files.update(dict.fromkeys(below))
        elif path.exists():
            files[path] = None
    return list(files)


def _is_meant(path: Path, top: Path, home: Path | None) -> bool:
    if any(part.startswith((".", "~$")) for part in path.relative_to(top).parts):
        return False
    return path.is_file() and (home is None or not _is_own(path, home))


def _is_own(path: Path, home: Path) -> bool:
    try:
        first = path.resolve().relative_to(home.resolve()).parts[0]
    except ValueError:
        return False
    return first in _OWN or first.startswith("ledger.")


def _matching(present: Sequence[Path], pattern: str) -> list[Path]:
    # A name in a folder below comes with the folder: "exports/2026/*.csv".
    wanted = pattern.replace("\\", "/").removeprefix("./")
    exact = [path for path in present if _fits(path, wanted)]
    if exact:
        return sorted(exact, key=lambda path: (path.name, str(path)))
    stem, dot, _ = wanted.rpartition(".")
    if not dot:
        return []
    others = [path for path in present if any(_fits(path, stem + end) for end in READABLE)]
    return others if len(others) == 1 else []


def has_name(path: Path, patterns: Iterable[str]) -> bool:
    """Tell whether a file is called as one of the patterns says."""
    return any(_fits(path, pattern) for pattern in patterns)


def _fits(path: Path, wanted: str) -> bool:
    depth = wanted.count("/") + 1
    tail = Path(*path.parts[-depth:]).as_posix()
    return tail == wanted or fnmatchcase(tail, wanted)
