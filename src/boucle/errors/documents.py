"""Errors about rendered agreements."""

from __future__ import annotations

from boucle.errors.base import BoucleError
from boucle.language import Text

_WHY = {
    "no_yaml": Text(
        fr="il ne contient pas le YAML de l'entente",
        en="it does not hold the agreement's YAML",
    ),
    "damaged": Text(fr="il est endommagé", en="it is damaged"),
    "edited": Text(
        fr="le YAML qu'il contient a été modifié", en="the YAML that it holds was edited"
    ),
    "too_long": Text(fr="ce qu'il contient est trop long", en="what it holds is too long"),
}


class AgreementDocumentError(BoucleError, ValueError):
    """A document is none that Boucle made, or is no longer whole.

    `reason` is ``no_yaml``, ``damaged``, ``edited`` or ``too_long``.
    """

    code = "agreement.document"

    def __init__(self, path: str, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(
            Text(
                fr="On ne peut pas relire l'entente dans `{path}`\u00a0: {why}. Donnez le fichier "
                "YAML ou un document html, docx ou pdf produit par `boucle agreement render`.",
                en="Can't read the agreement back from `{path}`: {why}. Give the YAML file, or an "
                "html, docx or pdf made by `boucle agreement render`.",
            ).format(path=path, why=_WHY[reason])
        )
