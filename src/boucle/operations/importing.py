"""Bring files into a workspace."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import boucle
from boucle.language import Text, formats
from boucle.operations.health import told_after_import
from boucle.operations.listing import Listing, ListingColumn
from boucle.operations.progress import progress_bar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from boucle.language import Language
    from boucle.warehouse.imports.result import ImportResult, TableChange
    from boucle.warehouse.workspace import Workspace

# Rejects named on the terminal; the file has them all.
_SHOWN_REJECTS = 5
# Files left aside named for one reason: a folder may hold those of many products.
_SHOWN_IGNORED = 12

_COLUMNS = (
    ListingColumn("table", Text(fr="Table", en="Table")),
    ListingColumn("new", Text(fr="Nouvelles", en="New"), "count"),
    ListingColumn("changed", Text(fr="Changées", en="Changed"), "count"),
    ListingColumn("same", Text(fr="Pareilles", en="Same"), "count"),
    ListingColumn("repeated", Text(fr="Répétées", en="Repeated"), "count"),
)
# Shown where any row has something to say there.
_RARE_COLUMNS = (
    ListingColumn("added", Text(fr="Additionnées", en="Added up"), "count"),
    ListingColumn("older", Text(fr="Dépassées", en="Older"), "count"),
    ListingColumn("deleted", Text(fr="Supprimées", en="Deleted"), "count"),
)
_RARE = {
    "added": Text(
        fr="Additionnées : leurs montants sont dans une autre ligne.",
        en="Added up: their amounts are in another row.",
    ),
    "older": Text(
        fr="Dépassées : une version plus récente compte.", en="Older: a newer version counts."
    ),
    "deleted": Text(fr="Supprimées : les fichiers le disent.", en="Deleted: the files say so."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What an import has to say: a table of counts, and lines about the rest."""

    listing: Listing
    lines: tuple[Text, ...]
    result: ImportResult


def import_paths(
    folder: Path,
    paths: Sequence[Path],
    *,
    mapping: str,
    language: Language,
    is_dry_run: bool = False,
    max_rejects: str = "1%",
    currency: str | None = None,
    now: datetime | None = None,
) -> Told:
    """Import `paths` by a mapping, as one commit; show progress on a terminal.

    Raises
    ------
    BoucleError
        If the workspace, the mapping or the files are not right; nothing is written then.
    """
    workspace = boucle.open(folder)
    with progress_bar(language) as progress:
        result = imported(
            workspace, paths, mapping,
            now=now or datetime.now(tz=UTC), is_dry_run=is_dry_run, max_rejects=max_rejects,
            currency=currency, progress=progress,
        )  # fmt: skip
    return told_of(folder, workspace, result)


def told_of(
    folder: Path, workspace: Workspace, result: ImportResult, *, with_samples: bool = True
) -> Told:
    """Put an import into words; `folder` as it was typed, `with_samples` the rows of a dry run."""
    lines = (
        *_lines(folder, result, with_samples=with_samples),
        *told_after_import(workspace, result),
    )
    return Told(_listing(workspace, result), lines, result)


def imported(
    workspace: Workspace,
    paths: Sequence[Path],
    mapping: str | Path,
    *,
    now: datetime,
    is_dry_run: bool = False,
    max_rejects: str = "1%",
    currency: str | None = None,
    progress: Callable[[str, int], None] | None = None,
) -> ImportResult:
    """Import `paths` into an open workspace; `currency` stands for that of the mapping."""
    # Start-up: reading files needs the engine.
    from boucle.warehouse.imports import mapping as mappings
    from boucle.warehouse.imports.run import import_files

    read = mappings.load(mapping, folder=workspace.folder / "mappings")
    if currency is not None:
        read = mappings.in_currency(read, currency)
    return import_files(
        workspace, paths, read,
        now=now, is_dry_run=is_dry_run, max_rejects=max_rejects, progress=progress,
    )  # fmt: skip


