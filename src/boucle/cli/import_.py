"""`boucle import PATH… --mapping NAME|FILE`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from boucle.cli.groups import Command
from boucle.cli.options import LangOption, WorkspaceOption
from boucle.cli.words import LANGUAGE, say, tell

if TYPE_CHECKING:
    from boucle.operations.importing import Told


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(
        "import",
        cls=Command,
        short_help=say(
            fr="Importer des fichiers CSV, xlsx ou Parquet.",
            en="Import CSV, xlsx or Parquet files.",
        ),
        help=say(
            fr="Importer des fichiers (CSV, xlsx, Parquet) selon une correspondance.",
            en="Import files (CSV, xlsx, Parquet) by a mapping.",
        ),
    )(import_)


def import_(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...", help=say(fr="Fichiers ou dossiers.", en="Files or folders.")
        ),
    ],
    mapping: Annotated[
        str,
        typer.Option(
            "--mapping",
            "-m",
            metavar="NAME|FILE",
            help=say(
                fr="Une correspondance : un fichier TOML, le nom d'un fichier de mappings/, ou un "
                "nom de « boucle presets list ».",
                en="A mapping: a TOML file, the name of one in mappings/, or a name of "
                "“boucle presets list”.",
            ),
        ),
    ],
    workspace: WorkspaceOption = Path(),
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help=say(
                fr="Montrer ce qui changerait, sans rien écrire.",
                en="Show what would change, and write nothing.",
            ),
        ),
    ] = False,
    max_rejects: Annotated[
        str,
        typer.Option(
            "--max-rejects",
            metavar="N|N%",
            help=say(
                fr="Combien de lignes illisibles d'un fichier tolérer avant de tout refuser.",
                en="How many unreadable rows of a file to bear before refusing all.",
            ),
        ),
    ] = "1%",
    currency: Annotated[
        str | None,
        typer.Option(
            "--currency",
            metavar="CODE",
            help=say(
                fr="La monnaie des montants qui ne disent pas la leur, comme CAD.",
                en="The currency of amounts that do not say theirs, as CAD.",
            ),
        ),
    ] = None,
    lang: LangOption = None,
) -> None:
    """Import `paths` into the workspace."""
    from boucle.operations.importing import import_paths  # start-up

    del lang  # read from the command line before the commands are declared
    told = import_paths(
        workspace, paths, mapping=mapping, is_dry_run=dry_run, max_rejects=max_rejects,
        currency=currency, language=LANGUAGE,
    )  # fmt: skip
    print_told(told)


def print_told(told: Told) -> None:
    """Say on stderr what an import did; the row counts go to stdout as a table."""
    from boucle.cli.options import Format
    from boucle.cli.printing import print_listing

    print_listing(told.listing, Format.TABLE)
    tell(*told.lines)
