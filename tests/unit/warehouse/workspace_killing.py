"""Dies by SIGKILL in the middle of an import, a backup, a restore or an erasure.

Called as ``python workspace_killing.py WHAT WORKSPACE BACKUP``.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

NOW = datetime(2026, 3, 9, tzinfo=UTC)


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def import_(folder: Path, _: Path) -> None:
    import pyarrow as pa

    from boucle.warehouse.workspace import Workspace

    with Workspace.open(folder).lake.writer(
        who="dead", now=NOW, at_step=lambda step: die() if step == "before the commit" else None
    ) as writer:
        writer.stage("contacts", pa.Table.from_pylist([{"contact_id": "c9"}]), source="crm")
        writer.commit("import")


def backup(folder: Path, path: Path) -> None:
    from boucle.operations.backup import back_up
    from boucle.warehouse.backup import writing

    writing.Backup.check = die  # written, not yet read back and put in its place
    back_up(folder, path, is_replacing=True, language="fr")


def restore(folder: Path, path: Path) -> None:
    from boucle.operations.backup import restore as bring

    rename = Path.rename

    def first_only(self: Path, target: Path) -> Path:
        if self.name.endswith(".restoring"):
            die()
        return rename(self, target)

    Path.rename = first_only
    bring(path, folder, suppressions=None, is_replacing=True, language="fr")


def erase(folder: Path, _: Path) -> None:
    from boucle.warehouse.lake.erasure import erase as erase_
    from boucle.warehouse.workspace import Workspace

    with Workspace.open(folder).lake.writer(
        who="dead", now=NOW, at_step=lambda step: die() if step == "cleaned beside" else None
    ) as writer:
        erase_(writer, ["c1"])


if __name__ == "__main__":
    what, folder, path = sys.argv[1:]
    {"import": import_, "backup": backup, "restore": restore, "erase": erase}[what](
        Path(folder), Path(path)
    )
