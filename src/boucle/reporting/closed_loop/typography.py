"""The spaces of French that no line may break."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from boucle.language import Language

_BEFORE = re.compile(r"(?<=\S) (?=[:;?!»%$](?:\W|$))")
_AFTER = re.compile(r"(?<=«) ")


def bound(text: str, language: Language) -> str:
    r"""Tie high punctuation and signs to their word, in French.

    >>> bound("Oui : « tout » rejoint sa source", "fr").count("\u00a0")
    3
    """
    return _AFTER.sub("\u00a0", _BEFORE.sub("\u00a0", text)) if language == "fr" else text
