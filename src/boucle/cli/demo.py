"""`boucle demo`."""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from boucle.cli.groups import Command
from boucle.cli.options import LangOption
from boucle.cli.words import LANGUAGE, say, tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boucle.operations.demo import Report


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(
        "demo",
        cls=Command,
        short_help=say(
            fr="Voir Boucle à l'œuvre sur une entreprise fictive.",
            en="See Boucle at work on a fictitious company.",
        ),
        help=say(
            fr="Simuler une entreprise, importer ses fichiers et produire ses rapports.",
            en="Simulate a company, import its files and make its reports.",
        ),
    )(demo)


def demo(
    workspace: Annotated[
        Path,
        typer.Option(
            "--workspace",
            "-w",
            metavar=say(fr="DOSSIER", en="FOLDER"),
            help=say(fr="Le dossier à créer.", en="The folder to make."),
        ),
    ] = Path("demo"),
    contacts: Annotated[
        int,
        typer.Option(
            "--contacts",
            metavar="N",
            min=200,
            max=100_000,
            help=say(
                fr="Le nombre de personnes, de 200 à 100 000.",
                en="The number of people, from 200 to 100,000.",
            ),
        ),
    ] = 4000,
    seed: Annotated[
        int,
        typer.Option(
            "--seed",
            metavar="N",
            min=0,
            help=say(
                fr="La graine du hasard : la même donne la même entreprise.",
                en="The seed of chance: the same one makes the same company.",
            ),
        ),
    ] = 7,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace",
            help=say(
                fr="Refaire la démonstration si le dossier en contient déjà une.",
                en="Make the demonstration again if the folder holds one.",
            ),
        ),
    ] = False,
    lang: LangOption = None,
) -> None:
    """Make the demonstration company in `workspace`."""
    from boucle.cli.options import Format
    from boucle.cli.printing import print_listing
    from boucle.operations.demo import make_demo  # start-up

    made = make_demo(
        workspace,
        contacts=contacts,
        seed=seed,
        is_replacing=replace,
        language=lang.value if lang else LANGUAGE,
        tell=tell,
    )
    print_listing(made.channels, Format.TABLE)
    _print_reports(made.reports)


_TITLES = {
    "fr": say(fr="Le rapport en français", en="The report in French"),
    "en": say(fr="Le rapport en anglais", en="The report in English"),
}
_WHAT_FOR = {
    "html": say(fr="à lire dans un navigateur", en="to read in a browser"),
    "pdf": say(fr="à imprimer", en="to print"),
    "xlsx": say(fr="à fouiller dans un tableur", en="to dig into in a spreadsheet"),
    "json": say(fr="pour un programme", en="for a program"),
}


def _print_reports(reports: Iterable[Report]) -> None:
    """Print the paths, a group a language; in a pipe, nothing but them."""
    for language, group in groupby(reports, key=lambda report: report.language):
        typer.echo(say(fr=f"\n{_TITLES[language]} :", en=f"\n{_TITLES[language]}:"), err=True)
        for report in group:
            path = str(report.path)
            is_read = sys.stdout.isatty()
            typer.echo(f"  {path}  ({_WHAT_FOR[report.format]})" if is_read else path)
