"""`boucle report closed-loop`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from boucle.cli.groups import Command, Group
from boucle.cli.options import AsOfOption, LangOption, MonthOption, UntilOption, WorkspaceOption
from boucle.cli.words import say, tell
from boucle.errors.commands import OutOptionError


class ReportFormat(StrEnum):
    """What a report is written as."""

    HTML = "html"
    JSON = "json"
    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"
    PARQUET = "parquet"


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    reports = typer.Typer(
        cls=Group,
        no_args_is_help=True,
        rich_markup_mode=None,
        help=say(fr="Produire un rapport.", en="Make a report."),
    )
    reports.command(
        "closed-loop",
        cls=Command,
        short_help=say(
            fr="Du premier dollar dépensé jusqu'aux gains.",
            en="From the first dollar spent to the wins.",
        ),
        help=say(
            fr="Le rapport en boucle fermée : par canal, campagne et mois, ce qui est entré, "
            "jusqu'où c'est allé, en combien de temps, à quel coût, pour quel revenu.",
            en="The closed-loop report: by channel, campaign and month, what came in, how far it "
            "went, how long it took, what it cost, what it brought.",
        ),
    )(closed_loop)
    app.add_typer(reports, name="report")


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
    written = closed_loop_report(workspace, wanted)
    if written.content is not None:
        # A document of bytes has no line of its own to end.
        typer.echo(written.content, nl=isinstance(written.content, str))
    for path in written.paths:
        typer.echo(path)
    tell(*written.warnings)
