"""Errors about backups and what is restored from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.errors.base import BoucleError
from boucle.language import Text

if TYPE_CHECKING:
    from pathlib import Path


class BackupExistsError(BoucleError, FileExistsError):
    """The file of a backup is there already."""

    code = "backup.exists"

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            Text(
                fr="{path} existe déjà et n'a pas été touché. Donnez un autre nom avec --out, ou "
                "ajoutez --replace pour le remplacer.",
                en="{path} is there already and was not touched. Give another name with --out, or "
                "add --replace to replace it.",
            ).format(path=path)
        )

    def __str__(self) -> str:
        # OSError would show its own arguments.
        return self.text.en


class BackupInsideError(BoucleError, ValueError):
    """A backup was asked for inside the workspace that it saves."""

    code = "backup.inside"

    def __init__(self, path: Path, workspace: Path) -> None:
        self.path, self.workspace = path, workspace
        super().__init__(
            Text(
                fr="{path} est dans l'espace de travail {workspace} : la copie se perdrait avec "
                "lui. Donnez un endroit ailleurs avec --out, sur un autre disque si possible.",
                en="{path} is inside the workspace {workspace}: the backup would be lost with it. "
                "Give a place elsewhere with --out, on another disk if you can.",
            ).format(path=path, workspace=workspace)
        )


class BackupNameError(BoucleError, ValueError):
    """A file of the workspace has a name that a backup can't carry."""

    code = "backup.name"

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            Text(
                fr="Le nom de {path!a} ne peut pas entrer dans une copie de sauvegarde : barre "
                "oblique inversée, lettre de disque ou caractère illisible. Renommez ce fichier.",
                en="The name of {path!a} can't go into a backup: a backslash, a drive letter or an "
                "unreadable character. Rename that file.",
            ).format(path=str(path))
        )


class BackupUnsettledError(BoucleError):
    """The workspace changed each time it was read; trying again later may succeed."""

    code = "backup.unsettled"
    retryable = True

    def __init__(self, workspace: Path, n_tries: int) -> None:
        self.workspace, self.n_tries = workspace, n_tries
        super().__init__(
            Text(
                fr="Des fichiers de {workspace} ont changé pendant la copie, {n} fois de suite; "
                "aucune copie n'a été gardée. Réessayez dans un moment.",
                en="Files of {workspace} changed while they were copied, {n} times in a row; no "
                "backup was kept. Try again in a moment.",
            ).format(workspace=workspace, n=n_tries)
        )


class BackupDamagedError(BoucleError, ValueError):
    """A file is no backup, or not the one that was made."""

    code = "backup.damaged"

    def __init__(self, path: Path, why: Text) -> None:
        self.path, self.why = path, why
        super().__init__(
            Text(
                fr="{path} n'est pas une copie de sauvegarde entière : {why}. Rien n'a été "
                "restauré. Il faut un fichier de `boucle backup`, tel qu'il a été fait.",
                en="{path} is no whole backup: {why}. Nothing was restored. It must be a file of "
                "`boucle backup`, as it was made.",
            ).format(path=path, why=why)
        )


class BackupNewerError(BoucleError, ValueError):
    """A newer version of Boucle made the backup."""

    code = "backup.newer"

    def __init__(self, path: Path, given: int, allowed: int) -> None:
        self.path, self.given, self.allowed = path, given, allowed
        super().__init__(
            Text(
                fr="La copie {path} est du format {given}; ce Boucle lit jusqu'au format "
                "{allowed}. Mettez Boucle à jour.",
                en="The backup {path} is of format {given}; this Boucle reads up to format "
                "{allowed}. Update Boucle.",
            ).format(path=path, given=given, allowed=allowed)
        )


class RestoreFolderTakenError(BoucleError, FileExistsError):
    """The folder to restore into holds something."""

    code = "restore.folder_taken"

    def __init__(self, folder: Path, *, is_workspace: bool) -> None:
        self.folder, self.is_workspace = folder, is_workspace
        hint = (
            Text(
                fr="Donnez un autre dossier, ou ajoutez --replace pour mettre cet espace de "
                "travail de côté",
                en="Give another folder, or add --replace to set this workspace aside",
            )
            if is_workspace
            else Text(fr="Donnez un dossier vide ou nouveau", en="Give an empty or a new folder")
        )
        super().__init__(
            Text(
                fr="{folder} n'est pas vide; rien n'y a été changé. {hint}.",
                en="{folder} is not empty; nothing in it was changed. {hint}.",
            ).format(folder=folder, hint=hint)
        )

    def __str__(self) -> str:
        return self.text.en


class RestoreSetAsideError(BoucleError, FileExistsError):
    """A workspace that an earlier restore set aside is still there."""

    code = "restore.set_aside"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(
            Text(
                fr="{folder} est déjà là, mis de côté par une restauration antérieure. Déplacez-le "
                "ou supprimez-le, puis recommencez.",
                en="{folder} is there already, set aside by an earlier restore. Move it or delete "
                "it, then start again.",
            ).format(folder=folder)
        )

    def __str__(self) -> str:
        return self.text.en
