"""A whole company into a folder of exports, with what was true beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import resources
from typing import TYPE_CHECKING

from boucle.errors import ParameterError
from boucle.simulation import files, trouble
from boucle.simulation.company import Company
from boucle.simulation.exports import FILES
from boucle.simulation.frame import n_rows, take
from boucle.simulation.truth import write_truth

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

_FEWEST = 200


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
    progress: Callable[[str, int], None] | None = None,
) -> Simulated:
    """Write three years of Groupe Boréalis, which does not exist, as its tools would export them.

    Parameters
    ----------
    contacts
        Records of people, duplicates included. At least 200.
    seed
        Of all random draws: the same arguments give the same bytes.
    ends_on
        Last day of the history; deals still open then stay open.
    folder
        Where to write: exports and ``mapping.toml``, ``truth/`` with what was true. Created.
    progress
        Called with the name of each part as it begins and the rows made so far.

    Raises
    ------
    ParameterError
        If there are fewer than 200 contacts, or `seed` is negative.

    Notes
    -----
    The story and its numbers are argued in ``docs/methods/simulation.md``.
    """
    if contacts < _FEWEST:
        raise ParameterError("contacts", contacts, f"at least {_FEWEST}")
    if seed < 0:
        raise ParameterError("seed", seed, "0 or more")

    company = Company(contacts, seed, ends_on, progress or _silent)
    company.make()
    folder.mkdir(parents=True, exist_ok=True)
    n_bad_dates = _write_exports(folder, company)
    write_truth(
        folder / "truth",
        leads=company.leads,
        people=company.frames["contacts"],
        repeats=company.repeats,
        touches=company.frames["touchpoints"],
        bad_dates=n_bad_dates,
    )
    mapping = folder / "mapping.toml"
    packaged = resources.files("boucle.simulation") / "mapping.toml"
    mapping.write_bytes(packaged.read_bytes())
    rows = {name: n_rows(frame) for name, frame in company.frames.items()}
    return Simulated(folder, mapping, folder / "truth", rows)


def _silent(part: str, n_made: int) -> None:
    """Report nothing."""


def _write_exports(folder: Path, company: Company) -> dict[str, int]:
    """Write every file; return how many dates of each were written wrong on purpose."""
    company.say("files", company.n_rows)
    rng = company.bad_dates()
    spoiled = {}
    for file in FILES:
        frame = company.frames[file.table]
        if file.table == "touchpoints":
            frame = take(frame, (frame["evidence"] == "impression") == file.is_parquet)
        if file.is_parquet:
            files.write_parquet(folder, file, frame)
            continue
        columns = files.texts(frame, file)
        if "may_fail" in frame:
            spoiled[file.name] = trouble.spoil_dates(rng, file, columns, frame["may_fail"])
        files.write_csv(folder, file, columns)
    return spoiled
