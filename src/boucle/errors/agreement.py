"""Errors about agreements: every fault at once, each with its file, line and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from boucle.errors.base import BoucleError
from boucle.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong, or unwise, in an agreement, and where it stands.

    `line` and `column` count from 1; they are null for an agreement that no file holds. `path` is
    dotted, with the code of an item of a list: ``lead_types.referral.value``.
    """

    code: str
    text: Text
    file: str
    path: str = ""
    line: int | None = None
    column: int | None = None

    @property
    def place(self) -> str:
        """File, line and column as editors and compilers write them."""
        parts = [self.file, self.line, self.column]
        return ":".join(str(part) for part in parts if part is not None)

    def sentence(self) -> Text:
        """Return the place, the path and the text, in one line."""
        before = f"{self.place}: {self.path}: " if self.path else f"{self.place}: "
        return Text(fr=before + self.text.fr, en=before + self.text.en)


class AgreementFaultsError(BoucleError, ValueError):
    """A file is no agreement. `faults` has all that is wrong, in the order of the file."""

    code = "agreement.faults"

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        first, others = self.faults[0].sentence(), len(self.faults) - 1
        more = Text(fr="", en="")
        if others:
            more = Text(
                fr=f" Et {others} autre{'s' if others > 1 else ''} : "
                "`boucle agreement check` les montre.",
                en=f" And {others} more: `boucle agreement check` shows them.",
            )
        super().__init__(Text(fr=first.fr + more.fr, en=first.en + more.en))


class NoAgreementError(BoucleError, LookupError):
    """A folder holds no agreement."""

    code = "agreement.none"

    def __init__(self, folder: str) -> None:
        self.folder = folder
        super().__init__(
            Text(
                fr="Le dossier `{folder}` ne contient aucune entente (`*.yaml`). "
                "Créez-en une avec `boucle init`, ou déposez-y la vôtre.",
                en="Folder `{folder}` holds no agreement (`*.yaml`). "
                "Make one with `boucle init`, or put yours there.",
            ).format(folder=folder)
        )
