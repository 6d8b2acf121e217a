"""`boucle doctor`."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from boucle.cli.groups import Command
from boucle.cli.options import AsOfOption, Format, LangOption, WorkspaceOption
from boucle.cli.words import LANGUAGE, say

if TYPE_CHECKING:
    from boucle.operations.health import Diagnosis

# A figure is wrong or missing: scripts may stop there.
EXIT_WRONG = 1


class DoctorFormat(StrEnum):
    """How findings are told."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    HTML = "html"


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(
        "doctor",
        cls=Command,
        short_help=say(
            fr="Ce qui cloche dans les données, et quoi faire.",
            en="What is wrong with the data, and what to do.",
        ),
        help=say(
            fr="Ce qui cloche dans les données et dans l'espace de travail, dans l'ordre de ce que "
            "ça change au rapport, et quoi faire. Le code de sortie est 1 si un chiffre est faux "
            "ou manque, 0 sinon.",
            en="What is wrong with the data and with the workspace, in the order of what it "
            "changes in the report, and what to do. The exit status is 1 if a figure is wrong or "
            "missing, else 0.",
        ),
    )(doctor)


def doctor(
    workspace: WorkspaceOption = Path(),
    as_of: AsOfOption = None,
    checks: Annotated[
        str | None,
        typer.Option(
            "--checks",
            metavar=say(fr="NOMS", en="NAMES"),
            help=say(
                fr="Ce qu'on vérifie, séparé par des virgules : completeness, freshness, "
                "contradictions, orphans, jumps, rejects, unmapped, duplicates, workspace "
                "(par défaut : tout).",
                en="What is checked, with commas between: completeness, freshness, "
                "contradictions, orphans, jumps, rejects, unmapped, duplicates, workspace "
                "(default: all).",
            ),
        ),
    ] = None,
    lang: LangOption = None,
    format_: Annotated[
        DoctorFormat,
        typer.Option(
            "--format", help=say(fr="table, json, csv ou html.", en="table, json, csv or html.")
        ),
    ] = DoctorFormat.TABLE,
    out: Annotated[
        str | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help=say(
                fr="Le fichier à écrire; « - » pour la sortie standard (par défaut : reports/ "
                "pour html, la sortie standard sinon).",
                en="The file to write; “-” for standard output (default: reports/ for html, else "
                "standard output).",
            ),
        ),
    ] = None,
) -> None:
    """Check the workspace and its data."""
    from boucle.operations.health import diagnosis, written  # start-up

    # The page is the workspace's; what is read here is the reader's.
    is_page = format_ is DoctorFormat.HTML
    language = lang.value if lang else None if is_page else LANGUAGE
    found = diagnosis(workspace, language=language, as_of=as_of, checks=checks)
    if is_page and out == "-":
        typer.echo(found.page())
    elif is_page:
        typer.echo(written(found, out))
    else:
        _print(found, Format(format_.value), None if out == "-" else out)
    raise typer.Exit(EXIT_WRONG if found.is_wrong else 0)


def _print(found: Diagnosis, format_: Format, out: str | None) -> None:
    from boucle.cli.printing import print_listing  # start-up
    from boucle.operations.writing import write_whole

    listing = found.listing(is_for_people=format_ is Format.TABLE)
    if out is None:
        print_listing(listing, format_)
        return
    with redirect_stdout(io.StringIO()) as printed:
        print_listing(listing, format_)
    write_whole(Path(out), printed.getvalue())
    typer.echo(out)
