"""The demonstration: a simulated company, its files imported, its reports made."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.resources import files
from typing import TYPE_CHECKING

import boucle
from boucle.errors.commands import DemoFolderError
from boucle.language import LANGUAGES, Text, formats
from boucle.operations.closed_loop import Wanted, closed_loop, framed, report_path
from boucle.operations.importing import imported
from boucle.operations.listings import Asked, picked
from boucle.operations.report_formats import one_file
from boucle.operations.writing import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from boucle.language import Language
    from boucle.operations.listing import ColumnKind, Listing
    from boucle.reporting.closed_loop.report import ClosedLoop
    from boucle.warehouse.workspace import Workspace

# A fixed day: the demonstration shows the same figures to everybody.
ENDS_ON = date(2026, 10, 31)
_MARK = "demo"
# The trouble put into the files weighs more in a small company's.
_MAX_REJECTS = "5%"
_AGREEMENTS = ("agreement-1.0.0.yaml", "agreement.yaml")

_COLUMNS: tuple[tuple[str, Text, ColumnKind], ...] = (
    ("n_leads", Text(fr="Pistes", en="Leads"), "count"),
    ("n_won", Text(fr="Gagnées", en="Won"), "count"),
    ("won_amount", Text(fr="Montant", en="Amount"), "thousands"),
    ("spend", Text(fr="Dépenses", en="Spend"), "thousands"),
    ("return_on_spend", Text(fr="Rend.", en="Return"), "ratio"),
    ("first_touch", Text(fr="1er geste", en="1st touch"), "thousands"),
    ("last_touch", Text(fr="Dernier", en="Last"), "thousands"),
)


# In the order in which a newcomer opens them.
_FORMATS = ("html", "pdf", "xlsx", "json")


@dataclass(frozen=True, slots=True)
class Report:
    """One report that was written."""

    language: Language
    format: str
    path: Path


@dataclass(frozen=True, slots=True)
class Demo:
    """The demonstration's workspace, its table of channels and its reports."""

    folder: Path
    channels: Listing
    reports: tuple[Report, ...]


def make_demo(
    folder: Path,
    *,
    contacts: int,
    seed: int,
    is_replacing: bool,
    language: Language,
    tell: Callable[[Text], None],
) -> Demo:
    """Simulate, import and report, telling each step.

    Raises
    ------
    DemoFolderError
        If `folder` holds something else, or a demonstration that is not to be replaced.
    """
    _made_free(folder, is_replacing=is_replacing)
    # Start-up: the simulation needs numpy, the rest the engine.
    from boucle.simulation import simulate
    from boucle.warehouse.workspace import Workspace

    workspace = _workspace(Workspace, folder, language)
    tell(Text(
        fr="1/3  On simule Groupe Boréalis, une entreprise fictive ({n} personnes, trois ans)…",
        en="1/3  Simulating Groupe Boréalis, a fictitious company ({n} people, three years)…",
    ).format(n=contacts))  # fmt: skip
    made = simulate(contacts=contacts, seed=seed, ends_on=ENDS_ON, folder=folder / "exports")
    tell(Text(fr="2/3  On importe ses fichiers…", en="2/3  Importing its files…"))
    _import(workspace, made.folder, made.mapping, tell)
    tell(Text(fr="3/3  On produit les rapports…", en="3/3  Making the reports…"))
    frame = framed(boucle.open(folder), Wanted(language=language))
    loop = closed_loop(workspace, frame)
    reports = tuple(_reports(workspace, loop))
    return Demo(folder, _channels(loop, folder, language), reports)


def _made_free(folder: Path, *, is_replacing: bool) -> None:
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    # Only what a demonstration made is ever removed.
    if not (is_replacing and (folder / f".{_MARK}").is_file()):
        raise DemoFolderError(str(folder))
    shutil.rmtree(folder)


def _workspace(kind: type[Workspace], folder: Path, language: Language) -> Workspace:
    texts = [
        files("boucle.simulation").joinpath(name).read_text(encoding="utf-8")
        for name in _AGREEMENTS
    ]
    workspace = kind.init(folder, texts[0], language=language, name="Groupe Boréalis")
    (folder / "agreement" / "2.0.0.yaml").write_text(texts[1], encoding="utf-8")
    (folder / f".{_MARK}").touch()
    return workspace


def _import(
    workspace: Workspace, exports: Path, mapping: Path, tell: Callable[[Text], None]
) -> None:
    shutil.copy(mapping, workspace.folder / "mappings" / "borealis.toml")
    result = imported(
        workspace, [exports], "borealis", now=datetime.now(tz=UTC), max_rejects=_MAX_REJECTS
    )
    n_rows = sum(change.n_new for change in result.tables.values())
    tell(Text(
        fr="     {n} lignes dans {tables} tables; {rejects} lignes illisibles mises de côté.",
        en="     {n} rows in {tables} tables; {rejects} unreadable rows set aside.",
    ).format(
        n=formats.count(n_rows),
        tables=len(result.tables),
        rejects=result.n_rejected_rows,
    ))  # fmt: skip


def _reports(workspace: Workspace, loop: ClosedLoop) -> Iterator[Report]:
    for language in LANGUAGES:
        figures = loop.as_json(language)
        for report_format in _FORMATS:
            path = report_path(workspace, language, report_format)
            write_whole(path, one_file(figures, loop.frame.agreement, language, report_format))
            yield Report(language, report_format, path)


def _channels(loop: ClosedLoop, folder: Path, language: Language) -> Listing:
    frame, rows = loop.frame, loop.rows_by("channel")
    labels = {each.code: each.label.in_(language) for each in frame.agreement.channels}
    for row in rows:
        row["channel"] = labels.get(row["channel"], row["channel"])
        row |= {model: row["credit"][model] for model in ("first_touch", "last_touch")}
    return picked(
        frame, Asked(folder), rows, _COLUMNS,
        title=Text(
            fr="Groupe Boréalis : ce que chaque canal amène, coûte et rapporte",
            en="Groupe Boréalis: what each channel brings in, costs and earns",
        ),
        definition=Text(
            fr="Montant : ce qu'ont rapporté les pistes du canal. 1er geste, dernier : les mêmes "
            "gains, crédités au premier ou au dernier geste du parcours; c'est l'écart qui "
            "instruit. Tout est défini et réconcilié dans le rapport.",
            en="Amount: what the channel's leads brought. 1st touch, last: the same wins, credited "
            "to the first or to the last gesture of the journey; the spread is the lesson. "
            "Everything is defined and reconciled in the report.",
        ),
    )  # fmt: skip
