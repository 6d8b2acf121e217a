"""Make a workspace."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from boucle.language import Language


@dataclass(frozen=True, slots=True)
class Made:
    """A new workspace and its first agreement."""

    folder: Path
    agreement: Path


def init_workspace(folder: Path, *, language: Language) -> Made:
    """Make a workspace with the starter agreement in `folder`.

    Raises
    ------
    WorkspaceError
        If `folder` holds something else already.
    """
    from boucle.warehouse.workspace import Workspace  # start-up

    starter = files("boucle.agreement").joinpath("starter.yaml").read_text(encoding="utf-8")
    workspace = Workspace.init(folder, starter, language=language)
    return Made(
        folder=workspace.folder, agreement=next((workspace.folder / "agreement").glob("*.yaml"))
    )
