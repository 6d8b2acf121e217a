"""What one version of an agreement changes from another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from boucle.agreement.canonical import content
from boucle.agreement.labels import SECTION_LABELS
from boucle.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boucle.agreement.schema import Agreement
    from boucle.language import Text

# Lists whose first match decides: another order is another agreement.
_ORDERED = frozenset(("channels", "stages", "lead_types"))
_NAMES = ("code", "party", "date", "starts_on", "touch")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference at a dotted path; items of a list go by their code.

    `old` is null where something was added, `new` where something was removed.
    """

    path: str
    section: Text
    kind: Literal["added", "removed", "changed", "reordered"]
    old: Any = None
    new: Any = None


def difference(old: Agreement, new: Agreement) -> tuple[Change, ...]:
    """Return what `new` adds to, removes from and changes in `old`, section by section."""
    before, after = content(old), content(new)
    return tuple(
        change
        for name, label in SECTION_LABELS.items()
        for change in _changes(name, label, before.get(name), after.get(name))
    )


def _changes(path: str, section: Text, old: Any, new: Any) -> Iterator[Change]:
    if old == new:
        return
    if old is None:
        yield Change(path, section, "added", new=new)
    elif new is None:
        yield Change(path, section, "removed", old=old)
    elif isinstance(old, dict) and isinstance(new, dict) and not _is_text(old):
        yield from _by_key(path, section, old, new)
    elif (pairs := _named(old, new)) is not None:
        yield from _by_key(path, section, *pairs)
        yield from _order(path, section, *pairs)
    else:
        yield Change(path, section, "changed", old, new)


def _is_text(value: dict[str, Any]) -> bool:
    return set(value) == set(LANGUAGES)


def _by_key(path: str, section: Text, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    for key in (*old, *(key for key in new if key not in old)):
        yield from _changes(f"{path}.{key}", section, old.get(key), new.get(key))


def _order(path: str, section: Text, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    kept_before = [key for key in old if key in new]
    kept_after = [key for key in new if key in old]
    if path in _ORDERED and kept_before != kept_after:
        yield Change(path, section, "reordered", tuple(kept_before), tuple(kept_after))


def _named(old: Any, new: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """Return both lists by the name of their items, if every item has one of its own."""
    if not isinstance(old, tuple | list) or not isinstance(new, tuple | list):
        return None
    before, after = _by_name(old), _by_name(new)
    return None if before is None or after is None else (before, after)


def _by_name(items: Any) -> dict[str, Any] | None:
    found: dict[str, Any] = {}
    for item in items:
        if not isinstance(item, dict):
            return None
        name = next((str(item[key]) for key in _NAMES if key in item), None)
        if name is None or name in found:
            return None
        found[name] = item
    return found
