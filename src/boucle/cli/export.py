"""`boucle export`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from boucle.cli.groups import Command
from boucle.cli.options import AsOfOption, LangOption, WorkspaceOption
from boucle.cli.words import LANGUAGE, say, tell


class ExportFormat(StrEnum):
    """What tables are exported as."""

    CSV = "csv"
    PARQUET = "parquet"


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(
        "export",
        cls=Command,
        short_help=say(fr="Sortir toutes vos données.", en="Take all of your data out."),
        help=say(
            fr="Écrire chaque table canonique dans un fichier, telle qu'on la connaissait à un "
            "moment, avec la correspondance qui la relit et les ententes.",
            en="Write each canonical table to a file, as it was known at a moment, with the "
            "mapping that reads it back and the agreements.",
        ),
    )(export)


def export(
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            metavar=say(fr="DOSSIER", en="FOLDER"),
            help=say(fr="Le dossier où écrire.", en="The folder to write to."),
        ),
    ],
    table: Annotated[
        list[str] | None,
        typer.Option(
            "--table",
            metavar="TABLE",
            help=say(
                fr="Une table; l'option se répète (par défaut : toutes).",
                en="A table; the option may be repeated (default: all).",
            ),
        ),
    ] = None,
    format_: Annotated[
        ExportFormat,
        typer.Option("--format", help=say(fr="csv ou parquet.", en="csv or parquet.")),
    ] = ExportFormat.CSV,
    as_of: AsOfOption = None,
    workspace: WorkspaceOption = Path(),
    lang: LangOption = None,
) -> None:
    """Export the canonical tables to `out`."""
    from boucle.operations.exporting import export_tables  # start-up

    del lang  # read from the command line before the commands are declared
    made = export_tables(
        workspace, out,
        names=table or (), export_format=format_.value, as_of=as_of, language=LANGUAGE,
    )  # fmt: skip
    for path in made.paths:
        typer.echo(path)
    tell(*made.lines)
