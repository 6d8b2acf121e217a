"""Errors about what was typed on the command line."""

from __future__ import annotations

from boucle.errors.base import BoucleError
from boucle.language import Text


class UsageError(BoucleError):
    """The command line is not understood."""

    code = "usage"


class DateOptionError(BoucleError, ValueError):
    """A date on the command line can't be read."""

    code = "usage.date"

    def __init__(self, option: str, given: str) -> None:
        self.option, self.given = option, given
        super().__init__(
            Text(
                fr="{option} vaut « {given} », qui n'est pas une date. Écrivez 2026-10-31 "
                "(fin de cette journée) ou 2026-10-31T17:00 (heure de l'entente).",
                en="{option} is “{given}”, which is no date. Write 2026-10-31 "
                "(the end of that day) or 2026-10-31T17:00 (the agreement's time).",
            ).format(option=option, given=given)
        )


class MonthOptionError(BoucleError, ValueError):
    """A month on the command line can't be read."""

    code = "usage.month"

    def __init__(self, option: str, given: str) -> None:
        self.option, self.given = option, given
        super().__init__(
            Text(
                fr="{option} vaut « {given} », qui n'est pas un mois. Écrivez l'année et le mois : "
                "2026-10.",
                en="{option} is “{given}”, which is no month. Write the year and the month: "
                "2026-10.",
            ).format(option=option, given=given)
        )


class UnwritableFileError(BoucleError, OSError):
    """A file can't be written where it was asked for."""

    code = "file.unwritable"

    def __init__(self, path: str, why: str | Text) -> None:
        self.path, self.why = path, why
        super().__init__(
            Text(
                fr="Impossible d'écrire {path} : {why}. Choisissez un autre endroit avec --out.",
                en="Can't write {path}: {why}. Choose another place with --out.",
            ).format(path=path, why=why)
        )


_OUT_WHY = {
    "terminal": Text(
        fr="{format} n'est pas du texte, et un terminal n'en montre rien. Donnez un fichier, ou un "
        "tuyau (--out - | …)",
        en="{format} is no text, and a terminal can't show it. Give a file, or a pipe "
        "(--out - | …)",
    ),
    "several_files": Text(
        fr="{format} fait un fichier par table. Donnez un dossier",
        en="{format} makes a file a table. Give a folder",
    ),
}


class OutOptionError(BoucleError, ValueError):
    """What a format makes can't go where `--out -` says.

    `reason` is ``terminal`` or ``several_files``.
    """

    code = "usage.out"

    def __init__(self, format_: str, reason: str) -> None:
        self.format, self.reason = format_, reason
        super().__init__(
            Text(fr="--out vaut « - », mais {why}.", en="--out is “-”, but {why}.").format(
                why=_OUT_WHY[reason].format(format=format_)
            )
        )


class UnknownWinError(BoucleError, LookupError):
    """A deal that was asked for is not among the won ones."""

    code = "win.unknown"

    def __init__(self, given: str) -> None:
        self.given = given
        super().__init__(
            Text(
                fr="Aucune affaire gagnée ne porte la clé « {given} ». Les gains sont listés par "
                "« boucle report closed-loop --format json », sous `wins`.",
                en="No won deal has the key “{given}”. Wins are listed by “boucle report "
                "closed-loop --format json”, under `wins`.",
            ).format(given=given)
        )


class UnknownLeadError(BoucleError, LookupError):
    """A lead that was asked for is not there."""

    code = "lead.unknown"

    def __init__(self, given: str) -> None:
        self.given = given
        super().__init__(
            Text(
                fr="Aucune piste ne porte la clé « {given} » à ce moment. Vérifiez la clé, ou la "
                "date de --as-of.",
                en="No lead has the key “{given}” at that moment. Check the key, or the date of "
                "--as-of.",
            ).format(given=given)
        )


class DemoFolderError(BoucleError, FileExistsError):
    """The folder of the demonstration holds something."""

    code = "demo.folder"

    def __init__(self, folder: str) -> None:
        self.folder = folder
        super().__init__(
            Text(
                fr="Le dossier {folder} n'est pas vide. Choisissez-en un autre avec --workspace, "
                "ou ajoutez --replace s'il contient une ancienne démonstration.",
                en="The folder {folder} is not empty. Choose another one with --workspace, or add "
                "--replace if it holds an earlier demonstration.",
            ).format(folder=folder)
        )


class SimulationFolderError(BoucleError, FileExistsError):
    """The folder for a simulated company holds something."""

    code = "simulate.folder"

    def __init__(self, folder: str) -> None:
        self.folder = folder
        super().__init__(
            Text(
                fr="{folder} n'est pas un dossier vide. Donnez avec --out un dossier vide, ou un "
                "qui n'existe pas encore.",
                en="{folder} is no empty folder. Give an empty one with --out, or one that does "
                "not exist yet.",
            ).format(folder=folder)
        )
