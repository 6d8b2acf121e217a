"""Import files by the preset that they were made for, and say which others have one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from boucle.errors import UndecidedProposalError
from boucle.errors.imports import UnconfirmedProposalError
from boucle.language import Text
from boucle.operations.importing import Told, imported, told_of
from boucle.operations.progress import progress_bar

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from boucle.operations.proposing import Asked, Person
    from boucle.warehouse.imports.presets.fitting import FittingPreset, PresetFit
    from boucle.warehouse.imports.result import ImportResult
    from boucle.warehouse.workspace import Workspace

_FOUND = Text(
    fr="Correspondance toute prête : {why}. Autrement : --mapping, ou --set pour une proposition.",
    en="Ready-made mapping: {why}. Otherwise: --mapping, or --set for a proposal.",
)
_HAS_PRESET = Text(
    fr="une correspondance toute prête les lit; importez-les à part, avec --mapping {name}.",
    en="a ready-made mapping reads them; import them apart, with --mapping {name}.",
)


@dataclass(frozen=True)
class PresetsFound:
    """What presets say of the files.

    `alone` reads all of them that anything reads. Else `aside` are files that a preset surely
    reads, with what to do, and `hints` what may be said of presets that are not sure.
    """

    alone: PresetFit | None = None
    aside: dict[Path, Text] = field(default_factory=dict)
    hints: tuple[Text, ...] = ()


def presets_for(asked: Asked, home: Path) -> PresetsFound:
    """Find which of the files have a preset; nothing where only a proposal heeds what was said.

    Raises
    ------
    UndecidedProposalError
        If every file has a preset, and not the same.
    """
    from boucle.warehouse.imports.presets.fitting import fitting_preset  # start-up

    if asked.is_about_columns:
        return PresetsFound()
    found = fitting_preset([path for path in asked.paths if path.exists()], home=home)
    if found.preset is not None and not found.preset.unknown:
        return PresetsFound(found.preset)
    sure = [fit for fit in found.fits if fit.is_sure and fit.fault is None]
    aside = {
        path: _HAS_PRESET.format(name=fit.name) for fit in sure for path in (*fit.read, *fit.aside)
    }
    if sure and found.doubt is not None and _are_all(found, aside):
        options = [f"--mapping {fit.name}" for fit in sure]
        raise UndecidedProposalError([found.doubt], options)
    unsure = [fit for fit in found.fits if fit not in sure]
    return PresetsFound(aside=aside, hints=tuple(fit.why for fit in unsure))


def _are_all(found: FittingPreset, aside: dict[Path, Text]) -> bool:
    return all(path in aside for fit in found.fits for path in fit.unknown)


def import_by_preset(
    workspace: Workspace, asked: Asked, preset: PresetFit, person: Person, now: datetime
) -> Told:
    """Show what a preset would make of the files, and import by it on a yes.

    Raises
    ------
    UnconfirmedProposalError
        If nobody said yes.
    BoucleError
        As `boucle.operations.importing.imported`.
    """
    line = _FOUND.format(why=preset.why)
    if asked.is_dry_run or not asked.is_yes:
        tried = _run(workspace, asked, preset, now, is_dry_run=True)
        told = told_of(asked.folder, workspace, tried)
        if asked.is_dry_run:
            return Told(told.listing, (line, *told.lines), tried)
        person.hears([line, *told.lines[:-1]])
        if not (person.is_there and person.accepts()):
            raise UnconfirmedProposalError
    result = _run(workspace, asked, preset, now, is_dry_run=False)
    told = told_of(asked.folder, workspace, result)
    return Told(told.listing, (line, *told.lines), result)


def _run(
    workspace: Workspace, asked: Asked, preset: PresetFit, now: datetime, *, is_dry_run: bool
) -> ImportResult:
    with progress_bar(asked.language) as progress:
        return imported(
            workspace, asked.paths, preset.name,
            now=now, is_dry_run=is_dry_run, max_rejects=asked.max_rejects,
            currency=asked.currency, progress=progress,
        )  # fmt: skip
