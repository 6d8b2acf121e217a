"""Make a workspace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from boucle.language import Language


@dataclass(frozen=True, slots=True)
class Made:
    """A new workspace and its first agreement."""

    folder: Path
    agreement: Path


def init_workspace(
    folder: Path,
    *,
    language: Language,
    currency: str | None = None,
    time_zone: str | None = None,
) -> Made:
    """Make a workspace with the starter agreement in `folder`.

    `currency` and `time_zone` are the agreement's, where they are not the starter's.

    Raises
    ------
    AgreementFaultsError
        If there is no such currency or time zone; nothing is made then.
    WorkspaceError
        If `folder` holds something else already.
    """
    # Start-up: the loader and the lake are needed by who makes something.
    from boucle.agreement.starter import starter_text
    from boucle.warehouse.workspace import Workspace

    starter = starter_text(currency=currency, time_zone=time_zone)
    workspace = Workspace.init(folder, starter, language=language)
    return Made(
        folder=workspace.folder, agreement=next((workspace.folder / "agreement").glob("*.yaml"))
    )
