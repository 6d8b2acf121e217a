"""Whether a workspace itself is whole: agreement, mappings, lake, lock, disk."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from boucle.analytics.health import Finding
from boucle.errors import BoucleError
from boucle.warehouse.lake.lock import holder_of, is_stale
from boucle.warehouse.lake.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from boucle.analytics.health.finding import Severity
    from boucle.language import Language
    from boucle.warehouse.workspace import Workspace

_MEGABYTE = 10**6
# An import stages its rows beside those that are there.
_LEAST_FREE = 500 * _MEGABYTE


def inspected(workspace: Workspace, moment: datetime, language: Language) -> list[Finding]:
    """Return what is wrong with the workspace itself at an aware `moment`.

    The agreement (faults, none in force), the mappings, the Parquet files of the last
    commit (there, and readable at both ends), a lock that its writer left, and the room on the
    disk. ``figure`` is ``report`` where no report can be made. What errors say is in `language`.
    """
    return [
        *_agreement(workspace, moment, language),
        *_mappings(workspace.folder / "mappings", language),
        *_lake(workspace.folder / "lake"),
        *_lock(workspace.folder / "lake" / ".lock"),
        *_disk(workspace.folder),
    ]


def _agreement(workspace: Workspace, moment: datetime, language: Language) -> Iterator[Finding]:
    from boucle.agreement.versions import is_signed  # slow: the schema

    try:
        versions = workspace.agreements
    except BoucleError as error:
        why = error.in_language(language).splitlines()[0]
        yield _found("agreement_unreadable", "wrong", figure="report", why=why)
        return
    current = versions.in_force(moment)
    if not is_signed(current):
        yield _found("agreement_draft", "remark", version=current.version)
    if versions.standing(moment) != "in_force":
        yield _found("agreement_assumed", "remark", version=current.version)


def _mappings(folder: Path, language: Language) -> Iterator[Finding]:
    from boucle.warehouse.imports import mapping  # slow: the schema

    for path in sorted(folder.glob("*.toml")):
        try:
            mapping.load(path)
        except BoucleError as error:
            why = error.in_language(language).splitlines()[0]
            yield _found("mapping_faults", "doubtful", name=path.name, why=why)


def _lake(folder: Path) -> Iterator[Finding]:
    store = Store(folder)
    try:
        versions = store.last_commit().table_versions
    except (BoucleError, OSError) as error:
        del error  # whatever it is, nobody can read the commits
        yield _found("lake_damaged", "wrong", table="commits", figure="report")
        return
    for table, version in sorted(versions.items()):
        n = _unreadable(store, table, version)
        if n:
            yield _found("lake_damaged", "wrong", n=n, table=table, figure="report")


def _unreadable(store: Store, table: str, version: int) -> int:
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    try:
        files = store.files(table, version)
    except BoucleError:
        return 1
    n = 0
    for path in files:
        try:
            ParquetFile(path).close()
        except (OSError, pa.ArrowException):
            n += 1
    return n


def _lock(path: Path) -> Iterator[Finding]:
    holder = holder_of(path)
    if holder is not None and is_stale(path, holder):
        since = datetime.fromtimestamp(holder.since, tz=UTC)
        yield _found("stale_lock", "remark", who=holder.who, since=f"{since:%Y-%m-%d %H:%M} UTC")


def _disk(folder: Path) -> Iterator[Finding]:
    size = sum(each.stat().st_size for each in (folder / "lake").rglob("*") if each.is_file())
    free = shutil.disk_usage(folder).free
    if free < max(_LEAST_FREE, size):
        yield _found("disk_nearly_full", "doubtful", free=free // _MEGABYTE, size=size // _MEGABYTE)


def _found(
    code: str, severity: Severity, *, n: int = 1, table: str = "", figure: str = "none",
    **facts: str | int,
) -> Finding:  # fmt: skip
    return Finding(code, "workspace", severity, table, "", n=n, figure=figure, facts=facts)
