"""Make the closed-loop report of a workspace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from boucle.errors.commands import OutOptionError
from boucle.language import Text
from boucle.operations.moments import moment_option, month_option
from boucle.operations.report_formats import FOLDERS, a_file_a_table, one_file
from boucle.operations.writing import write_together, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from boucle.language import Language
    from boucle.reporting.closed_loop.report import ClosedLoop
    from boucle.reporting.frame import Frame
    from boucle.warehouse.workspace import Workspace

_NOT_TIED = Text(
    fr="Attention : au moins un total ne rejoint pas sa source; voyez la réconciliation.",
    en="Warning: at least one total does not tie to its source; see the reconciliation.",
)

NOTHING_IMPORTED = Text(
    fr="Rien n'a encore été importé. Ensuite : boucle import VOS_FICHIERS",
    en="Nothing was imported yet. Next: boucle import YOUR_FILES",
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for. Dates are as typed; `language` None is the workspace's."""

    month: str | None = None
    as_of: str | None = None
    observed_until: str | None = None
    language: Language | None = None
    format: str = "html"
    out: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What came of it: the `paths` of files, or the `content` itself for standard output."""

    paths: tuple[Path, ...]
    content: str | bytes | None
    warnings: tuple[Text, ...]


def closed_loop_report(folder: Path, wanted: Wanted) -> Written:
    """Make the report and write it, whole or not at all.

    Raises
    ------
    BoucleError
        If the workspace, a date, or the place to write to is not right.
    """
    if wanted.out == "-" and wanted.format in FOLDERS:
        raise OutOptionError(wanted.format, "several_files")
    workspace = _opened(folder)
    language = wanted.language or workspace.settings.language
    frame = framed(workspace, wanted)
    figures = closed_loop(workspace, frame).as_json(language)
    warnings = tuple(_warnings(frame, is_tied=figures["reconciliation"]["is_tied"]))
    path = _path(workspace, wanted, language)
    if wanted.format in FOLDERS:
        made = a_file_a_table(figures, frame.agreement, language, wanted.format)
        files = {path / name: content for name, content in made.items()}
        write_together(files)
        return Written(tuple(files), None, warnings)
    content = one_file(figures, frame.agreement, language, wanted.format)
    if wanted.out == "-" or (wanted.out is None and wanted.format == "json"):
        return Written((), content, warnings)
    write_whole(path, content)
    return Written((path,), None, warnings)


def framed(workspace: Workspace, wanted: Wanted, *, with_personas: bool = False) -> Frame:
    """Return the tables of `workspace` as `wanted`, ready to be grouped."""
    from boucle.reporting.frame import Frame  # start-up

    zone = workspace.agreement.time_zone
    tables = workspace.tables(
        as_of=moment_option("--as-of", wanted.as_of, zone),
        observed_until=moment_option("--observed-until", wanted.observed_until, zone),
    )
    return Frame(
        tables=tables,
        agreement=workspace.agreement_at(tables.as_of),
        month=month_option(wanted.month),
        with_personas=with_personas,
    )


def closed_loop(workspace: Workspace, frame: Frame) -> ClosedLoop:
    """Return the report over `frame`, with what the files of its imports said.

    It keeps what it computes: ask one for both languages.
    """
    from boucle.reporting.closed_loop.report import ClosedLoop  # start-up
    from boucle.warehouse.lake.commit import commits_until  # start-up

    known = commits_until(workspace.lake.commits(), frame.tables.as_of)
    return ClosedLoop(frame, tuple(commit.ties for commit in known))


def _warnings(frame: Frame, *, is_tied: bool) -> Iterator[Text]:
    if frame.tables.commit is None:
        yield NOTHING_IMPORTED
    if not is_tied:
        yield _NOT_TIED


def _opened(folder: Path) -> Workspace:
    import boucle

    return boucle.open(folder)


def _path(workspace: Workspace, wanted: Wanted, language: Language) -> Path:
    from pathlib import Path

    if wanted.out is not None:
        return Path(wanted.out)
    return report_path(workspace, language, wanted.format, month=wanted.month)


def report_path(
    workspace: Workspace, language: Language, report_format: str, *, month: str | None = None
) -> Path:
    """Return where a report stands unless somebody says otherwise; a folder for a file a table."""
    name = "boucle-fermee" if language == "fr" else "closed-loop"
    of_month = f"-{month}" if month else ""
    # A folder called `.csv` would look like a file.
    ending = f"-{report_format}" if report_format in FOLDERS else f".{report_format}"
    return workspace.folder / "reports" / f"{name}{of_month}.{language}{ending}"
