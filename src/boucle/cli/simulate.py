"""`boucle simulate --contacts N --seed S --out DIR`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from boucle.cli.groups import Command
from boucle.cli.options import LangOption
from boucle.cli.words import LANGUAGE, say, tell


class Form(StrEnum):
    """How a simulated company is written."""

    EXPORTS = "exports"
    PARQUET = "parquet"


ContactsOption = Annotated[
    int,
    typer.Option(
        "--contacts",
        metavar="N",
        min=200,
        max=20_000_000,
        help=say(
            fr="Le nombre de personnes, à partir de 200.",
            en="The number of people, from 200 on.",
        ),
    ),
]
SeedOption = Annotated[
    int,
    typer.Option(
        "--seed",
        metavar="N",
        min=0,
        help=say(
            fr="La graine du hasard : la même donne les mêmes fichiers, à l'octet près.",
            en="The seed of chance: the same one gives the same files, byte for byte.",
        ),
    ),
]
OutOption = Annotated[
    Path,
    typer.Option(
        "--out",
        metavar=say(fr="DOSSIER", en="FOLDER"),
        help=say(
            fr="Le dossier à créer; il apparaît complet ou pas du tout.",
            en="The folder to make; it appears whole or not at all.",
        ),
    ),
]
TouchpointsOption = Annotated[
    int | None,
    typer.Option(
        "--touchpoints",
        metavar="N",
        min=1,
        help=say(
            fr="Environ combien de gestes (par défaut : neuf par personne).",
            en="About how many touchpoints (default: nine a person).",
        ),
    ),
]
EndsOnOption = Annotated[
    str | None,
    typer.Option(
        "--ends-on",
        metavar="DATE",
        help=say(
            fr="Le dernier jour des trois ans (par défaut : 2026-10-31).",
            en="The last day of the three years (default: 2026-10-31).",
        ),
    ),
]
FormOption = Annotated[
    Form | None,
    typer.Option(
        "--form",
        help=say(
            fr="exports : des fichiers comme ceux d'un CRM; parquet : des tables canoniques, "
            "écrites au fil de l'eau (par défaut au-delà de 20 000 personnes).",
            en="exports: files like a CRM's; parquet: canonical tables, written as they come "
            "(the default beyond 20,000 people).",
        ),
    ),
]
ScenarioOption = Annotated[
    list[str] | None,
    typer.Option(
        "--scenario",
        metavar=say(fr="CHANGEMENT", en="CHANGE"),
        help=say(
            fr="Ce qui change à partir d'un jour, au besoin plusieurs fois : "
            "reps_answer_faster:on=2026-01-05,factor=4 — "
            "channel_stops:on=2026-01-05,channel=display — definition_changes:on=2025-06-02.",
            en="What changes from a day on, as often as needed: "
            "reps_answer_faster:on=2026-01-05,factor=4 — "
            "channel_stops:on=2026-01-05,channel=display — definition_changes:on=2025-06-02.",
        ),
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(
        "simulate",
        cls=Command,
        short_help=say(
            fr="Simuler une entreprise fictive de toute taille.",
            en="Simulate a fictitious company of any size.",
        ),
        help=say(
            fr="Écrire trois ans d'une entreprise fictive, et à côté ce qui est vrai d'elle.",
            en="Write three years of a fictitious company, and what is true of it beside.",
        ),
    )(simulate)


def simulate(
    contacts: ContactsOption,
    seed: SeedOption,
    out: OutOption,
    touchpoints: TouchpointsOption = None,
    ends_on: EndsOnOption = None,
    form: FormOption = None,
    scenario: ScenarioOption = None,
    lang: LangOption = None,
) -> None:
    """Write a simulated company into `out`."""
    from boucle.operations.simulate import Wish, simulate_company  # start-up

    wish = Wish(
        contacts=contacts,
        seed=seed,
        out=out,
        touchpoints=touchpoints,
        ends_on=ends_on,
        form=form.value if form else None,
        scenario=scenario or (),
    )
    made, lines = simulate_company(wish, language=lang.value if lang else LANGUAGE)
    tell(*lines)
    typer.echo(made.folder)
