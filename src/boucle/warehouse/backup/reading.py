"""Reading a backup: nothing in it is believed before it is checked."""

from __future__ import annotations

import os
import re
import stat
import zipfile
import zlib
from contextlib import contextmanager
from hashlib import sha256
from typing import IO, TYPE_CHECKING

from boucle.errors.backup import BackupDamagedError
from boucle.errors.imports import ImportPathMissingError
from boucle.language import Text
from boucle.warehouse.backup.manifest import MANIFEST, MOST_MANIFEST_BYTES, Manifest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from boucle.warehouse.backup.manifest import Packed

_BLOCK_BYTES = 2**20
_IS_ENCRYPTED = 0x1
# A drive, a backslash, and what is no text in UTF-8.
_LEADS_ELSEWHERE = re.compile(r"^[A-Za-z]:|[\\\0\ud800-\udfff]")

_NO_ARCHIVE = Text(
    fr="le fichier est tronqué, ou ce n'est pas une archive zip",
    en="the file is cut short, or is no zip archive",
)
_UNSAFE = Text(
    fr="« {name} » n'est pas un simple fichier de l'espace de travail",
    en="“{name}” is no plain file of the workspace",
)
_NOT_LISTED = Text(
    fr="ses fichiers ne sont pas ceux de sa liste (« {name} »)",
    en="its files are not those of its list (“{name}”)",
)
_CHANGED = Text(fr="« {name} » a été altéré", en="“{name}” was altered")


class Backup:
    """A backup whose list was read and fits its files.

    Raises
    ------
    BackupDamagedError
        If the file is none, or its names lead out of a folder, or it is not as its list says.
    BackupNewerError
        If a newer version of Boucle made it.
    ImportPathMissingError
        If there is no such file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._opened() as archive:
            entries = archive.infolist()
            for each in entries:
                if not _is_plain(each):
                    raise self._damaged(_UNSAFE.format(name=each.filename))
            self.manifest = self._manifest(archive)
            self._check_list(entries)

    @property
    def n_bytes(self) -> int:
        """How much room its files take once restored."""
        return sum(each.n_bytes for each in self.manifest.files.values())

    def check(self, progress: Callable[[str, int], None]) -> None:
        """Read every file and hold it to its digest.

        Raises
        ------
        BackupDamagedError
            If one was altered.
        """
        self._read_all(lambda _: None, progress)

    def extract(self, folder: Path, progress: Callable[[str, int], None]) -> None:
        """Write every file under `folder`, holding each to its digest, and see it on the disk.

        Raises
        ------
        BackupDamagedError
            If one was altered; the folder is not to be used then.
        """

        def target(name: str) -> IO[bytes]:
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            return place.open("xb")

        self._read_all(target, progress)

    def _read_all(
        self,
        target: Callable[[str], IO[bytes] | None],
        progress: Callable[[str, int], None],
    ) -> None:
        n_bytes = 0
        with self._opened() as archive:
            for name, packed in self.manifest.files.items():
                with archive.open(name) as source:
                    self._copy(source, target(name), name, packed)
                n_bytes += packed.n_bytes
                progress(name, n_bytes)

    def _copy(self, source: IO[bytes], target: IO[bytes] | None, name: str, packed: Packed) -> None:
        digest, left = sha256(), packed.n_bytes
        try:
            # One byte more than it says is read at most, whatever the archive would give.
            while block := source.read(min(_BLOCK_BYTES, left + 1)):
                left -= len(block)
                if left < 0:
                    break
                digest.update(block)
                if target is not None:
                    target.write(block)
            if target is not None:
                target.flush()
                os.fsync(target.fileno())
        finally:
            if target is not None:
                target.close()
        if left != 0 or digest.hexdigest() != packed.sha256:
            raise self._damaged(_CHANGED.format(name=name))

    def _manifest(self, archive: zipfile.ZipFile) -> Manifest:
        try:
            entry = archive.getinfo(MANIFEST)
        except KeyError:
            entry = None
        held = b""
        if entry is not None and entry.file_size <= MOST_MANIFEST_BYTES:
            with archive.open(entry) as file:
                held = file.read(MOST_MANIFEST_BYTES)
        return Manifest.of_json(self.path, held)

    def _check_list(self, entries: list[zipfile.ZipInfo]) -> None:
        wanted = {name: each.n_bytes for name, each in self.manifest.files.items()}
        found = {each.filename: each.file_size for each in entries}
        found.pop(MANIFEST, None)
        if len(entries) != len(wanted) + 1 or found != wanted:
            odd = sorted(dict(found.items() ^ wanted.items())) or [MANIFEST]
            raise self._damaged(_NOT_LISTED.format(name=odd[0]))

    @contextmanager
    def _opened(self) -> Iterator[zipfile.ZipFile]:
        if not self.path.is_file():
            raise ImportPathMissingError(str(self.path))
        try:
            with zipfile.ZipFile(self.path) as archive:
                yield archive
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise self._damaged(_NO_ARCHIVE) from error

    def _damaged(self, why: Text) -> BackupDamagedError:
        return BackupDamagedError(self.path, why)


def _is_plain(entry: zipfile.ZipInfo) -> bool:
    """Tell whether an entry is a plain file whose name stays inside the folder."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    is_file = kind in {0, stat.S_IFREG} and not entry.flag_bits & _IS_ENCRYPTED
    # `filename` is what the archive's reader made of the name as it stands in the file.
    return is_file and can_carry(entry.orig_filename)


def can_carry(name: str) -> bool:
    r"""Tell whether a backup may hold a file of this name, on whatever system it is restored.

    >>> can_carry("lake/leads/a.parquet")
    True
    >>> [name for name in ("../a", "/a", "a//b", "a/", "C:a", r"a\b", "") if can_carry(name)]
    []
    """
    steps = name.split("/")
    return not {"..", ".", ""} & set(steps) and not _LEADS_ELSEWHERE.search(name)
