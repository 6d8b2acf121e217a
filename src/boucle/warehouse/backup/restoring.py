"""Bringing a workspace back from a backup: whole, checked, without those erased since."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from boucle.errors.backup import (
    BackupDamagedError,
    RestoreFolderTakenError,
    RestoreSetAsideError,
)
from boucle.errors.privacy import SuppressionListError
from boucle.errors.warehouse import DiskFullError
from boucle.language import Text
from boucle.warehouse.backup.beside import beside, left_beside
from boucle.warehouse.backup.pinned import row_count
from boucle.warehouse.backup.reading import Backup
from boucle.warehouse.backup.writing import sync_folder
from boucle.warehouse.lake.disk import clear_disk_errors
from boucle.warehouse.lake.lock import Lock
from boucle.warehouse.lake.suppression import LIST_FILE
from boucle.warehouse.lake.suppression_list import SuppressionList
from boucle.warehouse.settings import SETTINGS_FILE
from boucle.warehouse.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from boucle.warehouse.backup.manifest import Manifest
    from boucle.warehouse.lake import Commit

# What stays beside when another workspace takes a place.
_SET_ASIDE = ".before-restore"

_OTHER_ROWS = Text(
    fr="la table `{name}` a {found} lignes au lieu de {wanted}",
    en="table `{name}` has {found} rows in place of {wanted}",
)
_OTHER_COMMIT = Text(
    fr="le lac s'arrête au commit {found} au lieu de {wanted}",
    en="the lake ends at commit {found} in place of {wanted}",
)


@dataclass(frozen=True, slots=True)
class Restored:
    """A workspace that was restored.

    `report_sha256` is the digest of its closed-loop report before anybody was erased again, to
    compare with the manifest's; `erasure` is the commit that erased them, if it was needed;
    `set_aside` is where the workspace went that stood there before.
    """

    folder: Path
    manifest: Manifest
    report_sha256: str | None
    n_suppressed: int
    erasure: Commit | None
    set_aside: Path | None


def restore_backup(
    path: Path,
    folder: Path,
    *,
    who: str,
    now: datetime,
    report_digest: Callable[[Workspace, Commit], str | None],
    suppressions: Path | None = None,
    is_replacing: bool = False,
    progress: Callable[[str, int], None],
) -> Restored:
    """Restore the backup `path` as the workspace `folder`.

    It is put together beside `folder`, held to the backup's list, rid of those who were erased
    since, and only then put in its place at once.

    Parameters
    ----------
    path
        A file that `write_backup` made.
    folder
        A new or an empty folder, or a workspace if `is_replacing`.
    who
        Who restores, kept with the commit that erases people again.
    now
        Aware moment.
    report_digest
        Gives the digest of the closed-loop report at a commit.
    suppressions
        A workspace, or a file of its suppression list, whose people are erased here too.
    is_replacing
        Whether a workspace in `folder` may be set aside. Its own list is always replayed.
    progress
        Called with the name of each file and the bytes so far.

    Raises
    ------
    BackupDamagedError, BackupNewerError
        If the file is no whole backup, or a newer one.
    RestoreFolderTakenError, RestoreSetAsideError
        If the folder, or the place for what it held, is taken.
    SuppressionListError
        If `suppressions` is none.
    LakeBusyError
        If somebody writes to the workspace that is to be replaced.
    DiskFullError
        If there is no room.
    """
    place = folder.absolute()
    aside = place.with_name(place.name + _SET_ASIDE)
    _check_place(place, aside, is_replacing=is_replacing)
    given = _given(suppressions)
    backup = Backup(path)
    with clear_disk_errors(place.parent), _beside(place, backup) as part, _held(place, who):
        # Read while nobody can add to it. After a restore that died between its two renames, the
        # workspace that was replaced stands aside.
        erased = _joined(given, place, aside)
        workspace, report = _checked(backup, part, report_digest, progress)
        erasure = _erased(workspace, erased, who=who, now=now)
        n_suppressed = len(SuppressionList.read(part / "lake" / LIST_FILE))
        _put(part, place, aside)
    set_aside = aside if aside.exists() else None
    return Restored(place, backup.manifest, report, n_suppressed, erasure, set_aside)


def _check_place(place: Path, aside: Path, *, is_replacing: bool) -> None:
    is_there = place.exists() and (not place.is_dir() or any(place.iterdir()))
    is_workspace = (place / SETTINGS_FILE).is_file()
    if is_there and not (is_workspace and is_replacing):
        raise RestoreFolderTakenError(place, is_workspace=is_workspace)
    if is_there and aside.exists():
        raise RestoreSetAsideError(aside)


def _given(suppressions: Path | None) -> SuppressionList:
    if suppressions is None:
        return SuppressionList()
    if (suppressions / SETTINGS_FILE).is_file():
        return SuppressionList.read(suppressions / "lake" / LIST_FILE)
    if not suppressions.is_file():
        raise SuppressionListError(suppressions)
    return SuppressionList.read(suppressions)


def _joined(given: SuppressionList, *workspaces: Path) -> SuppressionList:
    for each in workspaces:
        given.merge(SuppressionList.read(each / "lake" / LIST_FILE))
    return given


@contextmanager
def _beside(place: Path, backup: Backup) -> Iterator[Path]:
    """Give a folder beside `place` to put things together in; it goes if it was not put there."""
    place.parent.mkdir(parents=True, exist_ok=True)
    for left in left_beside(place, "restoring"):
        shutil.rmtree(left)
    if backup.n_bytes > shutil.disk_usage(place.parent).free:
        raise DiskFullError(place.parent)
    part = beside(place, "restoring")
    try:
        part.mkdir()
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


@contextmanager
def _held(place: Path, who: str) -> Iterator[None]:
    """Keep writers out of the workspace that is being replaced."""
    lake = place / "lake"
    if not lake.is_dir():
        yield
        return
    lock = Lock(lake / ".lock", who=who)
    lock.take()
    try:
        yield
    finally:
        # Gone from there if the workspace was set aside, with the lock in it.
        lock.release()


def _checked(
    backup: Backup,
    part: Path,
    report_digest: Callable[[Workspace, Commit], str | None],
    progress: Callable[[str, int], None],
) -> tuple[Workspace, str | None]:
    backup.extract(part, progress)
    for name in ("agreement", "mappings", "lake", "reports"):
        (part / name).mkdir(exist_ok=True)
    workspace, manifest = Workspace.open(part), backup.manifest
    commit = workspace.lake.last_commit()
    found = commit.commit_seq if commit else 0
    if found != manifest.commit_seq:
        why = _OTHER_COMMIT.format(found=found, wanted=manifest.commit_seq)
        raise BackupDamagedError(backup.path, why)
    for name, wanted in manifest.tables.items():
        n_rows = row_count(workspace.lake.files(name))
        if n_rows != wanted:
            why = _OTHER_ROWS.format(name=name, found=n_rows, wanted=wanted)
            raise BackupDamagedError(backup.path, why)
    return workspace, report_digest(workspace, commit) if commit else None


def _erased(
    workspace: Workspace, erased: SuppressionList, *, who: str, now: datetime
) -> Commit | None:
    own = SuppressionList.read(workspace.lake.folder / LIST_FILE)
    if not erased and not own.is_pending:
        return None
    return workspace.lake.erase((), who=who, now=now, also=erased)


def _put(part: Path, place: Path, aside: Path) -> None:
    """Put the restored workspace in its place, and aside the one that stood there."""
    if (place / SETTINGS_FILE).is_file():
        place.rename(aside)
        (aside / "lake" / ".lock").unlink(missing_ok=True)
    part.rename(place)
    sync_folder(place.parent)
