"""`boucle agreement check|show|diff|render`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from boucle.cli.groups import add_group
from boucle.cli.options import LangOption
from boucle.cli.words import LANGUAGE, say
from boucle.language import Text

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
    about = Text(
        fr="Vérifier, lire, comparer et imprimer l'entente.",
        en="Check, read, compare and print the agreement.",
    )
    add_group(app, "agreement", about, {
        "check": (check, Text(fr="Vérifier une entente, toutes les fautes d'un coup.",
                  en="Check an agreement, every fault at once.")),
        "show": (show, Text(fr="Lire l'entente dans le terminal.",
                  en="Read the agreement in the terminal.")),
        "diff": (diff, Text(fr="Ce qui change d'une version à l'autre.",
                  en="What changes from one version to the other.")),
        "render": (render, Text(fr="Produire le document (html, docx, pdf) ou revenir au YAML.",
                  en="Make the document (html, docx, pdf), or go back to YAML.")),
    })  # fmt: skip


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
