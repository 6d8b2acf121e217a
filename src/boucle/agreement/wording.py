"""How faults show what was given and what is allowed."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from boucle.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LONGEST = 60
_LISTED = 40
_NOTHING = Text(fr="", en="")


def shown(value: object) -> object:
    """Return a value as the file would write it, cut where it is long."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, dict):
        return Text(fr="groupe de clés", en="group of keys")
    if isinstance(value, tuple | list):
        return Text(fr="liste", en="list")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004
        value = int(value)
    words = value.isoformat() if isinstance(value, date) else str(value)
    words = " ".join(words.split()) or words
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def hint(given: str, allowed: Sequence[str]) -> Text:
    """Return a suggestion of the nearest allowed word, if one is near.

    >>> hint("timezone", ("time_zone", "title")).en
    ' (did you mean `time_zone`?)'
    """
    near = get_close_matches(given[:_LONGEST], allowed, n=1, cutoff=0.6)
    if not near:
        return _NOTHING
    return Text(fr=" (vouliez-vous dire `{near}`?)", en=" (did you mean `{near}`?)").format(
        near=near[0]
    )


def listed(words: Iterable[str]) -> str:
    """Return the words with commas; a dash if there are none."""
    all_words = list(words)
    shown_words = all_words[:_LISTED] + (["…"] if len(all_words) > _LISTED else [])
    return ", ".join(shown_words) or "—"


def dotted(path: Sequence[str | int], data: object) -> str:
    """Return a path with dots; an item of a list goes by its code, or by its number from 1.

    >>> dotted(("lead_types", 0, "value"), {"lead_types": ({"code": "referral"},)})
    'lead_types.referral.value'
    """
    parts = ""
    for step in path:
        data = _inside(data, step)
        if isinstance(step, str):
            parts += f".{step}"
        else:
            code = data.get("code") if isinstance(data, dict) else None
            parts += f".{code}" if isinstance(code, str) and code else f"[{step + 1}]"
    return parts.removeprefix(".")


def _inside(data: object, step: str | int) -> object:
    if isinstance(data, dict):
        return data.get(step)
    if isinstance(data, tuple | list) and isinstance(step, int) and 0 <= step < len(data):
        return data[step]
    return None
