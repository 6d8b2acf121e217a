"""Words set on paper: a template of ours filled with data, made a tagged PDF by Typst."""

from __future__ import annotations

import json
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

# What a PDF keeps to: accessible, and for archives (with files attached, a-3a).
Standard = Literal["ua-1", "a-2a", "a-3a"]

# What stands for a character that no font inside Typst draws (an emoji, a Chinese sign): a tagged
# PDF may hold no glyph without a meaning.
NO_GLYPH = "\u25a1"

# Marks that turn the direction of what follows: one in a company's name would turn our words.
_TURNING = {
    *"\u200e\u200f\u061c",
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2066, 0x206A)),
}
# Latin letters, their accents, French and English punctuation, signs of money: all drawn.
_SURELY_DRAWN = {
    *map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x17F))),
    *"\n\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u202f\u20ac\u2192\u2212",
}
_TRIAL = b'#set document(title: "-")\n#json(bytes(sys.inputs.content))'


def typeset(
    template: bytes,
    content: Mapping[str, Any],
    *,
    dated: datetime,
    standards: Sequence[Standard],
    attached: Mapping[str, str] | None = None,
) -> bytes:
    """Return the PDF of `template`, the same on every day and machine.

    Parameters
    ----------
    template
        A Typst document of ours. It reads its data from ``sys.inputs.content`` as JSON, so that
        no text of theirs is ever read as markup.
    content
        The data. Characters that no font draws become `NO_GLYPH`.
    dated
        The moment that stands in the metadata.
    standards
        What the PDF keeps to: ``ua-1`` (accessible) and an archiving one such as ``a-2a``.
    attached
        Other ``sys.inputs``, passed to the letter.
    """
    sure = drawable(content)
    try:
        return _compiled(template, sure, dated, standards, attached)
    except RuntimeError as error:
        # A sequence may have no shape though each of its characters has one.
        if "could not be displayed" not in str(error):
            raise
        return _compiled(template, _plain(sure), dated, standards, attached)


def drawable(content: Any) -> Any:
    """Return `content` with its texts in characters that the fonts inside Typst draw.

    >>> drawable({"name": "Caf\u00e9 \U0001f600"}) == {"name": "Caf\u00e9 " + NO_GLYPH}
    True
    """
    if isinstance(content, str):
        if _SURELY_DRAWN.issuperset(content):
            return content
        composed = unicodedata.normalize("NFC", content)
        return "".join(_drawn(character) for character in composed)
    if isinstance(content, dict):
        return {name: drawable(each) for name, each in content.items()}
    if isinstance(content, (list, tuple)):
        return [drawable(each) for each in content]
    return content


def _compiled(
    template: bytes,
    content: Any,
    dated: datetime,
    standards: Sequence[Standard],
    attached: Mapping[str, str] | None,
) -> bytes:
    import typst  # start-up

    made = typst.compile(
        template,
        format="pdf",
        # The fonts inside Typst, so that a page breaks where it does everywhere else.
        ignore_system_fonts=True,
        sys_inputs={"content": json.dumps(content), **(attached or {})},
        pdf_standards=list(standards),
        timestamp=dated.replace(microsecond=0),
    )
    if not isinstance(made, bytes):  # a list for formats with a file a page
        raise TypeError(type(made))
    return made


@lru_cache(maxsize=10_000)
def _drawn(character: str) -> str:
    if character in _SURELY_DRAWN:
        return character
    if character in _TURNING:
        return ""
    if character.isspace() or unicodedata.category(character) == "Cc":
        return " "
    if unicodedata.category(character) in ("Cs", "Co", "Cn"):
        return NO_GLYPH
    return character if _is_drawn(character) else NO_GLYPH


def _is_drawn(character: str) -> bool:
    """Set the character alone: Typst tells which glyphs it lacks by refusing, one at a time."""
    import typst  # start-up

    try:
        typst.compile(
            _TRIAL,
            format="pdf",
            ignore_system_fonts=True,
            sys_inputs={"content": json.dumps(character)},
            pdf_standards=["ua-1", "a-2a"],
        )
    except RuntimeError:
        return False
    return True


def _plain(content: Any) -> Any:
    if isinstance(content, str):
        return "".join(each if each in _SURELY_DRAWN else NO_GLYPH for each in content)
    if isinstance(content, dict):
        return {name: _plain(each) for name, each in content.items()}
    return [_plain(each) for each in content] if isinstance(content, list) else content
