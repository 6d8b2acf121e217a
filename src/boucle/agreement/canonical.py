"""The text that is signed: the content of an agreement, always written the same way."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boucle.agreement.schema import Agreement

_BARE_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_LARGEST_EXACT = 1e15


def content(agreement: Agreement) -> dict[str, Any]:
    """Return what the file says, as plain data, without the signatures.

    Keys that the file leaves out stay out, so that a later Boucle with more keys and more
    defaults still computes the SHA-256 that was signed.
    """
    return agreement.model_dump(exclude={"signatures"}, exclude_unset=True, exclude_none=True)


def canonical_text(agreement: Agreement) -> str:
    """Return the content as YAML with sorted keys, quoted texts and one way to write a number.

    Written by hand rather than by a YAML library, whose next version may fold a line elsewhere
    and so undo every signature.
    """
    return "\n".join(_mapping(content(agreement), 0)) + "\n"


def sha256(agreement: Agreement) -> str:
    """Return the SHA-256 of the canonical text, in hexadecimal."""
    return hashlib.sha256(canonical_text(agreement).encode()).hexdigest()


def _mapping(values: dict[str, Any], depth: int) -> Iterator[str]:
    for key in sorted(values):
        name = key if _BARE_KEY.fullmatch(key) else _quoted(key)
        yield from _entry(f"{'  ' * depth}{name}:", values[key], depth + 1)


def _sequence(values: Any, depth: int) -> Iterator[str]:
    for value in values:
        if isinstance(value, dict) and value:
            # The first key stands on the line of the dash, as people write it.
            lines = list(_mapping(value, depth + 1))
            yield f"{'  ' * depth}- {lines[0].lstrip(' ')}"
            yield from lines[1:]
        else:
            yield from _entry(f"{'  ' * depth}-", value, depth + 1)


def _entry(head: str, value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, dict) and value:
        yield head
        yield from _mapping(value, depth)
    elif isinstance(value, tuple | list) and value:
        yield head
        yield from _sequence(value, depth)
    else:
        yield f"{head} {_scalar(value)}"


def _scalar(value: Any) -> str:
    if isinstance(value, dict):
        return "{}"
    if isinstance(value, tuple | list):
        return "[]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return _number(value)
    return str(value) if isinstance(value, int) else _quoted(str(value))


def _number(value: float) -> str:
    """Write 34000.0 as 34000 and 0.70 as 0.7: the file may have either."""
    if value.is_integer() and abs(value) < _LARGEST_EXACT:
        return str(int(value))
    return repr(value)


def _quoted(text: str) -> str:
    # JSON leaves these bare, and YAML reads some as line ends and refuses the others.
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub(
        "[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]",
        lambda match: f"\\u{ord(match[0]):04x}",
        quoted,
    )
