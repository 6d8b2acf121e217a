"""Files read once, for as many proposals and trials as it takes, and for the import itself."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from boucle.warehouse.engine import engine
from boucle.warehouse.imports.proposing.linking import Links
from boucle.warehouse.imports.proposing.proposal import Proposal, fingerprint, propose
from boucle.warehouse.imports.proposing.seeing import Seen, seen_files
from boucle.warehouse.imports.run import import_files
from boucle.warehouse.imports.staging import staging_folder
from boucle.warehouse.lake.disk import clear_disk_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from collections.abc import Mapping as Mapping_
    from datetime import datetime
    from pathlib import Path

    import duckdb

    from boucle.language import Language, Text
    from boucle.warehouse.imports.mapping import Mapping
    from boucle.warehouse.imports.proposing.answers import Answers
    from boucle.warehouse.imports.result import ImportResult
    from boucle.warehouse.imports.run import ImportTarget

    Progress = Callable[[str, int], None]


@dataclass
class Session:
    """The files of one import without a mapping; `opened` gives one, `read` comes first."""

    workspace: ImportTarget
    paths: Sequence[Path]
    now: datetime
    folder: Path
    con: duckdb.DuckDBPyConnection
    seen: Seen = field(default_factory=Seen)
    _links: Links = field(init=False)

    def __post_init__(self) -> None:
        """Compare nothing yet."""
        self._links = Links(self.con)

    def read(
        self,
        progress: Progress,
        *,
        aside: Mapping_[Path, Text] | None = None,
        hints: Sequence[Text] = (),
    ) -> None:
        """Read every file; `progress` hears its name and the rows so far.

        Files that are left `aside` are named with the reason; `hints` are told with the proposal.

        Raises
        ------
        ImportPathMissingError
            If a path is not there.
        """
        home = self.workspace.folder
        self.seen = seen_files(
            self.con, self.paths, self.folder, progress, home=home, aside=aside or {}
        )
        self.seen.hints = tuple(hints)

    @property
    def fingerprint(self) -> str:
        """What tells files of other names or headers apart, whatever their rows."""
        return fingerprint(self.seen)

    def propose(self, name: str, answers: Answers, language: Language) -> Proposal:
        """Propose a mapping; see `boucle.warehouse.imports.proposing.proposal.propose`."""
        agreement = self.workspace.agreement_at(self.now)
        return propose(
            self._links, self.seen, name, answers, language=language,
            currency=agreement.currency, time_zone=agreement.time_zone,
        )  # fmt: skip

    def run(
        self,
        mapping: Mapping,
        *,
        is_dry_run: bool,
        max_rejects: str,
        sample_rows: int = 0,
        progress: Progress | None = None,
    ) -> ImportResult:
        """Import by a mapping, or try it; raises like `boucle.warehouse.imports.run`."""
        return import_files(
            self.workspace, self.paths, mapping,
            now=self.now, is_dry_run=is_dry_run, max_rejects=max_rejects, progress=progress,
            staged=self.seen.staged, sample_rows=sample_rows,
        )  # fmt: skip


@contextmanager
def opened(workspace: ImportTarget, paths: Sequence[Path], now: datetime) -> Iterator[Session]:
    """Give a session with a folder that goes at the end, with all that was read into it.

    Raises
    ------
    DiskFullError
        If there is no room.
    """
    con = engine().con.cursor()
    try:
        with clear_disk_errors(workspace.folder), staging_folder(workspace.folder) as folder:
            con.execute("SET enable_progress_bar = false")
            yield Session(workspace, paths, now, folder, con)
    finally:
        con.close()
