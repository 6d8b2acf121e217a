"""Which files a backup takes: those of the lake's last commit, and all that stands beside it."""

# ruff: noqa: S608 - every name and word is quoted by `boucle.warehouse.sql`
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from boucle.errors.backup import BackupNameError
from boucle.warehouse.backup.reading import can_carry
from boucle.warehouse.engine import engine
from boucle.warehouse.lake.commit import BEFORE_ALL, COMMITS_FILE_TABLE, Commit
from boucle.warehouse.lake.store import Store
from boucle.warehouse.lake.suppression import LIST_FILE
from boucle.warehouse.sql import files_literal

if TYPE_CHECKING:
    from pathlib import Path

    from boucle.warehouse.workspace import Workspace

# What somebody is writing just now, or died writing.
_PASSING = re.compile(r"\..*\.part|\.suppressed\.tmp|\.lock.*")
_PASSING_FOLDERS = {".importing", ".staging"}
_LAKE = "lake"


@dataclass(frozen=True, slots=True)
class Pinned:
    """A commit, the versions of rows by table, and each file by its name in the backup."""

    commit: Commit
    n_rows: dict[str, int]
    files: dict[str, Path]


def pinned(workspace: Workspace) -> Pinned:
    """Return what a backup of the workspace holds now. Later commits do not show in it.

    Raises
    ------
    BackupNameError
        If a file has a name that could not be restored everywhere.
    """
    store = Store(workspace.lake.folder)
    version = store.latest(COMMITS_FILE_TABLE.name)
    commit = store.commits(version)[-1] if version >= 0 else BEFORE_ALL
    versions = dict(commit.table_versions)
    n_rows = {name: row_count(store.files(name, at)) for name, at in sorted(versions.items())}
    if version >= 0:
        versions[COMMITS_FILE_TABLE.name] = version
    files = _files_beside(workspace.folder)
    for name, at in versions.items():
        for path in (*map(store.folder.joinpath, store.files(name, at)), *store.log(name, at)):
            files[f"{_LAKE}/{path.relative_to(store.folder).as_posix()}"] = path
    if (suppressed := store.folder / LIST_FILE).exists():
        files[f"{_LAKE}/{LIST_FILE}"] = suppressed
    return Pinned(commit, n_rows, dict(sorted(files.items())))


def row_count(files: tuple[str, ...]) -> int:
    """Return how many rows Parquet files have."""
    if not files:
        return 0
    query = f"SELECT sum(num_rows) FROM parquet_file_metadata({files_literal(files)})"
    ((n,),) = engine().con.execute(query).fetchall()
    return int(n)


def _files_beside(home: Path) -> dict[str, Path]:
    found = {}
    for path in sorted(home.rglob("*")):
        parts = path.relative_to(home).parts
        is_passing = _PASSING_FOLDERS & set(parts) or _PASSING.fullmatch(path.name)
        if parts[0] != _LAKE and not is_passing and path.is_file() and not path.is_symlink():
            if not can_carry(name := "/".join(parts)):
                raise BackupNameError(path)
            found[name] = path
    return found
