"""What the listings of several commands share: who asked for what, and the columns by name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import boucle
from boucle.language import Text
from boucle.operations.closed_loop import Wanted, framed
from boucle.operations.listing import Listing, ListingColumn

if TYPE_CHECKING:
    from pathlib import Path

    from boucle.operations.listing import ColumnKind
    from boucle.reporting.closed_loop.report import ClosedLoop
    from boucle.reporting.frame import Frame

# The column behind each word of `--by`.
BY_COLUMNS = {"campaign": "campaign_id", "owner": "owner_id"}

BY_LABELS: dict[str, Text] = {
    "channel": Text(fr="Canal", en="Channel"),
    "campaign": Text(fr="Campagne", en="Campaign"),
    "month": Text(fr="Mois", en="Month"),
    "owner": Text(fr="Responsable", en="Owner"),
    "territory": Text(fr="Territoire", en="Territory"),
    "persona": Text(fr="Persona", en="Persona"),
    "service": Text(fr="Service", en="Service"),
}


@dataclass(frozen=True)
class Asked:
    """What every listing is asked for."""

    folder: Path
    by: str = "channel"
    wanted: Wanted = field(default_factory=Wanted)

    @property
    def column(self) -> str:
        """The column that `by` stands for."""
        return BY_COLUMNS.get(self.by, self.by)

    def frame(self) -> Frame:
        """Open the workspace and return its tables, ready to be grouped."""
        workspace = boucle.open(self.folder)
        return framed(workspace, self.wanted, with_personas=self.by == "persona")


def loop_by(frame: Frame, column: str) -> ClosedLoop:
    """Return the report's figures over `frame`, so that a command shows the same ones."""
    # Start-up: methods need the engine.
    from boucle.reporting.closed_loop.cubes import COHORT
    from boucle.reporting.closed_loop.report import ClosedLoop

    return ClosedLoop(frame, dimensions=COHORT if column in COHORT else (column,))


def picked(
    frame: Frame,
    asked: Asked,
    rows: list[dict[str, Any]],
    columns: tuple[tuple[str, Text, ColumnKind], ...],
    *,
    title: Text,
    definition: Text,
) -> Listing:
    """Return a listing of some fields of the report's rows, with the reasons of what is null."""
    names = [name for name, _, _ in columns]
    kept = [
        {asked.by: row[asked.by]}
        | {name: row[name] for name in names}
        | {"reasons": {name: why for name, why in row["reasons"].items() if name in names}}
        for row in rows
    ]
    first = ListingColumn(asked.by, BY_LABELS[asked.by])
    return Listing(
        title=title,
        definition=definition,
        columns=(first, *(ListingColumn(name, label, kind) for name, label, kind in columns)),
        rows=kept,
        as_of=frame.tables.as_of,
        currency=frame.currency,
        time_zone=frame.zone,
    )
