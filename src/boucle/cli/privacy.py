"""`boucle privacy export|erase|suppressions`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from boucle.cli.groups import add_group
from boucle.cli.options import LangOption, WorkspaceOption
from boucle.cli.words import say, tell
from boucle.errors.privacy import ErasureNotConfirmedError
from boucle.language import Text


class FileFormat(StrEnum):
    """How a person's file is written."""

    JSON = "json"
    CSV = "csv"


ContactOption = Annotated[
    list[str] | None,
    typer.Option(
        "--contact",
        metavar="KEY",
        help=say(
            fr="La clé d'un contact; l'option peut être répétée.",
            en="The key of a contact; the option may be repeated.",
        ),
    ),
]
EmailOption = Annotated[
    str | None,
    typer.Option(
        "--email",
        metavar="ADDRESS",
        help=say(fr="L'adresse de courriel de la personne.", en="The person's e-mail address."),
    ),
]
AllOption = Annotated[
    bool,
    typer.Option(
        "--all",
        help=say(
            fr="Tous les contacts qui portent cette adresse.",
            en="All contacts who have that address.",
        ),
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    about = Text(
        fr="Donner son dossier à une personne, ou l'effacer.",
        en="Answer what people ask for: their file, their erasure.",
    )
    add_group(app, "privacy", about, {
        "export": (export, Text(fr="Tout ce qui est détenu sur une personne, en JSON ou en CSV.",
                  en="All that is held about a person, as JSON or CSV.")),
        "erase": (erase, Text(fr="Effacer une personne; les chiffres ne changent pas.",
                  en="Erase a person; figures do not change.")),
        "suppressions": (suppressions, Text(fr="Garder ailleurs la liste des personnes effacées.",
                  en="Keep the list of erased people elsewhere.")),
    })  # fmt: skip


def export(
    contact: ContactOption = None,
    email: EmailOption = None,
    is_all: AllOption = False,
    workspace: WorkspaceOption = Path(),
    format_: Annotated[
        FileFormat,
        typer.Option(
            "--format",
            help=say(fr="json, ou csv (un zip).", en="json, or csv (a zip)."),
        ),
    ] = FileFormat.JSON,
    out: Annotated[
        str | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help=say(
                fr="Le fichier à écrire; sans lui, le JSON va à la sortie standard.",
                en="The file to write; without it, JSON goes to standard output.",
            ),
        ),
    ] = None,
    lang: LangOption = None,
) -> None:
    """Write a person's file."""
    from boucle.operations.person import Asked  # start-up
    from boucle.operations.privacy import export_person  # start-up

    del lang  # read from the command line before the commands are declared
    asked = Asked(tuple(contact or ()), email, is_all)
    made = export_person(workspace, asked, format_=format_.value, out=out)
    if made.text is not None:
        sys.stdout.write(made.text + "\n")
    if made.path is not None:
        typer.echo(str(made.path))
    tell(*made.lines)


def erase(
    contact: ContactOption = None,
    email: EmailOption = None,
    is_all: AllOption = False,
    workspace: WorkspaceOption = Path(),
    reason: Annotated[
        str | None,
        typer.Option(
            "--reason",
            metavar=say(fr="MOTIF", en="REASON"),
            help=say(
                fr="Pourquoi, pour le registre; sans nommer la personne.",
                en="Why, for the register; without naming the person.",
            ),
        ),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help=say(fr="Ne pas demander.", en="Do not ask."))
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help=say(
                fr="Montrer ce qui serait effacé, sans rien écrire.",
                en="Show what would be erased, and write nothing.",
            ),
        ),
    ] = False,
    lang: LangOption = None,
) -> None:
    """Erase a person, once what would go was shown and confirmed."""
    from boucle.cli.options import Format
    from boucle.cli.printing import print_listing
    from boucle.operations.person import Asked  # start-up
    from boucle.operations.privacy import erase_person, planned_erasure  # start-up

    del lang  # read from the command line before the commands are declared
    plan = planned_erasure(workspace, Asked(tuple(contact or ()), email, is_all))
    print_listing(plan.listing, Format.TABLE)
    tell(*plan.lines)
    if dry_run:
        typer.echo(
            say(fr="Essai seulement : rien n'a été écrit.", en="Dry run: nothing was written."),
            err=True,
        )
        return
    if not yes:
        _confirm()
    tell(erase_person(plan, reason=reason))


def _confirm() -> None:
    question = say(
        fr="Effacer cette personne, pour de bon? (oui/non) ",
        en="Erase this person, for good? (yes/no) ",
    )
    typer.echo(question, err=True, nl=False)
    if sys.stdin.readline().strip().lower() not in {"oui", "o", "yes", "y"}:
        raise ErasureNotConfirmedError


def suppressions(
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            metavar="FILE",
            help=say(
                fr="Le fichier à écrire; une liste qui y est déjà est complétée.",
                en="The file to write; a list that is there is added to.",
            ),
        ),
    ],
    workspace: WorkspaceOption = Path(),
    lang: LangOption = None,
) -> None:
    """Write the list of erased people."""
    from boucle.operations.privacy import save_suppressions  # start-up

    del lang  # read from the command line before the commands are declared
    tell(save_suppressions(workspace, out))
