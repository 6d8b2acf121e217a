"""Show the journey of one win: its touchpoints, people, silences, costs and credits."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boucle
from boucle.errors.commands import UnknownWinError
from boucle.operations.closed_loop import NOTHING_IMPORTED, Wanted, Written, framed
from boucle.operations.writing import to_json, write_whole
from boucle.reporting.closed_loop.steady import steady

if TYPE_CHECKING:
    from boucle.reporting.frame import Frame

# What a file name may hold everywhere; keys come from other systems.
_UNSAFE = re.compile(r"[^\w.-]+")


def journey_report(folder: Path, opportunity_id: str, wanted: Wanted) -> Written:
    """Make the page (or the JSON) of one win and write it.

    Raises
    ------
    UnknownWinError
        If there is no won deal of that id.
    BoucleError
        If the workspace, a date, or the place to write to is not right.
    """
    from boucle.reporting.closed_loop.journey_page import journey_content, journey_html  # start-up

    workspace = boucle.open(folder)
    language = wanted.language or workspace.settings.language
    frame = framed(workspace, wanted)
    win = win_of(frame, opportunity_id)
    figures: dict[str, Any] = steady(journey_content(frame, win, language))
    warnings = () if frame.tables.commit is not None else (NOTHING_IMPORTED,)
    if wanted.format == "json":
        content = to_json(figures)
    else:
        content = journey_html(figures, frame.agreement, language)
    if wanted.out == "-" or (wanted.out is None and wanted.format == "json"):
        return Written((), content, warnings)
    name = "parcours" if language == "fr" else "journey"
    own = f"{name}-{_UNSAFE.sub('_', opportunity_id)}.{language}.{wanted.format}"
    path = Path(wanted.out) if wanted.out is not None else workspace.folder / "reports" / own
    write_whole(path, content)
    return Written((path,), None, warnings)


def win_of(frame: Frame, opportunity_id: str) -> dict[str, Any]:
    """Return one won deal with its touchpoints.

    Raises
    ------
    UnknownWinError
        If there is no won deal of that id.
    """
    # Start-up: methods need the engine.
    from boucle.reporting.closed_loop.period import period_of
    from boucle.reporting.closed_loop.spending import Spending
    from boucle.reporting.closed_loop.wins import win

    period = period_of(frame)
    found = win(frame, Spending(frame, period.first_on, period.last_on), opportunity_id)
    if found is None:
        raise UnknownWinError(opportunity_id)
    return found
