"""Export the canonical tables of a workspace."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

import boucle
from boucle.language import LANGUAGES, Text, formats
from boucle.operations.moments import moment_option
from boucle.operations.progress import progress_bar
from boucle.operations.writing import write_together

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from boucle.language import Language
    from boucle.warehouse.exporting import Exported, ExportFormat
    from boucle.warehouse.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Export:
    """What was written: the `paths` of files, and lines about them."""

    paths: tuple[Path, ...]
    lines: tuple[Text, ...]


def export_tables(
    folder: Path,
    out: Path,
    *,
    names: Sequence[str] = (),
    export_format: str = "csv",
    as_of: str | None = None,
    language: Language = "fr",
) -> Export:
    """Write tables (all by default) as they were known, and the mapping that reads them back.

    Raises
    ------
    BoucleError
        If the workspace, a table's name, the date or the place to write to is not right.
    """
    # Start-up: the engine is needed by who exports.
    from boucle.tables import TABLES, table
    from boucle.warehouse.export_mapping import export_mappings
    from boucle.warehouse.exporting import export

    wanted = [table(name).name for name in dict.fromkeys(names)] or list(TABLES)
    workspace = boucle.open(folder)
    zone = workspace.agreement.time_zone
    tables = workspace.tables(as_of=moment_option("--as-of", as_of, zone))
    done: list[Exported] = []
    with progress_bar(language) as progress:
        for each in export(tables, wanted, out, cast("ExportFormat", export_format)):
            done.append(each)
            progress(each.name, each.n_rows)
    beside = {out / name: text for name, text in export_mappings(done).items()}
    write_together({**beside, **_agreements(workspace, out)})
    moment = Text(*(formats.moment(tables.as_of, ZoneInfo(zone), each) for each in LANGUAGES))
    return Export(
        paths=(*(each.path for each in done), *beside),
        lines=tuple(_lines(done, list(beside), out, moment)),
    )


def _agreements(workspace: Workspace, out: Path) -> dict[Path, bytes]:
    """Return every version of the agreement: without its definitions figures are others."""
    found = sorted((workspace.folder / "agreement").glob("*.yaml"))
    return {out / "agreement" / each.name: each.read_bytes() for each in found}


def _lines(
    done: Sequence[Exported], mappings: Sequence[Path], out: Path, moment: Text
) -> Iterator[Text]:
    n_rows = sum(each.n_rows for each in done)
    yield Text(
        fr="{n} lignes dans {tables} tables, telles qu'on les connaissait le {moment}.",
        en="{n} rows in {tables} tables, as they were known on {moment}.",
    ).format(
        n=formats.count(n_rows),
        tables=len(done),
        moment=moment,
    )
    for path in mappings:
        yield Text(
            fr="Pour les relire ailleurs : boucle import {out} --mapping {mapping}",
            en="To read them elsewhere: boucle import {out} --mapping {mapping}",
        ).format(out=shlex.quote(str(out)), mapping=shlex.quote(str(path)))
