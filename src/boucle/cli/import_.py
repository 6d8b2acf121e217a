"""`boucle import PATH… [--mapping NAME|FILE]`: by a mapping, or by one that is proposed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from boucle.cli.groups import Command
from boucle.cli.options import LangOption, WorkspaceOption
from boucle.cli.words import LANGUAGE, say, tell

if TYPE_CHECKING:
    from boucle.operations.importing import Told

MappingOption = Annotated[
    str | None,
    typer.Option(
        "--mapping",
        "-m",
        metavar="NAME|FILE",
        help=say(
            fr="Une correspondance : un fichier TOML, le nom d'un fichier de mappings/, ou un nom "
            "de « boucle presets list ». Sans elle, une correspondance est trouvée ou proposée.",
            en="A mapping: a TOML file, the name of one in mappings/, or a name of “boucle presets "
            "list”. Without it, a mapping is found or proposed.",
        ),
    ),
]
DryRunOption = Annotated[
    bool,
    typer.Option(
        "--dry-run",
        help=say(
            fr="Montrer ce qui changerait, sans rien écrire.",
            en="Show what would change, and write nothing.",
        ),
    ),
]
MaxRejectsOption = Annotated[
    str,
    typer.Option(
        "--max-rejects",
        metavar="N|N%",
        help=say(
            fr="Combien de lignes illisibles d'un fichier tolérer avant de tout refuser.",
            en="How many unreadable rows of a file to bear before refusing all.",
        ),
    ),
]
YesOption = Annotated[
    bool,
    typer.Option(
        "--yes",
        "-y",
        help=say(
            fr="Accepter la correspondance proposée; un doute à décider arrête tout.",
            en="Accept the proposed mapping; a doubt to decide stops it.",
        ),
    ),
]
NameOption = Annotated[
    str | None,
    typer.Option(
        "--name",
        metavar="NAME",
        help=say(
            fr="Le nom de la correspondance proposée, dans mappings/.",
            en="The name of the proposed mapping, in mappings/.",
        ),
    ),
]
CurrencyOption = Annotated[
    str | None,
    typer.Option(
        "--currency",
        metavar="CODE",
        help=say(
            fr="La devise des montants qui ne disent pas la leur, comme CAD.",
            en="The currency of amounts that do not say theirs, as CAD.",
        ),
    ),
]
DateOrderOption = Annotated[
    str | None,
    typer.Option(
        "--date-order",
        metavar="day|month|year",
        help=say(
            fr="Ce qui vient en premier dans les dates douteuses, comme 03/04/2026.",
            en="What comes first in doubtful dates, such as 03/04/2026.",
        ),
    ),
]
DecimalOption = Annotated[
    str | None,
    typer.Option(
        "--decimal",
        metavar=",|.",
        help=say(
            fr="Le signe décimal des nombres douteux, comme 1,234.",
            en="The decimal sign of doubtful numbers, such as 1,234.",
        ),
    ),
]
ThousandsOption = Annotated[
    str | None,
    typer.Option(
        "--thousands",
        metavar="SIGN",
        help=say(
            fr="Le signe des milliers des nombres douteux.",
            en="The thousands sign of doubtful numbers.",
        ),
    ),
]
ZoneOption = Annotated[
    str | None,
    typer.Option(
        "--time-zone",
        metavar="ZONE",
        help=say(
            fr="Le fuseau des heures des fichiers (sinon celui de l'entente).",
            en="The zone of the times in the files (else the agreement's).",
        ),
    ),
]
SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="WHAT=VALUE",
        help=say(
            fr="Trancher un doute : FICHIER=sorte, FICHIER.COLONNE=rôle, stage.MOT=won|lost|open "
            "(plusieurs fois au besoin).",
            en="Settle a doubt: FILE=kind, FILE.COLUMN=role, stage.WORD=won|lost|open (as often "
            "as needed).",
        ),
    ),
]


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
            fr="Importer des fichiers (CSV, xlsx, Parquet) selon une correspondance, donnée ou "
            "proposée.",
            en="Import files (CSV, xlsx, Parquet) by a mapping, given or proposed.",
        ),
    )(import_)


def import_(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...", help=say(fr="Fichiers ou dossiers.", en="Files or folders.")
        ),
    ],
    mapping: MappingOption = None,
    workspace: WorkspaceOption = Path(),
    dry_run: DryRunOption = False,
    max_rejects: MaxRejectsOption = "1%",
    yes: YesOption = False,
    name: NameOption = None,
    currency: CurrencyOption = None,
    date_order: DateOrderOption = None,
    decimal: DecimalOption = None,
    thousands: ThousandsOption = None,
    time_zone: ZoneOption = None,
    set_: SetOption = None,
    lang: LangOption = None,
) -> None:
    """Import `paths` into the workspace."""
    from boucle.operations.importing import import_paths  # start-up
    from boucle.operations.proposing import Asked, import_proposed

    del lang  # read from the command line before the commands are declared
    asked = Asked(
        folder=workspace, paths=paths, language=LANGUAGE, name=name, is_yes=yes,
        is_dry_run=dry_run, max_rejects=max_rejects, currency=currency, date_order=date_order,
        decimal=decimal, thousands=thousands, time_zone=time_zone, sets=tuple(set_ or ()),
    )  # fmt: skip
    if mapping is None:
        from boucle.cli.proposal import Terminal

        told = import_proposed(asked, Terminal())
    else:
        asked.refuse_with_mapping()
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
