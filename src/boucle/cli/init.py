"""`boucle init DIR`."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from boucle.cli.groups import Command
from boucle.cli.options import LangOption
from boucle.cli.words import LANGUAGE, say


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
    lang: LangOption = None,
) -> None:
    """Make a workspace in `folder`."""
    from boucle.operations.init import init_workspace  # start-up

    made = init_workspace(folder, language=lang.value if lang else LANGUAGE)
    typed = shlex.quote(str(folder))
    typer.echo(
        say(
            fr=f"Espace de travail créé : {made.folder}\n"
            f"L'entente à adapter : {made.agreement}\n"
            f"Ensuite : boucle import VOS_FICHIERS --mapping CORRESPONDANCE.toml -w {typed}",
            en=f"Workspace made: {made.folder}\n"
            f"The agreement to adapt: {made.agreement}\n"
            f"Next: boucle import YOUR_FILES --mapping MAPPING.toml -w {typed}",
        ),
        err=True,
    )
