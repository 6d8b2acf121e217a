"""Propose a mapping for files that have none, show it, and import by it on a yes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

import boucle
from boucle.errors import BoucleError, ParameterError, UsageError
from boucle.errors.imports import (
    MappingExistsError,
    NothingRecognisedError,
    UnconfirmedProposalError,
    UndecidedProposalError,
)
from boucle.language import Text
from boucle.operations.importing import Told, told_of
from boucle.operations.preset_found import import_by_preset, presets_for
from boucle.operations.progress import progress_bar
from boucle.operations.writing import write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from boucle.language import Language
    from boucle.warehouse.imports.mapping import Mapping
    from boucle.warehouse.imports.proposing.answers import Answers
    from boucle.warehouse.imports.proposing.doubts import Choice, Doubt
    from boucle.warehouse.imports.proposing.proposal import Proposal
    from boucle.warehouse.imports.proposing.session import Session
    from boucle.warehouse.imports.result import ImportResult
    from boucle.warehouse.workspace import Workspace

# Rows of each table that are shown before a yes.
SHOWN_ROWS = 10
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_ALLOWED_NAME = Text(
    fr="un nom fait de lettres, de chiffres, de « - », de « _ » et de « . »",
    en="a name of letters, digits, `-`, `_` and `.`",
)
_ONLY_PROPOSED = Text(
    fr="{option} ne va pas avec --mapping : la correspondance le dit elle-même. Enlevez l'un ou "
    "l'autre.",
    en="{option} does not go with --mapping: the mapping says it itself. Take one of them away.",
)
_KEPT = Text(
    fr="Ces fichiers ont déjà leur correspondance, mappings/{name}.toml : elle est reprise.",
    en="These files have a mapping already, mappings/{name}.toml: it is used.",
)
_WRITTEN = Text(
    fr="Correspondance gardée : mappings/{name}.toml. Corrigez-la au besoin.",
    en="Mapping kept: mappings/{name}.toml. Correct it as needed.",
)


class Person(Protocol):
    """Who reads the proposal; `is_there` tells whether somebody can answer."""

    is_there: bool

    def reads(self, proposal: Proposal, tried: ImportResult | None) -> None:
        """Take in the proposal, and what its first rows would become."""
        ...

    def hears(self, lines: Sequence[Text]) -> None:
        """Take in some lines."""
        ...

    def settles(self, doubt: Doubt) -> Choice:
        """Return the choice that settles a doubt."""
        ...

    def accepts(self) -> bool:
        """Return whether the proposal is taken."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of an import without a mapping, as typed."""

    folder: Path
    paths: Sequence[Path]
    language: Language
    name: str | None = None
    is_yes: bool = False
    is_dry_run: bool = False
    max_rejects: str = "1%"
    currency: str | None = None
    date_order: str | None = None
    decimal: str | None = None
    thousands: str | None = None
    time_zone: str | None = None
    sets: tuple[str, ...] = ()

    @property
    def is_about_columns(self) -> bool:
        """Whether something was said that only a proposal can heed."""
        said = (self.name, self.date_order, self.decimal, self.thousands, self.time_zone)
        return bool(self.sets) or any(each is not None for each in said)

    def answers(self) -> Answers:
        """Return what was typed about doubts.

        Raises
        ------
        ParameterError
            If an option says what it can't.
        """
        from boucle.warehouse.imports.proposing.answers import Answers, sets_of  # start-up

        return Answers(
            self.currency, self.date_order, self.decimal, self.thousands, self.time_zone,
            sets_of(self.sets),
        )  # fmt: skip

    def refuse_with_mapping(self) -> None:
        """Refuse options that only a proposal has use for.

        Raises
        ------
        UsageError
            Naming the first.
        """
        given = {
            "--yes": self.is_yes, "--name": self.name, "--date-order": self.date_order,
            "--decimal": self.decimal, "--thousands": self.thousands,
            "--time-zone": self.time_zone, "--set": self.sets,
        }  # fmt: skip
        for option, value in given.items():
            if value:
                raise UsageError(_ONLY_PROPOSED.format(option=option))


def import_proposed(asked: Asked, person: Person, *, now: datetime | None = None) -> Told:
    """Find a mapping for files or propose one, show it, import by it, and keep what was proposed.

    Files that a kept proposal was made for are imported by it, with the corrections it got; files
    of a product that Boucle knows by its preset. A proposal goes to the workspace's ``mappings/``.

    Raises
    ------
    NothingRecognisedError
        If no file holds anything that could be imported.
    UndecidedProposalError
        If doubts are left that only a person can settle.
    UnconfirmedProposalError
        If nobody said yes.
    MappingExistsError
        If another mapping has the name.
    BoucleError
        As `boucle.operations.importing.import_paths`.
    """
    # Start-up: reading files needs the engine.
    from boucle.warehouse.imports.proposing.session import opened

    workspace = boucle.open(asked.folder)
    asked.answers()  # what can't be is refused before files are read
    name = _checked(asked.name) if asked.name else name_of(asked.paths)
    moment = now or datetime.now(tz=UTC)
    presets = presets_for(asked, workspace.folder)
    is_kept = (workspace.folder / "mappings" / f"{name}.toml").exists()
    if presets.alone is not None and not is_kept:
        return import_by_preset(workspace, asked, presets.alone, person, moment)
    with opened(workspace, asked.paths, moment) as session:
        with progress_bar(asked.language) as progress:
            session.read(progress, aside=presets.aside, hints=presets.hints)
        kept = _kept(workspace, name, session) if asked.answers().is_empty else None
        if kept is not None:
            result = _run(asked, session, kept)
            told = told_of(asked.folder, workspace, result)
            return Told(told.listing, (_KEPT.format(name=name), *told.lines), told.result)
        return _proposed(workspace, asked, session, name, person)


