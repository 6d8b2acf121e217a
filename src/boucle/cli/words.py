"""The reader's language: `--lang` if it is on the command line, else the locale, else French."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from boucle.language import Language, Text, is_language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# POSIX order: the first of these that is set decides.
_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def reader_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Return the language to speak.

    >>> reader_language(["report", "closed-loop", "--lang", "en"], {"LANG": "fr_CA.UTF-8"})
    'en'
    >>> reader_language([], {"LANG": "en_CA.UTF-8"}), reader_language([], {"LANG": "C.UTF-8"})
    ('en', 'fr')
    """
    asked = _asked(arguments)
    if asked is not None and is_language(asked):
        return asked
    for variable in _LOCALE_VARIABLES:
        if locale := environment.get(variable):
            return "en" if locale.lower().startswith("en") else "fr"
    return "fr"


def _asked(arguments: Sequence[str]) -> str | None:
    for position, word in enumerate(arguments):
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
        if word == "--lang" and position + 1 < len(arguments):
            return arguments[position + 1]
    return None


# Help texts are built when commands are declared, so the language is settled before.
LANGUAGE: Language = reader_language(sys.argv[1:], os.environ)


def say(*, fr: str, en: str) -> str:
    """Return the words for the reader of this process."""
    return Text(fr=fr, en=en).in_(LANGUAGE)


def tell(*lines: Text) -> None:
    """Tell the reader of this process, a line each, on stderr: results alone go to stdout."""
    for line in lines:
        print(line.in_(LANGUAGE), file=sys.stderr)  # noqa: T201 - what the command line is for
