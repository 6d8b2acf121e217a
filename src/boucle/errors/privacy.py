"""Errors about people's own rights: who is meant, what was erased, and the lists of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.errors.base import BoucleError
from boucle.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class UnknownPersonError(BoucleError, LookupError):
    """Nobody in the workspace has the key or the address that was given."""

    code = "person.unknown"

    def __init__(self, given: str) -> None:
        self.given = given
        super().__init__(
            Text(
                fr="Personne ici ne porte « {given} ». Donnez la clé d'un contact avec --contact, "
                "ou son adresse de courriel avec --email.",
                en="Nobody here has “{given}”. Give the key of a contact with --contact, or their "
                "e-mail address with --email.",
            ).format(given=given)
        )


class SeveralPeopleError(BoucleError, LookupError):
    """Several contacts have the address that was given."""

    code = "person.several"

    def __init__(self, given: str, contact_ids: Iterable[str]) -> None:
        self.given, self.contact_ids = given, tuple(sorted(contact_ids))
        super().__init__(
            Text(
                fr="Plusieurs contacts portent l'adresse « {given} » : {keys}. Choisissez avec "
                "--contact, ou prenez-les tous avec --all.",
                en="Several contacts have the address “{given}”: {keys}. Choose with --contact, or "
                "take them all with --all.",
            ).format(given=given, keys=", ".join(self.contact_ids))
        )


class ErasureNotConfirmedError(BoucleError):
    """An erasure was neither confirmed nor given with --yes."""

    code = "privacy.not_confirmed"

    def __init__(self) -> None:
        super().__init__(
            Text(
                fr="Rien n'a été effacé : il faut le confirmer, car un effacement ne se défait "
                "pas. Répondez oui, ou ajoutez --yes.",
                en="Nothing was erased: it must be confirmed, for an erasure can't be undone. "
                "Answer yes, or add --yes.",
            )
        )


class SuppressionListError(BoucleError, ValueError):
    """A file is no list of those who were erased."""

    code = "privacy.list"

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            Text(
                fr="{path} n'est pas une liste des personnes effacées, ou elle est abîmée. Il faut "
                "un fichier de `boucle privacy suppressions`, ou un espace de travail.",
                en="{path} is no list of erased people, or it is damaged. It must be a file of "
                "`boucle privacy suppressions`, or a workspace.",
            ).format(path=path)
        )
