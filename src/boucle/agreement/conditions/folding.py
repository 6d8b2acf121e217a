"""Letters without case and accents, the same in Python and in an engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis.expr.types as ir

_ACCENTED = "àâäáãåçèêëéìîïíñòôöóõùûüúýÿ"
_PLAIN = "aaaaaaceeeeiiiinooooouuuuyy"
# Accents written apart, as some exports do, and nothing in their place.
_COMBINING = "\u0300\u0301\u0302\u0303\u0308\u030a\u0327"
_LIGATURES = {"œ": "oe", "æ": "ae", "’": "'"}
_TABLE = str.maketrans(_ACCENTED, _PLAIN, _COMBINING)


def folded(text: str) -> str:
    """Return `text` in lower case without the accents of French and its neighbours.

    >>> folded("Présidente-Directrice, Cœur")
    'presidente-directrice, coeur'
    """
    text = text.lower().translate(_TABLE)
    for ligature, letters in _LIGATURES.items():
        text = text.replace(ligature, letters)
    return text


def folded_in_engine(text: ir.StringValue) -> ir.StringValue:
    """Return the same for a column."""
    # A letter beyond the second list is dropped, by the rule that engines share.
    text = text.lower().translate(_ACCENTED + _COMBINING, _PLAIN)
    for ligature, letters in _LIGATURES.items():
        text = text.replace(ligature, letters)
    return text
