"""Save a workspace in one file, and bring it back."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

import boucle
from boucle.errors import BoucleError, LakeDamagedError
from boucle.language import Text, formats
from boucle.operations.operator import operator
from boucle.operations.progress import progress_bar
from boucle.operations.writing import to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from boucle.language import Language
    from boucle.warehouse.backup.restoring import Restored
    from boucle.warehouse.backup.writing import Made
    from boucle.warehouse.lake import Commit
    from boucle.warehouse.workspace import Workspace

_MEGABYTES = Text(fr="Mo", en="MB")
_BYTES_A_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Told:
    """What a command has to say: lines for people, and the one result (None if there is none)."""

    lines: tuple[Text, ...]
    result: str | None = None


def back_up(folder: Path, out: Path, *, is_replacing: bool, language: Language) -> Told:
    """Save the workspace `folder` in the file `out`, and read it back.

    Raises
    ------
    BoucleError
        If the workspace or the place is not right; nothing is left behind then.
    """
    from boucle.warehouse.backup.writing import write_backup  # start-up

    workspace = boucle.open(folder)
    with _progress(language) as progress:
        made = write_backup(
            workspace,
            out,
            report_digest=report_digest,
            is_replacing=is_replacing,
            progress=progress,
        )
    return Told(tuple(_lines_of_made(made)), f"{made.sha256}  {out}")


def restore(
    path: Path,
    folder: Path,
    *,
    suppressions: Path | None,
    is_replacing: bool,
    language: Language,
    now: datetime | None = None,
) -> Told:
    """Restore the backup `path` as the workspace `folder`.

    Raises
    ------
    BoucleError
        If the file is no whole backup, or the folder is taken; nothing appears then.
    """
    from boucle.warehouse.backup.restoring import restore_backup  # start-up

    with _progress(language) as progress:
        restored = restore_backup(
            path,
            folder,
            who=operator(),
            now=now or datetime.now(tz=UTC),
            report_digest=report_digest,
            suppressions=suppressions,
            is_replacing=is_replacing,
            progress=progress,
        )
    return Told(tuple(_lines_of_restored(restored, folder)))


def report_digest(workspace: Workspace, commit: Commit) -> str | None:
    """Return the SHA-256 of the closed-loop report at `commit` as JSON; None if there is none.

    Raises
    ------
    LakeDamagedError
        If a file of that commit is gone.
    """
    from boucle.operations.closed_loop import closed_loop  # start-up
    from boucle.reporting.frame import Frame  # start-up
    from boucle.warehouse.reading import Tables  # start-up

    try:
        tables = Tables(workspace.lake.folder, commit=commit)
        frame = Frame(tables=tables, agreement=workspace.agreement_at(tables.as_of))
        figures = closed_loop(workspace, frame).as_json(workspace.settings.language)
    except LakeDamagedError:
        raise
    except BoucleError:
        # No agreement in force then, say: what can't be reported can still be saved.
        return None
    return sha256(to_json(figures).encode()).hexdigest()


def _progress(language: Language) -> AbstractContextManager[Callable[[str, int], None]]:
    return progress_bar(language, unit=_MEGABYTES, per_unit=_BYTES_A_MEGABYTE)


def _lines_of_made(made: Made) -> Iterator[Text]:
    manifest = made.manifest
    yield Text(
        fr="Copie faite et relue : {path} ({size}, {n} fichiers, {rows} versions de lignes).",
        en="Backup made and read back: {path} ({size}, {n} files, {rows} versions of rows).",
    ).format(
        path=made.path,
        size=_megabytes(made.n_bytes),
        n=formats.count(len(manifest.files)),
        rows=formats.count(sum(manifest.tables.values())),
    )
    yield Text(
        fr="Elle contient des renseignements personnels, en clair : gardez-la comme l'espace de "
        "travail.",
        en="It holds personal information, unencrypted: keep it as you keep the workspace.",
    )


def _lines_of_restored(restored: Restored, folder: Path) -> Iterator[Text]:
    manifest = restored.manifest
    yield Text(
        fr="Restauré : {folder} ({n} fichiers vérifiés, {rows} versions de lignes).",
        en="Restored: {folder} ({n} files checked, {rows} versions of rows).",
    ).format(
        folder=restored.folder,
        n=formats.count(len(manifest.files)),
        rows=formats.count(sum(manifest.tables.values())),
    )
    if manifest.report_sha256 is not None:
        is_same = restored.report_sha256 == manifest.report_sha256
        yield _SAME_REPORT if is_same else _OTHER_REPORT.format(by=manifest.boucle_version)
    yield from _lines_of_erased(restored)
    if restored.set_aside is not None:
        yield Text(
            fr="L'espace de travail d'avant est dans {aside}; supprimez-le quand tout va bien.",
            en="The workspace that was there is in {aside}; delete it once all is well.",
        ).format(aside=restored.set_aside)
    yield Text(
        fr="Ensuite : boucle report closed-loop -w {folder}",
        en="Next: boucle report closed-loop -w {folder}",
    ).format(folder=shlex.quote(str(folder)))


_SAME_REPORT = Text(
    fr="Le rapport en boucle fermée est le même qu'à la copie, à l'octet près.",
    en="The closed-loop report is the same as when the backup was made, to the byte.",
)
_OTHER_REPORT = Text(
    fr="Attention : les données sont celles de la copie, mais le rapport en boucle fermée diffère "
    "de celui que Boucle {by} en avait fait. Voyez les nouveautés de votre version.",
    en="Warning: the data are those of the backup, but the closed-loop report differs from the one "
    "that Boucle {by} made of them. See what is new in your version.",
)


def _lines_of_erased(restored: Restored) -> Iterator[Text]:
    if restored.erasure is not None:
        yield Text(
            fr="Des personnes effacées depuis la copie l'ont été de nouveau : {n} versions de "
            "lignes ({people} personnes sur la liste).",
            en="People erased since the backup were erased again: {n} versions of rows "
            "({people} people on the list).",
        ).format(
            n=formats.count(restored.erasure.n_rows), people=formats.count(restored.n_suppressed)
        )
    else:
        yield Text(
            fr="Personnes sur la liste des effacées : {people}. Si on en a effacé d'autres depuis "
            "la copie, restaurez avec --suppressions.",
            en="People on the list of the erased: {people}. If others were erased since the "
            "backup, restore with --suppressions.",
        ).format(people=formats.count(restored.n_suppressed))


def _megabytes(n_bytes: int) -> Text:
    size = n_bytes / _BYTES_A_MEGABYTE
    return Text(fr=f"{size:.1f} Mo".replace(".", ","), en=f"{size:.1f} MB")
