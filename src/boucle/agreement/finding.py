"""What a check found, before it has words and a line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault (or a warning) of kind `code` at `path`; `facts` fill its text.

    `on_key` points at the key rather than at its value; `position` is an offset within a text.
    """

    code: str
    path: Path
    facts: Mapping[str, object] = field(default_factory=dict)
    on_key: bool = False
    position: int | None = None
    spot: tuple[int, int] | None = None
    is_warning: bool = False
