"""Errors about the lake, its lock and the workspace folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.errors.base import BoucleError
from boucle.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path


class LakeBusyError(BoucleError):
    """Another writer holds the lake; trying again later may succeed."""

    code = "lake.busy"
    retryable = True

    def __init__(self, holder: str, host: str, pid: int, since: datetime) -> None:
        self.holder, self.host, self.pid, self.since = holder, host, pid, since
        super().__init__(
            Text(
                fr="Le lac est occupé : {holder} y écrit depuis {since} (machine {host}, "
                "processus {pid}). Une seule écriture à la fois; réessayez dans un moment.",
                en="The lake is busy: {holder} has been writing since {since} (host {host}, "
                "process {pid}). Only one may write at a time; try again in a moment.",
            ).format(holder=holder, host=host, pid=pid, since=f"{since:%Y-%m-%d %H:%M:%S} UTC")
        )


class LockLostError(BoucleError):
    """The lock passed to another writer while this one was stopped; nothing was committed."""

    code = "lake.lock_lost"
    retryable = True

    def __init__(self, who: str) -> None:
        self.who = who
        super().__init__(
            Text(
                fr="L'écriture de {who} s'est arrêtée trop longtemps et une autre a pris le lac; "
                "rien n'a été inscrit. Recommencez.",
                en="The write of {who} stopped for too long and another one took the lake; "
                "nothing was committed. Start again.",
            ).format(who=who)
        )


class DiskFullError(BoucleError, OSError):
    """There is no room left to write; nothing of the write is visible."""

    code = "lake.disk_full"
    retryable = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(
            Text(
                fr="Il ne reste plus de place sur le disque de {folder}; rien n'a été inscrit. "
                "Libérez de l'espace, puis recommencez.",
                en="There is no room left on the disk of {folder}; nothing was committed. "
                "Free some space, then start again.",
            ).format(folder=folder)
        )

    def __str__(self) -> str:
        # OSError would show its own arguments.
        return self.text.en


class UnknownColumnsError(BoucleError, ValueError):
    """Rows for a table have columns that the table does not have."""

    code = "lake.unknown_columns"

    def __init__(self, table: str, unknown: Iterable[str], allowed: Iterable[str]) -> None:
        self.table, self.unknown = table, tuple(sorted(unknown))
        super().__init__(
            Text(
                fr="La table `{table}` n'a pas de colonne {unknown}; elle a {allowed}. "
                "Retirez la colonne ou changez son nom.",
                en="Table `{table}` has no column {unknown}; it has {allowed}. "
                "Drop the column or rename it.",
            ).format(table=table, unknown=", ".join(self.unknown), allowed=", ".join(allowed))
        )


class UnreadableRowsError(BoucleError, ValueError):
    """A staged column holds values that its canonical type cannot hold."""

    code = "lake.unreadable_rows"

    def __init__(self, table: str, detail: str) -> None:
        self.table, self.detail = table, detail
        super().__init__(
            Text(
                fr="Des lignes de `{table}` n'ont pas le type de leur colonne ou laissent vide une "
                "colonne obligatoire : {detail}. Corrigez-les avant de les inscrire.",
                en="Rows of `{table}` do not fit the type of their column or leave a required "
                "column empty: {detail}. Correct them before you write them.",
            ).format(table=table, detail=detail)
        )


class LakeDamagedError(BoucleError):
    """A file that a commit needs is gone or unreadable."""

    code = "lake.damaged"

    def __init__(self, table: str, version: int) -> None:
        self.table, self.version = table, version
        super().__init__(
            Text(
                fr="La table `{table}` ne peut pas être lue à la version {version} que le dernier "
                "commit demande. Si une écriture vient d'avoir lieu, rouvrez l'espace de travail; "
                "sinon, restaurez une copie de sauvegarde.",
                en="Table `{table}` cannot be read at version {version}, which the last commit "
                "needs. If a write has just taken place, open the workspace again; if not, "
                "restore a backup.",
            ).format(table=table, version=version)
        )


class WorkspaceError(BoucleError):
    """A folder cannot be used as a workspace."""

    code = "workspace"


class WorkspaceNotFoundError(WorkspaceError, FileNotFoundError):
    """A folder is no workspace."""

    code = "workspace.not_found"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(
            Text(
                fr="{folder} n'est pas un espace de travail : boucle.toml n'y est pas. "
                "Créez-en un avec `boucle init {folder}` ou donnez un autre dossier.",
                en="{folder} is no workspace: it has no boucle.toml. "
                "Make one with `boucle init {folder}` or give another folder.",
            ).format(folder=folder)
        )

    def __str__(self) -> str:
        return self.text.en


class WorkspacePathError(WorkspaceError, ValueError):
    """The path of a workspace holds a character that the lake's library misreads."""

    code = "workspace.path"

    def __init__(self, folder: Path, misread: str) -> None:
        self.folder, self.misread = folder, misread
        super().__init__(
            Text(
                fr="Le chemin {folder} ne convient pas à un espace de travail; ces caractères n'y "
                "sont pas permis : {misread}. Renommez le dossier ou donnez-en un autre.",
                en="The path {folder} does not suit a workspace: it must have none of these "
                "characters: {misread}. Rename the folder or give another one.",
            ).format(folder=folder, misread=misread)
        )


class WorkspaceNewerError(WorkspaceError):
    """A workspace was written by a newer version of Boucle."""

    code = "workspace.newer"

    def __init__(self, folder: Path, given: int, allowed: int) -> None:
        self.folder, self.given, self.allowed = folder, given, allowed
        super().__init__(
            Text(
                fr="L'espace de travail {folder} est de la version {given}; ce Boucle lit jusqu'à "
                "la version {allowed}. Mettez Boucle à jour.",
                en="Workspace {folder} is of version {given}; this Boucle reads up to version "
                "{allowed}. Update Boucle.",
            ).format(folder=folder, given=given, allowed=allowed)
        )


class WorkspaceFolderTakenError(WorkspaceError, FileExistsError):
    """A new workspace was asked for in a folder that holds something else, or one already."""

    code = "workspace.folder_taken"

    def __init__(self, folder: Path, *, is_workspace: bool) -> None:
        self.folder, self.is_workspace = folder, is_workspace
        held = (
            Text(fr="est déjà un espace de travail", en="is a workspace already")
            if is_workspace
            else Text(fr="n'est pas un dossier vide", en="is no empty folder")
        )
        super().__init__(
            Text(
                fr="{folder} {held}; rien n'y a été changé. Donnez un dossier vide ou nouveau.",
                en="{folder} {held}; nothing in it was changed. Give an empty or a new folder.",
            ).format(folder=folder, held=held)
        )

    def __str__(self) -> str:
        return self.text.en


class WorkspaceSettingsError(WorkspaceError, ValueError):
    """`boucle.toml` cannot be read, lacks a key, or has one that nobody knows."""

    code = "workspace.settings"

    def __init__(self, path: Path, faults: Iterable[Text], allowed: Iterable[str]) -> None:
        self.path, self.faults = path, tuple(faults)
        joined = Text(
            fr="; ".join(fault.fr for fault in self.faults),
            en="; ".join(fault.en for fault in self.faults),
        )
        super().__init__(
            Text(
                fr="{path} : {faults}. Les réglages sont {allowed}. Corrigez le fichier.",
                en="{path}: {faults}. The settings are {allowed}. Correct the file.",
            ).format(path=path, faults=joined, allowed=", ".join(allowed))
        )
