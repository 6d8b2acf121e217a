"""Files written whole or not at all."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from boucle.errors.commands import UnwritableFileError
from boucle.errors.system import system_reason

if TYPE_CHECKING:
    from collections.abc import Mapping


def write_whole(path: Path, content: str | bytes) -> None:
    """Write `content` beside `path` first, then put it in its place at once.

    Raises
    ------
    UnwritableFileError
        If it can't be written there; nothing is left behind then.
    """
    write_together({path: content})


def write_together(files: Mapping[Path, str | bytes]) -> None:
    """Write every file beside its place first, then put them all in their places.

    Raises
    ------
    UnwritableFileError
        If one can't be written; none is changed then, unless a place refuses what is ready for it.
    """
    beside = {path: path.with_name(f".{path.name}.{os.getpid()}.part") for path in files}
    path = Path()
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            data = content.encode("utf-8") if isinstance(content, str) else content
            beside[path].write_bytes(data)
        for path, part in beside.items():
            part.replace(path)
    except OSError as error:
        for part in beside.values():
            with suppress(OSError):
                part.unlink()
        raise UnwritableFileError(str(path), system_reason(error)) from error


def to_json(content: object) -> str:
    """Return `content` as JSON: decimals as numbers, moments in ISO 8601 and UTC."""
    return json.dumps(content, ensure_ascii=False, indent=2, default=_plain, allow_nan=False)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime):
        # The engine's moments are UTC and carry no zone.
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
