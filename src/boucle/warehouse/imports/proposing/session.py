"""Files read once, for as many proposals and trials as it takes, and for the import itself."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from boucle.warehouse.engine import engine
from boucle.warehouse.imports.proposing.proposal import Proposal, fingerprint, propose
from boucle.warehouse.imports.proposing.seeing import Seen, seen_files
from boucle.warehouse.imports.run import import_files
from boucle.warehouse.imports.staging import staging_folder
from boucle.warehouse.lake.disk import clear_disk_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from boucle.language import Language
    from boucle.warehouse.imports.proposing.answers import Answers
    from boucle.warehouse.imports.result import ImportResult
    from boucle.warehouse.imports.run import ImportTarget


class Session:
    """The files of one import without a mapping, read into a folder that goes with the session."""

    def __init__(
        self,
        workspace: ImportTarget,
        paths: Sequence[Path],
        progress: Callable[[str, int], None],
        now: datetime,
    ) -> None:
        self._workspace, self._paths = workspace, paths
        self._progress, self._now = progress, now
        self._stack = ExitStack()
        self._seen = Seen()

    def __enter__(self) -> Session:
        stack = self._stack
        try:
            stack.enter_context(clear_disk_errors(self._workspace.folder))
            folder = stack.enter_context(staging_folder(self._workspace.folder))
            self._con = engine().con.cursor()
            stack.callback(self._con.close)
            self._con.execute("SET enable_progress_bar = false")
            self._seen = seen_files(self._con, self._paths, folder, self._progress)
        except BaseException as error:
            if not stack.__exit__(type(error), error, error.__traceback__):
                raise
        return self

    def __exit__(self, *error: object) -> bool | None:
        return self._stack.__exit__(*error)  # type: ignore[arg-type]

    @property
    def fingerprint(self) -> str:
        """What tells files of other names or headers apart, whatever their rows."""
        return fingerprint(self._seen)

    def propose(self, name: str, answers: Answers, language: Language) -> Proposal:
        """Propose a mapping; see `boucle.warehouse.imports.proposing.proposal.propose`."""
        agreement = self._workspace.agreement_at(self._now)
        return propose(
            self._con, self._seen, name, answers, language=language,
            currency=agreement.currency, time_zone=agreement.time_zone,
        )  # fmt: skip

    def run(
        self, proposal: Proposal, *, is_dry_run: bool, max_rejects: str, sample_rows: int
    ) -> ImportResult:
        """Import by the proposal, or try it; raises like `boucle.warehouse.imports.run`."""
        assert proposal.mapping is not None  # noqa: S101 - whoever asks has seen that rows are there
        return import_files(
            self._workspace, self._paths, proposal.mapping,
            now=self._now, is_dry_run=is_dry_run, max_rejects=max_rejects, progress=self._progress,
            staged=self._seen.staged, sample_rows=sample_rows,
        )  # fmt: skip
