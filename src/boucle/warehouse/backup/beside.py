"""What is put together beside its place first, under a name that says by whom."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from boucle.warehouse.lake.lock import is_alive

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def beside(place: Path, ending: str) -> Path:
    """Return the name under which this process makes what will stand at `place`."""
    return place.with_name(f".{place.name}.{os.getpid()}.{ending}")


def left_beside(place: Path, ending: str) -> Iterator[Path]:
    """Yield what processes that are dead left under such a name."""
    name = re.sub(r"([\[\]*?])", r"[\1]", place.name)  # a pattern that matches it alone
    for left in place.parent.glob(f".{name}.*.{ending}"):
        found = re.search(rf"\.(\d+)\.{ending}$", left.name)
        if found and not is_alive(int(found[1])):
            yield left
