"""A whole company into a folder, with what was true beside it."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from importlib import resources
from typing import TYPE_CHECKING, Literal

from boucle.errors import ParameterError
from boucle.errors.commands import SimulationFolderError
from boucle.simulation import canonical_mapping, truth_index
from boucle.simulation.agreements import write_agreements
from boucle.simulation.allowed import at_least, between
from boucle.simulation.block import Block
from boucle.simulation.chunks import chunks_written
from boucle.simulation.counterfactual import MOST_CHANGES
from boucle.simulation.density import density_for
from boucle.simulation.firm import FEWEST, Firm
from boucle.simulation.scenario import Change, Scenario
from boucle.simulation.tally import Tally
from boucle.simulation.truth import told
from boucle.simulation.writing import Exports, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

Form = Literal["exports", "parquet"]
# Clocks and holidays are known for the years around these.
_EARLIEST, _LATEST = date(2000, 1, 1), date(2040, 12, 31)


@dataclass(frozen=True, slots=True)
class Simulated:
    """Where the company was written, and how many rows of each table."""

    folder: Path
    mapping: Path
    truth: Path
    n_rows: dict[str, int] = field(default_factory=dict)


def simulate(
    *,
    contacts: int = 4000,
    seed: int,
    ends_on: date,
    folder: Path,
    touchpoints: int | None = None,
    form: Form = "exports",
    scenario: Sequence[Change] = (),
    workers: int = 1,
    progress: Callable[[str, int], None] | None = None,
) -> Simulated:
    """Write three years of Groupe Boréalis, which does not exist, at any size.

    Parameters
    ----------
    contacts
        Records of people, duplicates included. At least 200.
    seed
        Of all random draws: the same arguments give the same bytes.
    ends_on
        Last day of the history; deals still open then stay open.
    folder
        Where to write; created, or empty. It appears whole or not at all.
    touchpoints
        About how many touchpoints to make; without it, what the people's story gives (some nine a
        person). At most a hundred a person.
    form
        ``exports`` as its tools would write them, or ``parquet``: canonical tables, for large ones.
    scenario
        What changes from a date on; all else is as without it.
    workers
        Processes that write `form` ``parquet``; the bytes are the same. Those of a script need
        the guard ``if __name__ == "__main__"``.
    progress
        Called with the name of each part as it begins and the rows made so far.

    Raises
    ------
    ParameterError
        If there are fewer than 200 contacts, `seed` is negative, `ends_on` is too far away,
        `touchpoints` can't be had, or a change of the scenario lies outside of the history.
    SimulationFolderError
        If `folder` holds something.

    Notes
    -----
    The story and its numbers are argued in ``docs/methods/simulation.md``. Memory does not grow
    with the size: some thousand people are made and written at a time.
    """
    firm = _firm(contacts, seed, ends_on, tuple(scenario))
    density = density_for(firm, touchpoints)
    firm = Firm(contacts, seed, ends_on, density, firm.scenario)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SimulationFolderError(str(folder))

    staged = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    staged.mkdir(parents=True)
    try:
        n_rows = _write(staged, firm, form, workers, progress or _silent)
        if folder.exists():
            folder.rmdir()
        staged.rename(folder)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return Simulated(folder, folder / "mapping.toml", folder / "truth", n_rows)


def _firm(contacts: int, seed: int, ends_on: date, changes: tuple[Change, ...]) -> Firm:
    if contacts < FEWEST:
        raise ParameterError("contacts", contacts, at_least(FEWEST))
    if seed < 0:
        raise ParameterError("seed", seed, at_least(0))
    if not _EARLIEST <= ends_on <= _LATEST:
        raise ParameterError("ends_on", str(ends_on), between(_EARLIEST, _LATEST))
    if len(changes) > MOST_CHANGES:
        raise ParameterError("scenario", len(changes), between(0, MOST_CHANGES))
    firm = Firm(contacts, seed, ends_on, scenario=Scenario(changes))
    for change in changes:
        if not firm.first <= change.on <= firm.last:
            raise ParameterError("on", str(change.on), between(firm.first, firm.last))
    return firm


def _silent(part: str, n_made: int) -> None:
    """Report nothing."""


def _write(
    folder: Path, firm: Firm, form: Form, workers: int, say: Callable[[str, int], None]
) -> dict[str, int]:
    (folder / "truth").mkdir()
    write_agreements(folder / "agreement", firm.scenario)
    if form == "parquet":
        tally = chunks_written(folder, firm, workers, say)
        mapping = canonical_mapping.text(firm)
    else:
        tally = _exports(folder, firm, say)
        packaged = resources.files("boucle.simulation") / "mapping.toml"
        mapping = packaged.read_text(encoding="utf-8")
    (folder / "mapping.toml").write_text(mapping, encoding="utf-8")
    truth_index.write(folder / "truth", told(firm, tally))
    return tally.n_rows


def _counting_on(say: Callable[[str, int], None], made: int) -> Callable[[str, int], None]:
    return lambda part, n_rows: say(part, made + n_rows)


def _exports(folder: Path, firm: Firm, say: Callable[[str, int], None]) -> Tally:
    whole = Tally()
    with closing(Exports(folder, firm.seed)) as out:
        for number in range(len(firm.sizes)):
            made = sum(whole.n_rows.values())
            block = Block(firm, number, _counting_on(say, made))
            block.make()
            say("files", made + block.n_rows)
            tally = out.write(block)
            tally.n_rows = rows_of(block)
            whole.merge(tally)
    return whole
