"""The options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from boucle.cli.words import say


class Format(StrEnum):
    """How a table is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class Lang(StrEnum):
    """A language of the product."""

    FR = "fr"
    EN = "en"


class By(StrEnum):
    """What a table is broken down by."""

    CHANNEL = "channel"
    CAMPAIGN = "campaign"
    MONTH = "month"
    OWNER = "owner"
    TERRITORY = "territory"
    PERSONA = "persona"
    SERVICE = "service"


WorkspaceOption = Annotated[
    Path,
    typer.Option(
        "--workspace",
        "-w",
        metavar=say(fr="DOSSIER", en="FOLDER"),
        help=say(fr="Le dossier de l'espace de travail.", en="The folder of the workspace."),
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help=say(
            fr="Ce que Boucle savait à ce moment (par défaut : la dernière importation).",
            en="What Boucle knew at that moment (default: the last import).",
        ),
    ),
]
UntilOption = Annotated[
    str | None,
    typer.Option(
        "--observed-until",
        metavar="DATE",
        help=say(
            fr="La fin du suivi : ce qui est ouvert l'est encore ce jour-là "
            "(par défaut : le fait le plus récent).",
            en="The end of follow-up: what is open was still open on that day "
            "(default: the latest fact).",
        ),
    ),
]
MonthOption = Annotated[
    str | None,
    typer.Option(
        "--month",
        metavar="2026-10",
        help=say(
            fr="Seulement les pistes ouvertes ce mois-là et les dépenses de ce mois.",
            en="Only the leads opened in that month, and that month's spend.",
        ),
    ),
]
LangOption = Annotated[
    Lang | None,
    typer.Option("--lang", help=say(fr="La langue : fr ou en.", en="The language: fr or en.")),
]
FormatOption = Annotated[
    Format,
    typer.Option("--format", help=say(fr="table, json ou csv.", en="table, json or csv.")),
]
ByOption = Annotated[
    By,
    typer.Option("--by", help=say(fr="Ce qui distingue les lignes.", en="What tells rows apart.")),
]
