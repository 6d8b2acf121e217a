"""A workspace: the folder that holds everything of one company."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from boucle.errors.warehouse import (
    WorkspaceFolderTakenError,
    WorkspaceNotFoundError,
    WorkspacePathError,
)
from boucle.warehouse.lake import Lake
from boucle.warehouse.lake.disk import clear_disk_errors
from boucle.warehouse.settings import SETTINGS_FILE, Settings, read_settings

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from boucle.agreement.schema import Agreement
    from boucle.agreement.versions import Versions
    from boucle.language import Language
    from boucle.warehouse.lake.suppression import Suppression
    from boucle.warehouse.reading import Tables

_FOLDERS = ("agreement", "mappings", "lake", "reports")


# delta-rs takes a path for a URL: it stops at the first four, and reads %20 as a blank.
_MISREAD = "[]^|%"


def _sound(home: Path) -> Path:
    if set(str(home)) & set(_MISREAD):
        raise WorkspacePathError(home, " ".join(_MISREAD))
    return home


class Workspace:
    """An open workspace. Make one with `Workspace.init`, open it with `Workspace.open`."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder, self.settings = folder, settings

    @classmethod
    def init(
        cls,
        folder: str | Path,
        agreement_text: str,
        *,
        language: Language = "fr",
        name: str | None = None,
    ) -> Workspace:
        """Make a workspace with a first agreement.

        Parameters
        ----------
        folder
            A new or an empty folder. Its name is the workspace's, unless `name` is given.
        agreement_text
            The YAML of the first agreement.
        language
            That of the reports, ``"fr"`` or ``"en"``.
        name
            Name of the workspace.

        Raises
        ------
        WorkspaceFolderTakenError
            If the folder holds something, a workspace for instance.
        WorkspacePathError
            If the path has a character that the lake cannot bear, such as a square bracket.
        AgreementFaultsError
            If the agreement has faults; nothing is made then.
        DiskFullError
            If there is no room.
        """
        from boucle.agreement import parse  # circular

        home = _sound(Path(folder).absolute())
        if home.exists() and (not home.is_dir() or any(home.iterdir())):
            raise WorkspaceFolderTakenError(home, is_workspace=(home / SETTINGS_FILE).is_file())
        version = parse(agreement_text, name="agreement.yaml").version
        settings = Settings(name=name or home.name, language=language)
        with clear_disk_errors(home):
            for each in _FOLDERS:
                (home / each).mkdir(parents=True, exist_ok=True)
            path = home / "agreement" / f"{version}.yaml"
            path.write_text(agreement_text, encoding="utf-8")
            # Last, for it is what makes the folder a workspace.
            (home / SETTINGS_FILE).write_text(settings.as_toml(), encoding="utf-8")
        return cls(home, settings)

    @classmethod
    def open(cls, folder: str | Path) -> Workspace:
        """Open the workspace in `folder`.

        Raises
        ------
        WorkspaceNotFoundError
            If the folder has no ``boucle.toml``.
        WorkspaceNewerError
            If a newer version of Boucle made it.
        WorkspacePathError
            If the path has a character that the lake cannot bear.
        WorkspaceSettingsError
            If ``boucle.toml`` cannot be read or has a key that nobody knows.
        """
        home = Path(folder).absolute()
        if not (home / SETTINGS_FILE).is_file():
            raise WorkspaceNotFoundError(home)
        _sound(home)
        return cls(home, read_settings(home / SETTINGS_FILE))

    @cached_property
    def lake(self) -> Lake:
        """The lake. Whom it forgets, the files beside it forget too."""
        return Lake(self.folder / "lake", clean_beside=self._clean_beside)

    @cached_property
    def agreements(self) -> Versions:
        """Every version of the agreement."""
        from boucle.agreement.versions import Versions  # slow: a command may not need it

        return Versions.read(self.folder / "agreement")

    @property
    def agreement(self) -> Agreement:
        """The agreement in force now."""
        return self.agreement_at(datetime.now(tz=UTC))

    def agreement_at(self, moment: datetime) -> Agreement:
        """Return the agreement in force at an aware `moment`."""
        return self.agreements.in_force(moment)

    def tables(
        self, as_of: datetime | None = None, observed_until: datetime | None = None
    ) -> Tables:
        """Return the tables as they were known at `as_of`, by default at the last commit.

        See `boucle.warehouse.reading.Tables`.
        """
        return self.lake.tables(as_of=as_of, observed_until=observed_until)

    @property
    def touchpoints(self) -> ir.Table:
        """The touchpoints of the last commit, each with its ``channel`` under the agreement."""
        return self._touchpoints_of(self.tables())

    @property
    def outcomes(self) -> ir.Table:
        """How each case stood at the end of follow-up, see `boucle.analytics.facts.outcomes`."""
        from boucle.analytics import facts  # slow: only for who asks for figures

        tables, agreement = self.tables(), self.agreement
        until, zone = tables.observed_until, agreement.time_zone
        leads = facts.lead_cases(
            tables.leads,
            tables.contacts,
            tables.accounts,
            self._touchpoints_of(tables),
            zone=zone,
            until=until,
        )
        deals = facts.deal_cases(
            tables.opportunities,
            leads,
            tables.accounts,
            tables.users,
            tables.exchange_rates,
            campaigns=tables.campaigns,
            zone=zone,
            until=until,
            currency=agreement.currency,
        )
        return facts.outcomes(leads, deals, tables.stage_changes, until=until)

    def _clean_beside(self, suppression: Suppression) -> None:
        from boucle.warehouse.privacy.files import clean_beside  # circular, and rarely needed

        clean_beside(self.folder, suppression)

    def _touchpoints_of(self, tables: Tables) -> ir.Table:
        from boucle.analytics import facts  # slow: only for who asks for figures

        ways = facts.channel_ways(tables.touchpoints, tables.campaigns, self.agreement.channels)
        return facts.assign_channels(tables.touchpoints, ways)
