"""`boucle backup` and `boucle restore`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from boucle.cli.groups import Command
from boucle.cli.options import LangOption, WorkspaceOption
from boucle.cli.words import LANGUAGE, say, tell

if TYPE_CHECKING:
    from boucle.operations.backup import Told


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command(
        "backup",
        cls=Command,
        short_help=say(
            fr="Copier l'espace de travail dans un fichier.", en="Save the workspace in a file."
        ),
        help=say(
            fr="Copier l'espace de travail dans un seul fichier, vérifié. On peut continuer d'y "
            "travailler pendant ce temps.",
            en="Save the workspace in one file, checked. Work may go on in it meanwhile.",
        ),
    )(backup)
    app.command(
        "restore",
        cls=Command,
        short_help=say(
            fr="Restaurer un espace de travail depuis une copie.",
            en="Bring a workspace back from a backup.",
        ),
        help=say(
            fr="Restaurer un espace de travail depuis une copie, sans les personnes effacées "
            "depuis.",
            en="Bring a workspace back from a backup, without the people erased since.",
        ),
    )(restore)


def backup(
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            metavar="FILE",
            help=say(
                fr="Le fichier à faire, hors de l'espace de travail.",
                en="The file to make, outside the workspace.",
            ),
        ),
    ],
    workspace: WorkspaceOption = Path(),
    replace: Annotated[
        bool,
        typer.Option(
            "--replace",
            help=say(
                fr="Remplacer un fichier qui porte ce nom, une fois la copie vérifiée.",
                en="Replace a file of that name, once the backup is checked.",
            ),
        ),
    ] = False,
    lang: LangOption = None,
) -> None:
    """Save the workspace."""
    from boucle.operations.backup import back_up  # start-up

    del lang  # read from the command line before the commands are declared
    _say(back_up(workspace, out, is_replacing=replace, language=LANGUAGE))


def restore(
    path: Annotated[
        Path,
        typer.Argument(metavar="FILE", help=say(fr="La copie.", en="The backup.")),
    ],
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR",
            help=say(fr="Le dossier de l'espace de travail.", en="The folder of the workspace."),
        ),
    ],
    suppressions: Annotated[
        Path | None,
        typer.Option(
            "--suppressions",
            metavar="FILE|DIR",
            help=say(
                fr="Un espace de travail, ou un fichier de « boucle privacy suppressions » : les "
                "personnes effacées là le sont ici aussi.",
                en="A workspace, or a file of “boucle privacy suppressions”: the people erased "
                "there are erased here too.",
            ),
        ),
    ] = None,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace",
            help=say(
                fr="Mettre de côté l'espace de travail qui est dans DIR; sa liste de personnes "
                "effacées est reprise.",
                en="Set the workspace in DIR aside; its list of erased people is taken over.",
            ),
        ),
    ] = False,
    lang: LangOption = None,
) -> None:
    """Restore the backup `path`."""
    from boucle.operations import backup as operations  # start-up

    del lang  # read from the command line before the commands are declared
    _say(
        operations.restore(
            path, folder, suppressions=suppressions, is_replacing=replace, language=LANGUAGE
        )
    )


def _say(told: Told) -> None:
    if told.result is not None:
        typer.echo(told.result)
    tell(*told.lines)
