"""Making a backup: one file, written beside its place, read back, then put there at once."""

from __future__ import annotations

import os
import zipfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import file_digest, sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from boucle.errors.backup import BackupExistsError, BackupInsideError, BackupUnsettledError
from boucle.errors.commands import UnwritableFileError
from boucle.errors.system import system_reason
from boucle.errors.warehouse import LakeDamagedError
from boucle.warehouse.backup.beside import beside, left_beside
from boucle.warehouse.backup.manifest import MANIFEST, Manifest, Packed
from boucle.warehouse.backup.pinned import pinned
from boucle.warehouse.backup.reading import Backup
from boucle.warehouse.lake.disk import clear_disk_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from boucle.warehouse.backup.pinned import Pinned
    from boucle.warehouse.lake import Commit
    from boucle.warehouse.workspace import Workspace

# An erasure removes files at once: a backup that runs into one starts again, without the erased.
_TRIES = 5
_BLOCK_BYTES = 2**20
# The same workspace gives the same bytes: a backup knows no clock.
_NO_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX, _PLAIN_FILE = 3, 0o100600 << 16


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made: its file, the digest of that file, and what it says of itself."""

    path: Path
    sha256: str
    n_bytes: int
    manifest: Manifest


def write_backup(
    workspace: Workspace,
    path: Path,
    *,
    report_digest: Callable[[Workspace, Commit], str | None],
    is_replacing: bool = False,
    progress: Callable[[str, int], None],
) -> Made:
    """Save the workspace as it stands at its last commit. Writers and readers go on meanwhile.

    Parameters
    ----------
    workspace
        What is saved.
    path
        The file to make.
    report_digest
        Gives the digest of the closed-loop report at a commit, for whoever restores to compare.
    is_replacing
        Whether a file of that name may be replaced. It stays until the new one is whole.
    progress
        Called with the name of each file and the bytes so far.

    Raises
    ------
    BackupExistsError
        If the file is there and is not to be replaced.
    BackupInsideError
        If the file would stand inside the workspace.
    BackupUnsettledError
        If files went while they were copied, each time again. Retryable.
    DiskFullError, UnwritableFileError
        If it can't be written; nothing is left behind then.
    """
    place = _checked(workspace, path, is_replacing=is_replacing)
    with clear_disk_errors(place.parent), _part_of(place) as part:
        manifest = _settled(workspace, part, report_digest, progress)
        written = Backup(part)
        written.check(progress)
        with part.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
        n_bytes = part.stat().st_size
        part.replace(place)
        sync_folder(place.parent)
    return Made(place, digest, n_bytes, manifest)


def _checked(workspace: Workspace, path: Path, *, is_replacing: bool) -> Path:
    place = Path(path).absolute()
    if place.resolve().is_relative_to(workspace.folder.resolve()):
        raise BackupInsideError(path, workspace.folder)
    if place.exists() and not (is_replacing and place.is_file()):
        raise BackupExistsError(path)
    return place


@contextmanager
def _part_of(place: Path) -> Iterator[Path]:
    """Give the name under which the file is written; what dead ones left under such a name goes."""
    part = beside(place, "part")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        for left in left_beside(place, "part"):
            left.unlink()
        part.touch()
    except OSError as error:
        raise UnwritableFileError(str(place), system_reason(error)) from error
    try:
        yield part
    finally:
        with suppress(OSError):
            part.unlink()


def _settled(
    workspace: Workspace,
    part: Path,
    report_digest: Callable[[Workspace, Commit], str | None],
    progress: Callable[[str, int], None],
) -> Manifest:
    for n_left in reversed(range(_TRIES)):
        # A file that was listed and is gone, or not as long as it was when it was opened.
        try:
            found = pinned(workspace)
            report = report_digest(workspace, found.commit) if found.commit.commit_seq else None
            return _written(workspace, part, found, report, progress)
        except LakeDamagedError:
            if n_left == 0:  # no erasure took it: it is gone
                raise
        except (FileNotFoundError, duckdb.IOException, _ChangedError):
            pass
    raise BackupUnsettledError(workspace.folder, _TRIES)


def _written(
    workspace: Workspace,
    part: Path,
    found: Pinned,
    report: str | None,
    progress: Callable[[str, int], None],
) -> Manifest:
    packed: dict[str, Packed] = {}
    with part.open("wb") as file:
        with zipfile.ZipFile(file, "w") as archive:
            for name, path in found.files.items():
                packed[name] = _add(archive, name, path)
                progress(name, file.tell())
            manifest = _manifest(workspace, found, report, packed)
            archive.writestr(_entry(MANIFEST), manifest.as_json())
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _manifest(
    workspace: Workspace, found: Pinned, report: str | None, packed: dict[str, Packed]
) -> Manifest:
    at = found.commit.committed_at
    agreements = [name for name in packed if name.startswith("agreement/")]
    return Manifest(
        boucle_version=version("boucle"),
        workspace_version=workspace.settings.workspace_version,
        language=workspace.settings.language,
        commit_seq=found.commit.commit_seq,
        committed_at=at.isoformat() if at else None,
        agreements=tuple(Path(name).stem for name in agreements),
        tables=found.n_rows,
        report_sha256=report,
        files=packed,
    )


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> Packed:
    digest, n_bytes = sha256(), 0
    with path.open("rb") as source:
        size = os.fstat(source.fileno()).st_size
        entry = _entry(name)
        entry.file_size = size
        with archive.open(entry, "w") as target:
            while block := source.read(_BLOCK_BYTES):
                n_bytes += len(block)
                if n_bytes > size:
                    raise _ChangedError
                digest.update(block)
                target.write(block)
    if n_bytes != size:
        raise _ChangedError
    return Packed(n_bytes, digest.hexdigest())


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _NO_DATE)
    entry.create_system, entry.external_attr = _UNIX, _PLAIN_FILE
    # Parquet is compressed already.
    is_packed = name.endswith(".parquet")
    entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
    return entry


def sync_folder(folder: Path) -> None:
    """See on the disk which files a folder holds."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class _ChangedError(Exception):
    """A file changed while it was copied."""
