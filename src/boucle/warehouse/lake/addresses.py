"""E-mail addresses inside texts: how they are found, and what stands for an erased one.

The engine and Python must find the same addresses: the pattern keeps to what both read alike.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from boucle.warehouse.sql import text_literal

if TYPE_CHECKING:
    from collections.abc import Iterable

_APART = r"""\s<>()\[\],;:"|/=#@"""
# A key such as `zoe@client.example#origin` holds an address; a full stop after one is no part.
PATTERN = rf"[^{_APART}]+@[^{_APART}]*[^{_APART}.!?]"
_ADDRESS = re.compile(PATTERN, re.ASCII)


def addresses_in(text: str) -> list[str]:
    """Return the addresses of `text`, as they are written.

    >>> addresses_in("voir Zoe@client.example, ou <zoe@client.example#origin>.")
    ['Zoe@client.example', 'zoe@client.example']
    """
    return _ADDRESS.findall(text)


def normal(address: str) -> str:
    """Return the one form of an address.

    >>> normal(" Zoe@Client.example ")
    'zoe@client.example'
    """
    return address.strip().lower()


def is_address(text: str) -> bool:
    """Tell whether `text` is an address and nothing else."""
    return _ADDRESS.fullmatch(text.strip()) is not None


def normal_sql(column: str) -> str:
    """Return the SQL of `normal`."""
    return f"lower(trim({column}))"


def scrubbed_sql(column: str, salt: str, hashes: Iterable[str]) -> str:
    """Return the SQL of `column` with what stands for them in place of the listed addresses.

    The same spelling always becomes the same word, so that a key stays a key.
    """
    prefix, listed = text_literal(salt), ", ".join(map(text_literal, sorted(hashes)))
    found = f"list_distinct(regexp_extract_all({column}, {text_literal(PATTERN)}))"
    word = f"'{STANDS_FOR}' || substr(sha256({prefix} || each), 1, {WORD_DIGITS})"
    return (
        f"list_reduce(list_prepend({column}, {found}), lambda text, each: "
        f"CASE WHEN sha256({prefix} || lower(each)) IN ({listed}) "
        f"THEN replace(text, each, {word}) ELSE text END)"
    )


STANDS_FOR = "erased-"
WORD_DIGITS = 16
