"""`boucle agreement check|show|diff|render`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from boucle.cli.groups import Command, Group
from boucle.cli.options import LangOption
from boucle.cli.words import LANGUAGE, say

_FileArgument = Annotated[
    Path, typer.Argument(metavar="FILE", help=say(fr="Une entente.", en="An agreement."))
]


class DocumentFormat(StrEnum):
    """What an agreement is rendered as."""

    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    YAML = "yaml"


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    group = typer.Typer(
        cls=Group,
        no_args_is_help=True,
        rich_markup_mode=None,
        help=say(
            fr="Vérifier, lire, comparer et imprimer l'entente.",
            en="Check, read, compare and print the agreement.",
        ),
    )
    texts: dict[Any, tuple[Any, ...]] = {
        "check": (check, "Vérifier une entente, toutes les fautes d'un coup.",
                  "Check an agreement, every fault at once."),
        "show": (show, "Lire l'entente dans le terminal.", "Read the agreement in the terminal."),
        "diff": (diff, "Ce qui change d'une version à l'autre.",
                 "What changes from one version to the other."),
        "render": (render, "Produire le document (html, docx, pdf) ou revenir au YAML.",
                   "Make the document (html, docx, pdf), or go back to YAML."),
    }  # fmt: skip
    for name, (function, fr, en) in texts.items():
        group.command(name, cls=Command, help=say(fr=fr, en=en))(function)
    app.add_typer(group, name="agreement")


def check(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help=say(fr="Des ententes.", en="Agreements.")),
    ],
    lang: LangOption = None,
) -> None:
    """Check agreements; every fault is printed, and the first refusal ends with status 2."""
    from boucle.operations.agreement import check_files  # start-up

    del lang  # read from the command line before the commands are declared
    for line in check_files(files):
        typer.echo(line.in_(LANGUAGE))


def show(file: _FileArgument, lang: LangOption = None) -> None:
    """Print the agreement as text."""
    from boucle.operations.agreement import shown  # start-up

    typer.echo(shown(file, lang.value if lang else LANGUAGE))


def diff(
    old: _FileArgument,
    new: Annotated[
        Path,
        typer.Argument(metavar="FILE", help=say(fr="La nouvelle version.", en="The new version.")),
    ],
    lang: LangOption = None,
) -> None:
    """Print what changes from `old` to `new`."""
    from boucle.operations.agreement import difference  # start-up

    del lang  # read from the command line before the commands are declared
    for line in difference(old, new):
        typer.echo(line.in_(LANGUAGE))


def render(
    file: _FileArgument,
    format_: Annotated[
        DocumentFormat,
        typer.Option(
            "--format", help=say(fr="html, docx, pdf ou yaml.", en="html, docx, pdf or yaml.")
        ),
    ] = DocumentFormat.HTML,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help=say(
                fr="Le fichier à écrire (par défaut : à côté, avec la langue et le format).",
                en="The file to write (default: beside it, with the language and format).",
            ),
        ),
    ] = None,
    lang: LangOption = None,
) -> None:
    """Write the agreement as a document; a document made by Boucle can be read back."""
    from boucle.operations.agreement import rendered  # start-up

    typer.echo(rendered(file, format_.value, out, lang.value if lang else LANGUAGE))
