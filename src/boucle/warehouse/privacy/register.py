"""The register of what was asked about people: who asked, when, for which key; no name in it."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from boucle.warehouse.lake.suppression import LIST_FILE
from boucle.warehouse.lake.suppression_list import SuppressionList

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

REGISTER = "privacy/register.jsonl"


def note(
    home: Path,
    what: str,
    *,
    who: str,
    at: datetime,
    contacts: Sequence[str],
    facts: dict[str, Any],
) -> None:
    """Add a line to the register of the workspace `home`, and see it on the disk.

    Parameters
    ----------
    home
        Folder of the workspace.
    what
        What was asked or done: ``"export"``, ``"erase asked"``, ``"erase done"``.
    who
        Who asked, as the system knows them.
    at
        Aware moment.
    contacts
        Keys of the contacts, with another word in place of an address.
    facts
        Whatever else, without personal data.
    """
    path = home / REGISTER
    path.parent.mkdir(exist_ok=True)
    line = {"at": at.isoformat(), "what": what, "who": who, "contacts": list(contacts), **facts}
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())


def scrubbed(home: Path, contacts: Sequence[str]) -> list[str]:
    """Return keys with another word in place of the address of somebody erased."""
    listed = SuppressionList.read(home / "lake" / LIST_FILE)
    return [listed.scrubbed(key) for key in contacts]
