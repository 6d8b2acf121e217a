"""What the system refuses: a disk, a right, a path."""

from __future__ import annotations

import errno

from boucle.errors.base import BoucleError
from boucle.language import Text

_NO_ROOM = Text(fr="il ne reste plus de place sur le disque", en="no room is left on the disk")
_NO_RIGHT = Text(fr="vous n'en avez pas le droit", en="you may not do that there")
# What Windows says of a file that another program holds, a sheet open in Excel for instance.
_HELD_OPEN = (32, 33)
_HELD = Text(
    fr="un autre programme le tient ouvert; fermez-le d'abord",
    en="another program holds it open; close it first",
)
_REASONS = {
    errno.ENOENT: Text(fr="ce chemin n'existe pas", en="this path does not exist"),
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.EROFS: Text(fr="ce disque est en lecture seule", en="this disk can only be read"),
    errno.ENOTDIR: Text(
        fr="un des dossiers du chemin est un fichier", en="a folder of the path is a file"
    ),
    errno.EISDIR: Text(fr="c'est un dossier", en="it is a folder"),
    errno.EEXIST: Text(
        fr="un fichier y porte déjà ce nom", en="a file there has this name already"
    ),
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.ENAMETOOLONG: Text(fr="le nom est trop long", en="the name is too long"),
}


def system_reason(error: OSError) -> Text:
    """Return why the system refused, in the reader's words where we have them."""
    if getattr(error, "winerror", None) in _HELD_OPEN:
        return _HELD
    said = error.strerror or str(error)
    return _REASONS.get(error.errno or 0, Text(fr=said, en=said))


class SystemRefusalError(BoucleError, OSError):
    """The system refused a file or a folder that a command needs."""

    code = "file.refused"

    def __init__(self, path: str, why: Text) -> None:
        self.path, self.why = path, why
        super().__init__(
            Text(
                fr="Le système refuse {path} : {why}. Vérifiez le chemin et vos droits, ou "
                "donnez un autre endroit.",
                en="The system refuses {path}: {why}. Check the path and your rights, or give "
                "another place.",
            ).format(path=path, why=why)
        )

    def __str__(self) -> str:
        # OSError would show its own arguments.
        return self.text.en
