"""What the checks look at: the raw data, and those sections that are well formed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from boucle.agreement.finding import Path
    from boucle.agreement.schema import Agreement

ANY = "*"


@dataclass(frozen=True, slots=True)
class Draft:
    """A file on its way to an agreement; `sections` lacks those that are not well formed."""

    data: Mapping[str, Any]
    sections: Mapping[str, Any] = field(default_factory=dict)
    agreement: Agreement | None = None

    def at(self, *pattern: str) -> Iterator[tuple[Path, Any]]:
        """Yield ``(path, value)`` wherever the pattern leads; ``*`` is every item and every key."""
        yield from _at(self.data, pattern, ())

    def codes(self, section: str) -> dict[str, Path]:
        """Return the codes of a list and where each first stands."""
        found: dict[str, Path] = {}
        for path, code in self.at(*section.split("."), ANY, "code"):
            if isinstance(code, str):
                found.setdefault(code, path)
        return found


def _at(value: Any, pattern: tuple[str, ...], path: Path) -> Iterator[tuple[Path, Any]]:
    if not pattern:
        yield path, value
        return
    step, rest = pattern[0], pattern[1:]
    if isinstance(value, dict):
        for key in list(value) if step == ANY else [step] if step in value else []:
            yield from _at(value[key], rest, (*path, key))
    elif isinstance(value, tuple | list) and step == ANY:
        for number, item in enumerate(value):
            yield from _at(item, rest, (*path, number))
