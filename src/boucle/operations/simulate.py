"""A simulated company of any size, written for tests, trials and measures."""

from __future__ import annotations

import os
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from boucle.language import Text, formats
from boucle.operations.demo import ENDS_ON
from boucle.operations.moments import moment_option
from boucle.operations.progress import progress_bar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from boucle.language import Language
    from boucle.simulation import Simulated

Form = Literal["exports", "parquet"]
# Beyond this many people nobody opens the files of a tool: they are tables for engines.
_LARGE = 20_000
# More processes than this would take more memory than they save time.
_MOST_WORKERS = 2
_PARTS = {
    "people": Text(fr="Personnes", en="People"),
    "leads": Text(fr="Pistes", en="Leads"),
    "gestures": Text(fr="Gestes", en="Touchpoints"),
    "sales": Text(fr="Ventes", en="Sales"),
    "files": Text(fr="Fichiers", en="Files"),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for: None where the default is to be found."""

    contacts: int
    seed: int
    out: Path
    touchpoints: int | None = None
    ends_on: str | None = None
    form: Form | None = None
    scenario: Sequence[str] = ()


def simulate_company(wish: Wish, *, language: Language) -> tuple[Simulated, list[Text]]:
    """Write a company into a folder; also return what there is to say of it.

    Raises
    ------
    DateOptionError, ParameterError
        If there can be no such company.
    SimulationFolderError
        If the folder holds something.
    """
    # Start-up: the simulation needs numpy.
    from boucle.simulation import simulate
    from boucle.simulation.scenario import read_change

    changes = [read_change(text) for text in wish.scenario]
    form = wish.form or ("exports" if wish.contacts <= _LARGE else "parquet")
    with progress_bar(language) as told:
        made = simulate(
            contacts=wish.contacts,
            seed=wish.seed,
            ends_on=_last_day(wish.ends_on),
            folder=wish.out,
            touchpoints=wish.touchpoints,
            form=form,
            scenario=changes,
            workers=min(_MOST_WORKERS, os.cpu_count() or 1),
            progress=lambda part, n: told(_PARTS[part].in_(language), n),
        )
    return made, list(_lines(made, form))


def _last_day(given: str | None) -> date:
    from boucle.simulation.story import TIME_ZONE  # start-up

    moment = moment_option("--ends-on", given, TIME_ZONE)
    return ENDS_ON if moment is None else moment.astimezone(ZoneInfo(TIME_ZONE)).date()


def _lines(made: Simulated, form: Form) -> list[Text]:
    n_rows = sum(made.n_rows.values())
    counts = {
        name: formats.count(n)
        for name, n in (("rows", n_rows), ("touches", made.n_rows["touchpoints"]))
    }
    what = {
        "exports": Text(
            fr="des fichiers comme ses outils en exportent", en="files as its tools export"
        ),
        "parquet": Text(fr="des tables canoniques (Parquet)", en="canonical tables (Parquet)"),
    }[form]
    return [
        Text(
            fr="Groupe Boréalis, une entreprise fictive : {rows} lignes, dont {touches} gestes; "
            "{what}.",
            en="Groupe Boréalis, a fictitious company: {rows} rows, {touches} of them "
            "touchpoints; {what}.",
        ).format(**counts, what=what),
        Text(
            fr="Ce qui est vrai de cette entreprise est dans truth/; les ententes qui lui vont, "
            "dans agreement/.",
            en="What is true of this company is in truth/; the agreements that fit it are in "
            "agreement/.",
        ),
        Text(
            fr="Pour l'importer : boucle import {folder} --mapping {mapping} --max-rejects 5%",
            en="To import it: boucle import {folder} --mapping {mapping} --max-rejects 5%",
        ).format(folder=shlex.quote(str(made.folder)), mapping=shlex.quote(str(made.mapping))),
    ]
