"""Importing files: read, convert, check, and commit all of it or nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from boucle.errors import BoucleError
from boucle.errors.imports import (
    CurrencyUnknownError,
    ImportFaultsError,
    ImportFileMissingError,
    ImportNothingFitsError,
)
from boucle.warehouse.engine import engine
from boucle.warehouse.imports.assembling import Assembled, Assembly, gone_keys, lake_rows
from boucle.warehouse.imports.block import Block
from boucle.warehouse.imports.block_query import REQUIRED, BlockQuery
from boucle.warehouse.imports.checking import (
    empty_joins,
    join_faults,
    missing_headers,
    named_columns,
    wanted_columns,
)
from boucle.warehouse.imports.comparing import (
    SAMPLE_ROWS,
    keys_of_others,
    sample,
    table_change,
)
from boucle.warehouse.imports.empty_words import WordsFound
from boucle.warehouse.imports.forms import Forms
from boucle.warehouse.imports.headers import rename
from boucle.warehouse.imports.mapping import FileMapping
from boucle.warehouse.imports.reading import read_file
from boucle.warehouse.imports.rejects import (
    Rejects,
    kept_rejects,
    most_rejects,
    without_erased,
)
from boucle.warehouse.imports.result import FileRead, ImportResult
from boucle.warehouse.imports.sources import found_files, ignored_files
from boucle.warehouse.imports.sql import first_row, text_literal
from boucle.warehouse.imports.staging import staging_folder
from boucle.warehouse.imports.ties import file_ties
from boucle.warehouse.imports.totals import column_totals
from boucle.warehouse.imports.unmapped import unmapped_told, unmapped_words
from boucle.warehouse.imports.unread import unread_columns
from boucle.warehouse.lake.disk import clear_disk_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from collections.abc import Mapping as Mapping_
    from datetime import datetime
    from pathlib import Path

    import duckdb

    from boucle.language import Text
    from boucle.warehouse.imports.mapping import Mapping
    from boucle.warehouse.imports.raw_file import RawFile
    from boucle.warehouse.imports.result import IgnoredFile, UnmappedWord
    from boucle.warehouse.lake import Lake


class _Agreement(Protocol):
    @property
    def time_zone(self) -> str: ...
    @property
    def currency(self) -> str: ...
    @property
    def version(self) -> str: ...


class ImportTarget(Protocol):
    """What an import needs of a workspace."""

    @property
    def folder(self) -> Path: ...  # noqa: D102
    @property
    def lake(self) -> Lake: ...  # noqa: D102

    def agreement_at(self, moment: datetime) -> _Agreement:
        """Return the agreement in force at `moment`."""
        ...


def import_files(
    workspace: ImportTarget,
    paths: Sequence[Path],
    mapping: Mapping,
    *,
    now: datetime,
    is_dry_run: bool = False,
    max_rejects: str | int = "1%",
    progress: Callable[[str, int], None] | None = None,
    staged: Mapping_[tuple[Path, str | None], RawFile] | None = None,
    sample_rows: int = SAMPLE_ROWS,
) -> ImportResult:
    """Bring files into the workspace by a mapping, as one commit.

    Parameters
    ----------
    workspace
        Its lake is written; its agreement gives the time zone of dates and the currency of
        amounts where the mapping says neither.
    paths
        Files, or folders to look in.
    mapping
        See `boucle.warehouse.imports.mapping.load`.
    now
        Aware moment of the import.
    is_dry_run
        Whether to only say what would change. Nothing is written then.
    max_rejects
        How many rows of one file may be unreadable: a count, or a per cent of its rows.
    progress
        Called with what is being done (a file or a table) and the rows so far.
    staged
        Files that were read already, by path and sheet; they must outlast the import.
    sample_rows
        How many rows of each table a dry run shows.

    Returns
    -------
    ImportResult
        With the rows of each table that are new, changed and the same, and the rejects.

    Raises
    ------
    ImportFaultsError
        If several things stand against it; a single one is raised as itself
        (`ImportPathMissingError`, `ImportFileMissingError`, `UnreadableFileError`,
        `MissingHeaderError`, `AmbiguousColumnError`, `JoinNotUniqueError`).
    TooManyRejectsError
        If a file has more unreadable rows than `max_rejects`.
    KeysOfOtherSourceError
        If another source has leads, deals or costs of the same keys.
    ParameterError
        If `max_rejects` is neither a count nor a per cent.
    LakeBusyError
        If another writer holds the lake.
    DiskFullError
        If there is no room.
    """
    most_rejects(max_rejects, 0)
    with clear_disk_errors(workspace.folder), staging_folder(workspace.folder) as folder:
        run = _Run(workspace, mapping, folder, progress or _silent, now)
        run.staged, run.sample_rows = staged or {}, sample_rows
        try:
            run.read(paths)
            run.convert()
            run.rejects.check(max_rejects)
            return run.compared() if is_dry_run else run.committed(now)
        finally:
            run.close()


def _silent(what: str, n_rows: int) -> None:
    """Report nothing."""


class _Run:
    """One import on its way through `folder`."""

    def __init__(
        self,
        workspace: ImportTarget,
        mapping: Mapping,
        folder: Path,
        progress: Callable[[str, int], None],
        now: datetime,
    ) -> None:
        self.workspace, self.mapping, self.folder = workspace, mapping, folder
        self.progress, self.agreement = progress, workspace.agreement_at(now)
        # A cursor of its own: another query of the process must not end ours.
        self.con: duckdb.DuckDBPyConnection = engine().con.cursor()
        self.con.execute("SET TimeZone = 'UTC'")
        # What people see is said through `progress`.
        self.con.execute("SET enable_progress_bar = false")
        self.files: dict[str, list[RawFile]] = {}
        self.staged: Mapping_[tuple[Path, str | None], RawFile] = {}
        self.sample_rows = SAMPLE_ROWS
        self.queries: list[BlockQuery] = []
        self.tables: list[Assembled] = []
        self._assembly: Assembly | None = None
        self.rejects = Rejects(self.con)
        self.ignored: tuple[IgnoredFile, ...] = ()
        self.unmapped: tuple[UnmappedWord, ...] = ()
        self.warnings: list[Text] = []

    def close(self) -> None:
        """Let go of the engine."""
        if self._assembly:
            self._assembly.close()
        self.con.close()

    def read(self, paths: Sequence[Path]) -> None:
        """Stage every file; refuse the import if one is missing, unreadable or lacks columns."""
        faults: list[BoucleError] = []
        home = self.workspace.folder
        found = found_files(self.mapping, paths, faults, home=home)
        read = (path for files in found.values() for path in files)
        self.ignored = ignored_files(self.mapping, paths, read, home=home)
        if not any(found.values()):
            is_fault = faults and not _are_known_by_header(self.mapping, faults)
            nothing = ImportNothingFitsError(self.mapping.source, _patterns(self.mapping))
            _refuse(faults if is_fault else [nothing])
        for alias, files in found.items():
            self.files[alias] = []
            for path in files:
                self._read_one(alias, path, faults)
        faults += missing_headers(self.mapping, self.files)
        _refuse(faults)

    def _read_one(self, alias: str, path: Path, faults: list[BoucleError]) -> None:
        staged = self.folder / f"raw_{len(self.files)}_{len(self.files[alias])}.parquet"
        spec = self.mapping.files[alias]
        try:
            # What the mapping says of how the file is read was not said when it was staged.
            is_plain = spec == FileMapping(
                path=spec.path, sheet=spec.sheet, is_optional=spec.is_optional
            )
            raw = self.staged.get((path, spec.sheet)) if is_plain else None
            if raw is None:
                raw = read_file(path, spec, staged, self.progress)
        except BoucleError as fault:
            faults.append(fault)
            return
        named = staged.with_suffix(".named.parquet")
        wanted = wanted_columns(self.mapping, alias)
        rename(self.con, raw, self.mapping.files[alias], named, wanted)
        self.files[alias].append(raw)
        self.rejects.add_file(raw)

    def convert(self) -> None:
        """Convert every block and put the tables together."""
        forms = Forms(self.con)
        agreement = self.agreement
        words = self._words_found()
        blocks = [
            Block(number, rows, self.mapping, self.files, words)
            for number, rows in enumerate(self.mapping.rows)
            if self.files[rows.file]
        ]
        faults = join_faults(self.con, blocks)
        self.queries = [
            BlockQuery(block, forms, day_zone=agreement.time_zone, currency=agreement.currency)
            for block in blocks
        ]
        _refuse([*faults, *forms.faults])
        self.warnings += forms.warnings
        parts: dict[str, list[Path]] = {}
        for query in self.queries:
            parts.setdefault(query.block.rows.table, []).append(self._convert_one(query))
        self._check_currencies()
        self.unmapped = unmapped_words(self.con, self.queries)
        self.warnings += unmapped_told(self.unmapped)
        self.warnings += empty_joins(self.con, blocks)
        self._assembly = Assembly(self.con, self.folder, parts)
        self.tables = self._assembly.tables()
        self._add_beaten()

    def _words_found(self) -> WordsFound:
        found = WordsFound(self.con)
        for alias, names in named_columns(self.mapping, self.files).items():
            for raw in self.files[alias]:
                found.look(raw, names)
        return found

    def _check_currencies(self) -> None:
        """Refuse amounts whose currency nothing gives, where the mapping says to."""
        if not self.mapping.is_currency_needed or self.mapping.currency:
            return
        n_rows = self.rejects.n_with(f"currency:{REQUIRED}")
        _refuse([CurrencyUnknownError(name, n) for name, n in n_rows.items()])

    def _convert_one(self, query: BlockQuery) -> Path:
        part = self.folder / f"block_{query.block.number}.parquet"
        target = text_literal(str(part))
        (n_rows,) = first_row(
            self.con, f"COPY ({query.values()}) TO {target} (FORMAT parquet, COMPRESSION lz4)"
        )
        self.rejects.add_block(query, part)
        self.progress(query.block.rows.table, int(n_rows))
        return part

    def _add_beaten(self) -> None:
        by_number = {query.block.number: query for query in self.queries}
        for table in self.tables:
            for order, key in table.contradicted:
                number, line = order >> 40, order & ((1 << 40) - 1)
                query = by_number[number // 10_000]
                raw = query.block.base_files[number % 10_000]
                self.rejects.add_beaten(query, raw, line, key)

    def compared(self) -> ImportResult:
        """Return what the import would do to the lake as it stands."""
        lake, source = self.workspace.lake, self.mapping.source
        _refuse(keys_of_others(self.con, self.tables, source=source, lake=lake))
        changes = {
            each.table.name: table_change(
                self.con, each, source=source, lake_files=lake.files(each.table.name)
            )
            for each in self.tables
        }
        return ImportResult(
            source=source,
            is_dry_run=True,
            tables=changes,
            files=self._files_read(),
            rejects=tuple(self.rejects.listed()),
            n_rejected_rows=self.rejects.n_rows,
            warnings=tuple(dict.fromkeys(self._told())),
            ignored=self.ignored,
            unmapped=self.unmapped,
            samples={
                each.table.name: sample(self.con, each, self.sample_rows) for each in self.tables
            },
        )

    def _told(self) -> Iterator[Text]:
        for files in self.files.values():
            for raw in files:
                yield from raw.warnings
        yield from self.warnings

    def _files_read(self) -> tuple[FileRead, ...]:
        totals = column_totals(self.con, self.queries)
        blocks = [query.block for query in self.queries]
        return tuple(
            FileRead(
                alias,
                raw.name,
                raw.path,
                raw.n_rows,
                self.rejects.n_in(raw),
                totals.get((alias, number), {}),
                unread_columns(blocks, alias, raw),
            )
            for alias, files in self.files.items()
            for number, raw in enumerate(files)
        )

    def committed(self, now: datetime) -> ImportResult:
        """Keep the rejects beside, then commit: no row is in while a reject of it is lost."""
        source, zone = self.mapping.source, self.agreement.time_zone
        folder = self.workspace.folder / "rejects"
        with self.workspace.lake.writer(who=f"import {source}", now=now) as writer:
            result = self.compared()
            for each in self.tables:
                if each.n_rows:
                    writer.stage(each.table.name, lake_rows(each), source=source, time_zone=zone)
                    self.progress(each.table.name, each.n_rows)
                if each.gone:
                    writer.delete(each.table.name, gone_keys(each), source=source)
            kept = without_erased(result.rejects, writer.erased, writer.erased_leads())
            with kept_rejects(folder, source, kept, now=now) as rejects_file:
                commit = writer.commit(
                    f"import {source}",
                    n_rejects=result.n_rejected_rows,
                    agreement_version=self.agreement.version,
                    ties=file_ties(
                        self.con, self.queries, self.tables, result.files, self.unmapped
                    ),
                )
        return replace(
            result,
            is_dry_run=False,
            samples={},
            commit=commit if commit.n_rows else None,
            rejects_file=rejects_file,
        )


def _patterns(mapping: Mapping) -> list[str]:
    first = dict.fromkeys(spec.path[0] for spec in mapping.files.values())
    # A file that is known by its header alone may have any name.
    return [pattern for pattern in first if pattern != "*"] or list(first)


def _are_known_by_header(mapping: Mapping, faults: Sequence[BoucleError]) -> bool:
    """Tell whether all that is wrong is files missing that have no name of their own."""
    return all(
        isinstance(fault, ImportFileMissingError) and mapping.files[fault.alias].needs
        for fault in faults
    )


def _refuse(faults: Sequence[BoucleError]) -> None:
    if len(faults) == 1:
        raise faults[0]
    if faults:
        raise ImportFaultsError(faults)
