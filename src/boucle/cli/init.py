"""`boucle init DIR`."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from boucle.cli.groups import Command
from boucle.cli.options import LangOption
from boucle.cli.words import say


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(
        "init",
        cls=Command,
        help=say(
            fr="Créer un espace de travail avec une entente de départ.",
            en="Make a workspace with a starter agreement.",
        ),
    )(init)


def init(
    folder: Annotated[
        Path,
        typer.Argument(metavar="DIR", help=say(fr="Le dossier à créer.", en="The folder to make.")),
    ],
    currency: Annotated[
        str | None,
        typer.Option(
            "--currency",
            metavar="CAD",
            help=say(
                fr="La devise de l'entente, en trois lettres (par défaut : CAD).",
                en="The agreement's currency, in three letters (default: CAD).",
            ),
        ),
    ] = None,
    time_zone: Annotated[
        str | None,
        typer.Option(
            "--time-zone",
            metavar="ZONE",
            help=say(
                fr="Le fuseau de l'entente (par défaut : America/Toronto, l'heure de Montréal).",
                en="The agreement's time zone (default: America/Toronto).",
            ),
        ),
    ] = None,
    lang: LangOption = None,
) -> None:
    """Make a workspace in `folder`."""
    from boucle.operations.init import init_workspace  # start-up

    made = init_workspace(
        folder,
        # French first: reports are in French unless English was asked for, whatever the locale.
        language=lang.value if lang else "fr",
        currency=currency,
        time_zone=time_zone,
    )
    typed = shlex.quote(str(folder))
    typer.echo(
        say(
            fr=f"Espace de travail créé : {made.folder}\n"
            f"L'entente à adapter : {made.agreement}\n"
            f"Ensuite : boucle import VOS_FICHIERS -w {typed}",
            en=f"Workspace made: {made.folder}\n"
            f"The agreement to adapt: {made.agreement}\n"
            f"Next: boucle import YOUR_FILES -w {typed}",
        ),
        err=True,
    )
