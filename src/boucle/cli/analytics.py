"""`boucle lifecycle|timing|clocks|attribution|money|scoring`: one table each."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from boucle.cli.groups import Command
from boucle.cli.options import (
    AsOfOption,
    By,
    ByOption,
    Format,
    FormatOption,
    LangOption,
    MonthOption,
    UntilOption,
    WorkspaceOption,
)
from boucle.cli.printing import print_listing
from boucle.cli.words import LANGUAGE, say
from boucle.operations.closed_loop import Wanted
from boucle.operations.listings import Asked


class What(StrEnum):
    """What `timing` measures."""

    WINS = "wins"
    STAGES = "stages"
    TRANSITIONS = "transitions"


class ScoringBy(StrEnum):
    """What `scoring` counts by."""

    GRADE = "grade"
    PERSONA = "persona"


class Unit(StrEnum):
    """What `attribution` shares."""

    AMOUNT = "amount"
    WINS = "wins"


class MoneyWhat(StrEnum):
    """What `money` looks at."""

    RETURNS = "returns"
    ORIGINS = "origins"
    CUSTOMERS = "customers"
    PROGRAMMES = "programmes"
    DEALS = "deals"
    MARGIN = "margin"
    BUDGET = "budget"


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    texts: dict[Any, tuple[Any, ...]] = {
        lifecycle: ("Jusqu'où vont les pistes et les affaires.", "How far leads and deals go."),
        timing: ("Combien de temps prennent les gains et les étapes.",
                 "How long wins and stages take."),
        clocks: ("À quelle vitesse on répond, par type de piste.",
                 "How fast leads are answered, by lead type."),
        attribution: ("À qui revient le mérite des gains, selon chaque modèle.",
                      "Who gets the credit of wins, under each model."),
        money: ("Ce que coûtent et rapportent les pistes et les gains.",
                "What leads and wins cost and bring."),
        scoring: ("Les cotes, et pourquoi.", "Grades, and why."),
    }  # fmt: skip
    for function, (fr, en) in texts.items():
        app.command(function.__name__, cls=Command, help=say(fr=fr, en=en))(function)


def _asked(
    workspace: Path, by: By, as_of: str | None, until: str | None, month: str | None
) -> Asked:
    return Asked(
        folder=workspace,
        by=by.value,
        wanted=Wanted(month=month, as_of=as_of, observed_until=until),
    )


def lifecycle(
    workspace: WorkspaceOption = Path(),
    by: ByOption = By.CHANNEL,
    month: MonthOption = None,
    as_of: AsOfOption = None,
    observed_until: UntilOption = None,
    format_: FormatOption = Format.TABLE,
    lang: LangOption = None,
) -> None:
    """Print stages reached and conversions."""
    from boucle.operations.lifecycle import lifecycle as operation  # start-up

    del lang  # read from the command line before the commands are declared
    print_listing(operation(_asked(workspace, by, as_of, observed_until, month)), format_)


def timing(
    workspace: WorkspaceOption = Path(),
    by: ByOption = By.CHANNEL,
    what: Annotated[
        What,
        typer.Option(
            "--what",
            help=say(
                fr="wins : jusqu'au gain; stages : dans chaque étape; transitions : d'une étape "
                "à la suivante.",
                en="wins: until the win; stages: in each stage; transitions: from one stage to "
                "the next.",
            ),
        ),
    ] = What.WINS,
    month: MonthOption = None,
    as_of: AsOfOption = None,
    observed_until: UntilOption = None,
    format_: FormatOption = Format.TABLE,
    lang: LangOption = None,
) -> None:
    """Print durations with open cases censored."""
    from boucle.operations import timing as operations  # start-up

    del lang  # read from the command line before the commands are declared
    operation = {
        What.WINS: operations.timing,
        What.STAGES: operations.time_in_stages,
        What.TRANSITIONS: operations.time_between_stages,
    }[what]
    print_listing(operation(_asked(workspace, by, as_of, observed_until, month)), format_)


def clocks(
    workspace: WorkspaceOption = Path(),
    as_of: AsOfOption = None,
    observed_until: UntilOption = None,
    format_: FormatOption = Format.TABLE,
    lang: LangOption = None,
) -> None:
    """Print how fast each clock stopped, by lead type."""
    from boucle.operations.clocks import clocks as operation  # start-up

    del lang  # read from the command line before the commands are declared
    print_listing(operation(_asked(workspace, By.CHANNEL, as_of, observed_until, None)), format_)


def attribution(
    workspace: WorkspaceOption = Path(),
    by: ByOption = By.CHANNEL,
    unit: Annotated[
        Unit,
        typer.Option(
            "--unit", help=say(fr="amount : montants; wins : gains.", en="amount or wins.")
        ),
    ] = Unit.AMOUNT,
    win: Annotated[
        str | None,
        typer.Option(
            "--win",
            metavar="ID",
            help=say(
                fr="Le parcours d'une affaire gagnée, geste par geste.",
                en="The journey of one won deal, touchpoint by touchpoint.",
            ),
        ),
    ] = None,
    month: MonthOption = None,
    as_of: AsOfOption = None,
    observed_until: UntilOption = None,
    format_: FormatOption = Format.TABLE,
    lang: LangOption = None,
) -> None:
    """Print the credit of won deals under each model."""
    from boucle.operations import attribution as operations  # start-up

    del lang  # read from the command line before the commands are declared
    asked = _asked(workspace, by, as_of, observed_until, month)
    if win is not None:
        print_listing(operations.win_journey(asked, win), format_)
    else:
        print_listing(operations.attribution(asked, in_wins=unit is Unit.WINS), format_)


def money(
    workspace: WorkspaceOption = Path(),
    by: ByOption = By.CHANNEL,
    what: Annotated[
        MoneyWhat,
        typer.Option(
            "--what",
            help=say(
                fr="returns : coûts et rendements; origins : d'où viennent les gains; customers : "
                "coût d'acquisition et valeur des clients (--by channel, persona ou service); "
                "programmes : marge et coût sur 24 mois, seuil; deals et margin : transaction "
                "moyenne et marge, mix et effet interne (souvent --by service); budget : le "
                "prochain dollar et le déplacement proposé.",
                en="returns: costs and returns; origins: where wins come from; customers: "
                "acquisition cost and customer value (--by channel, persona or service); "
                "programmes: margin and cost over 24 months, break-even; deals and margin: "
                "average deal and margin, mix and within (often --by service); budget: the next "
                "dollar and the move proposed.",
            ),
        ),
    ] = MoneyWhat.RETURNS,
    month: MonthOption = None,
    as_of: AsOfOption = None,
    observed_until: UntilOption = None,
    format_: FormatOption = Format.TABLE,
    lang: LangOption = None,
) -> None:
    """Print spend, costs and returns, or what comes of them over the whole record."""
    from boucle.operations import money_record as record  # start-up
    from boucle.operations.money import money as returns  # start-up

    del lang  # read from the command line before the commands are declared
    operation = {
        MoneyWhat.RETURNS: returns,
        MoneyWhat.ORIGINS: record.origins,
        MoneyWhat.CUSTOMERS: record.customers,
        MoneyWhat.PROGRAMMES: record.programmes,
        MoneyWhat.DEALS: record.average_deal,
        MoneyWhat.MARGIN: record.margin_mix,
        MoneyWhat.BUDGET: record.budget,
    }[what]
    print_listing(operation(_asked(workspace, by, as_of, observed_until, month)), format_)


def scoring(
    workspace: WorkspaceOption = Path(),
    by: Annotated[
        ScoringBy,
        typer.Option(
            "--by",
            help=say(
                fr="grade : par cote; persona : par cote et persona.",
                en="grade, or persona: by grade and persona.",
            ),
        ),
    ] = ScoringBy.GRADE,
    lead: Annotated[
        str | None,
        typer.Option(
            "--lead",
            metavar="ID",
            help=say(
                fr="Pourquoi cette piste a cette cote, clause par clause.",
                en="Why this lead has this grade, clause by clause.",
            ),
        ),
    ] = None,
    as_of: AsOfOption = None,
    observed_until: UntilOption = None,
    format_: FormatOption = Format.TABLE,
    lang: LangOption = None,
) -> None:
    """Print grades, or the reasons of one."""
    from boucle.operations import scoring as operations  # start-up

    language = lang.value if lang else LANGUAGE
    shown = By.PERSONA if by is ScoringBy.PERSONA else By.CHANNEL
    asked = _asked(workspace, shown, as_of, observed_until, None)
    if lead is not None:
        print_listing(operations.explained_lead(asked, lead, language), format_)
    else:
        print_listing(operations.scoring(asked), format_)
