"""`boucle report closed-loop|journey`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from boucle.cli.groups import add_group
from boucle.cli.options import AsOfOption, LangOption, MonthOption, UntilOption, WorkspaceOption
from boucle.cli.words import say, tell
from boucle.errors.commands import OutOptionError
from boucle.language import Text

if TYPE_CHECKING:
    from boucle.operations.closed_loop import Written


_CLOSED_LOOP = Text(
    fr="Du premier dollar dépensé jusqu'aux gains : par canal, campagne et mois, ce qui est entré, "
    "jusqu'où c'est allé, en combien de temps, à quel coût, pour quel revenu.",
    en="From the first dollar spent to the wins: by channel, campaign and month, what came in, how "
    "far it went, how long it took, what it cost, what it brought.",
)
_JOURNEY = Text(
    fr="Le parcours d'un gain : gestes, personnes, silences, coûts, crédit selon chaque règle.",
    en="The journey of one win: touchpoints, people, silences, costs, credit by each rule.",
)


class ReportFormat(StrEnum):
    """What a report is written as."""

    HTML = "html"
    JSON = "json"
    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"
    PARQUET = "parquet"


class JourneyFormat(StrEnum):
    """What a journey is written as."""

    HTML = "html"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    add_group(
        app,
        "report",
        Text(fr="Produire un rapport.", en="Make a report."),
        {"closed-loop": (closed_loop, _CLOSED_LOOP), "journey": (journey, _JOURNEY)},
    )


def closed_loop(
    workspace: WorkspaceOption = Path(),
    month: MonthOption = None,
    as_of: AsOfOption = None,
    observed_until: UntilOption = None,
    lang: LangOption = None,
    format_: Annotated[
        ReportFormat,
        typer.Option(
            "--format",
            help=say(
                fr="html, json, pdf, xlsx, ou csv et parquet (un fichier par table).",
                en="html, json, pdf, xlsx, or csv and parquet (a file a table).",
            ),
        ),
    ] = ReportFormat.HTML,
    out: Annotated[
        str | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help=say(
                fr="Le fichier à écrire (un dossier pour csv et parquet); « - » pour la sortie "
                "standard (par défaut : reports/; la sortie standard pour json).",
                en="The file to write (a folder for csv and parquet); “-” for standard output "
                "(default: reports/; standard output for json).",
            ),
        ),
    ] = None,
) -> None:
    """Make the closed-loop report."""
    from boucle.operations.closed_loop import Wanted, closed_loop_report  # start-up

    wanted = Wanted(
        month=month,
        as_of=as_of,
        observed_until=observed_until,
        # French first: the report's language follows the option, then the workspace.
        language=lang.value if lang else None,
        format=format_.value,
        out=out,
    )
    if out == "-" and format_ in (ReportFormat.PDF, ReportFormat.XLSX) and sys.stdout.isatty():
        raise OutOptionError(format_.value, "terminal")
    _tell(closed_loop_report(workspace, wanted))


def journey(
    win: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help=say(fr="La clé de l'affaire gagnée.", en="The key of the won deal."),
        ),
    ],
    workspace: WorkspaceOption = Path(),
    as_of: AsOfOption = None,
    observed_until: UntilOption = None,
    lang: LangOption = None,
    format_: Annotated[
        JourneyFormat,
        typer.Option("--format", help=say(fr="html ou json.", en="html or json.")),
    ] = JourneyFormat.HTML,
    out: Annotated[
        str | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help=say(
                fr="Le fichier à écrire; « - » pour la sortie standard (par défaut : reports/; la "
                "sortie standard pour json).",
                en="The file to write; “-” for standard output (default: reports/; standard output "
                "for json).",
            ),
        ),
    ] = None,
) -> None:
    """Show the journey of one win."""
    from boucle.operations.closed_loop import Wanted  # start-up
    from boucle.operations.journey import journey_report  # start-up

    wanted = Wanted(
        as_of=as_of,
        observed_until=observed_until,
        language=lang.value if lang else None,
        format=format_.value,
        out=out,
    )
    _tell(journey_report(workspace, win, wanted))


def _tell(written: Written) -> None:
    if written.content is not None:
        # A document of bytes has no line of its own to end.
        typer.echo(written.content, nl=isinstance(written.content, str))
    for path in written.paths:
        typer.echo(path)
    tell(*written.warnings)