def _run(
    asked: Asked, session: Session, mapping: Mapping, *, is_dry_run: bool | None = None
) -> ImportResult:
    with progress_bar(asked.language) as progress:
        return session.run(
            mapping, is_dry_run=asked.is_dry_run if is_dry_run is None else is_dry_run,
            max_rejects=asked.max_rejects, sample_rows=SHOWN_ROWS, progress=progress,
        )  # fmt: skip


def _proposed(
    workspace: Workspace, asked: Asked, session: Session, name: str, person: Person
) -> Told:
    proposal, mapping = _settled(asked, session, name, person)
    path = workspace.folder / "mappings" / f"{name}.toml"
    was_there = path.exists()
    if was_there and not _means(workspace, name, mapping):
        raise MappingExistsError(name)
    tried = _tried(asked, session, proposal, mapping, person)
    if asked.is_dry_run:
        return told_of(asked.folder, workspace, tried, with_samples=False)
    if not (asked.is_yes or (person.is_there and person.accepts())):
        raise UnconfirmedProposalError
    if not was_there:
        write_whole(path, proposal.text)
    try:
        result = _run(asked, session, mapping)
    except BaseException:
        if not was_there:
            path.unlink(missing_ok=True)
        raise
    told = told_of(asked.folder, workspace, result)
    return Told(told.listing, (*told.lines, _WRITTEN.format(name=name)), result)


def _settled(asked: Asked, session: Session, name: str, person: Person) -> tuple[Proposal, Mapping]:
    """Propose again until no doubt is left that stops the import."""
    answers = asked.answers()
    proposal = session.propose(name, answers, asked.language)
    can_ask = person.is_there and not asked.is_yes and not asked.is_dry_run
    while can_ask and proposal.blocking:
        choice = person.settles(proposal.blocking[0])
        answers = answers.with_option(choice.option, choice.value)
        proposal = session.propose(name, answers, asked.language)
    if proposal.blocking:
        person.reads(proposal, None)
        raise undecided(proposal)
    if proposal.mapping is None:
        raise NothingRecognisedError(
            [each.text for each in proposal.doubts if each.code == "file_ignored"]
        )
    return proposal, proposal.mapping


def _tried(
    asked: Asked, session: Session, proposal: Proposal, mapping: Mapping, person: Person
) -> ImportResult:
    """Try the import and let the person read what it would make; too many rejects end it."""
    try:
        tried = _run(asked, session, mapping, is_dry_run=True)
    except BoucleError:
        person.reads(proposal, None)
        raise
    person.reads(proposal, tried)
    return tried


def undecided(proposal: Proposal) -> UndecidedProposalError:
    """Return the error that names every doubt to settle, each with the options that settle it."""
    said = Text(fr="{text} Dites : {options}.", en="{text} Say: {options}.")
    texts: list[Text] = []
    options: list[str] = []
    for doubt in proposal.blocking:
        ways = [choice.written for choice in doubt.choices]
        options += ways
        listed = Text(fr=" ou ".join(ways), en=" or ".join(ways))
        texts.append(said.format(text=doubt.text, options=listed))
    return UndecidedProposalError(texts, options)


def _kept(workspace: Workspace, name: str, session: Session) -> Mapping | None:
    """Return the mapping of this name if it was proposed for files of this shape."""
    # Start-up, like all that reads files.
    from boucle.warehouse.imports import mapping as mappings
    from boucle.warehouse.imports.proposing.toml_text import MARK

    folder = workspace.folder / "mappings"
    try:
        lines = (folder / f"{name}.toml").read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    is_for_these = f"{MARK}{session.fingerprint}" in lines
    return mappings.load(name, folder=folder) if is_for_these else None


def _means(workspace: Workspace, name: str, mapping: Mapping) -> bool:
    """Tell whether the mapping that is there says the same, whatever its comments count."""
    from boucle.warehouse.imports import mapping as mappings  # start-up

    try:
        return mappings.load(name, folder=workspace.folder / "mappings") == mapping
    except BoucleError:
        return False


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ParameterError("--name", name, _ALLOWED_NAME)
    return name


def name_of(paths: Sequence[Path]) -> str:
    """Name a mapping after the folder or the file, or the folder of several files.

    >>> from pathlib import Path
    >>> name_of([Path("Été 2026/pistes.csv")]), name_of([Path("a/x.csv"), Path("a/y.csv")])
    ('pistes', 'a')
    """
    first = paths[0].absolute()
    place = first if len(paths) == 1 else first.parent
    stem = place.name if place.is_dir() or len(paths) > 1 else place.stem
    bare = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", bare).strip("_") or "files"
