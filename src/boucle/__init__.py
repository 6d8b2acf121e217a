"""Boucle closes the loop between marketing and sales.

``boucle.open("DIR")`` opens a workspace; ``boucle.analytics`` holds the methods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from boucle.warehouse.workspace import Workspace

__version__ = "0.1.0"
__all__ = ["__version__", "open"]


def open(folder: str | Path) -> Workspace:  # noqa: A001 - the fixed name of the design
    """Open the workspace in `folder`.

    Raises
    ------
    WorkspaceError
        If `folder` is no workspace, or one of a newer version of Boucle.
    """
    # Start-up: the engine behind a workspace takes a second to import.
    from boucle.warehouse.workspace import Workspace

    return Workspace.open(folder)
