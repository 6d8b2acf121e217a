"""A text in both languages of the product, written where it is used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeGuard

Language = Literal["fr", "en"]

LANGUAGES: tuple[Language, ...] = ("fr", "en")


def is_language(code: str) -> TypeGuard[Language]:
    """Tell whether `code` is a language that Boucle speaks.

    >>> is_language("fr"), is_language("de")
    (True, False)
    """
    return code in LANGUAGES


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in French and in English; neither can be forgotten.

    >>> Text(fr="{n} pistes", en="{n} leads").format(n=3).in_("fr")
    '3 pistes'
    """

    fr: str
    en: str

    def in_(self, language: Language) -> str:
        """Return the words in `language`."""
        return self.fr if language == "fr" else self.en

    def format(self, **facts: object) -> Text:
        """Fill the named places of both texts. A `Text` among the facts keeps its language."""
        return Text(fr=_filled(self.fr, "fr", facts), en=_filled(self.en, "en", facts))


def _filled(template: str, language: Language, facts: dict[str, object]) -> str:
    words = {
        name: fact.in_(language) if isinstance(fact, Text) else fact for name, fact in facts.items()
    }
    return template.format(**words)