def _listing(workspace: Workspace, result: ImportResult) -> Listing:
    commit = result.commit or workspace.lake.last_commit()
    rows = [_counts(name, change) for name, change in result.tables.items()]
    rare = [each for each in _RARE_COLUMNS if any(row[each.name] for row in rows)]
    return Listing(
        title=Text(fr="Importation de « {source} »", en="Import of “{source}”").format(
            source=result.source
        ),
        definition=_definition(rare),
        columns=(*_COLUMNS, *rare),
        rows=rows,
        as_of=(commit.committed_at if commit else None) or datetime.now(tz=UTC),
        time_zone=workspace.agreement.time_zone,
    )


def _counts(name: str, change: TableChange) -> dict[str, Any]:
    return {
        "table": name,
        "new": change.n_new,
        "changed": change.n_changed,
        "same": change.n_same,
        "repeated": change.n_repeated,
        "added": change.n_added,
        "older": change.n_older,
        "deleted": change.n_deleted,
    }


def _definition(rare: Sequence[ListingColumn]) -> Text:
    always = Text(
        fr="Lignes par table : nouvelles, changées (l'ancienne version est gardée), pareilles "
        "à ce qui est déjà là, répétées dans les fichiers (comptées une fois).",
        en="Rows by table: new, changed (the old version is kept), same as what is there, "
        "repeated in the files (counted once).",
    )
    sentences = [always, *(_RARE[each.name] for each in rare)]
    return Text(
        fr=" ".join(each.fr for each in sentences), en=" ".join(each.en for each in sentences)
    )


def _lines(folder: Path, result: ImportResult, *, with_samples: bool) -> Iterator[Text]:
    for warning in result.warnings:
        yield Text(fr="Attention : {text}", en="Warning: {text}").format(text=warning)
    yield from _ignored(result)
    if result.is_dry_run:
        if with_samples:
            yield from _samples(result)
        yield Text(fr="Essai seulement : rien n'a été écrit.", en="Dry run: nothing was written.")
    elif result.commit is None:
        yield Text(fr="Rien de nouveau : rien n'a été écrit.", en="Nothing new: nothing written.")
    if result.n_rejected_rows:
        yield from _rejects(result)
    if result.commit is not None:
        yield Text(
            fr="Ensuite : boucle report closed-loop -w {folder}",
            en="Next: boucle report closed-loop -w {folder}",
        ).format(folder=shlex.quote(str(folder)))


def _ignored(result: ImportResult) -> Iterator[Text]:
    """Name the files that were left aside, once for each reason."""
    by_reason: dict[Text, list[str]] = {}
    for each in result.ignored:
        by_reason.setdefault(each.why, []).append(each.name)
    for why, names in by_reason.items():
        yield Text(
            fr="Fichiers laissés de côté ({why}) : {names}{others}.",
            en="Files left aside ({why}): {names}{others}.",
        ).format(
            why=why,
            names=", ".join(names[:_SHOWN_IGNORED]),
            others=_others(len(names) - _SHOWN_IGNORED),
        )


def _others(n: int) -> Text:
    if n <= 0:
        return Text(fr="", en="")
    return Text(fr=" et d'autres ({n})", en=" and others ({n})").format(n=formats.count(n))


def _rejects(result: ImportResult) -> Iterator[Text]:
    # One cell may fill columns of several tables: it is named once.
    told = dict.fromkeys((each.file, each.line, each.text) for each in result.rejects)
    for file, line, text in list(told)[:_SHOWN_REJECTS]:
        yield Text(fr="  {file}, ligne {line} : {text}", en="  {file}, line {line}: {text}").format(
            file=file, line=line, text=text
        )
    yield Text(
        fr="Lignes mises de côté, le reste est importé : {n}{where}.",
        en="Rows set aside, the rest is imported: {n}{where}.",
    ).format(
        n=formats.count(result.n_rejected_rows),
        where="" if result.rejects_file is None else f" ({result.rejects_file})",
    )


def _samples(result: ImportResult) -> Iterator[Text]:
    for table, rows in result.samples.items():
        for row in rows:
            known = ", ".join(f"{name}={value}" for name, value in row.items() if value is not None)
            yield Text(fr="  {table} : {row}", en="  {table}: {row}").format(table=table, row=known)
