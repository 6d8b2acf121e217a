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


class UnwritableFileError(BoucleError, OSError):
    """A file can't be written where it was asked for."""

    code = "file.unwritable"

    def __init__(self, path: str, why: str) -> None:
        self.path = path
        super().__init__(
            Text(
                fr="Impossible d'écrire {path} : {why}. Choisissez un autre endroit avec --out.",
                en="Can't write {path}: {why}. Choose another place with --out.",
            ).format(path=path, why=why)
        )
